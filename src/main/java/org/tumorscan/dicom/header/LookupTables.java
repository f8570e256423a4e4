package org.tumorscan.dicom.header;

import java.util.Arrays;
import java.util.Optional;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.image.LookupTable;

/**
 * Lookup tables as a descriptor and data: of Modality and VOI LUT items, and of palettes.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.11.1.1">PS3.3
 *     C.11.1.1 and C.7.6.3.1.5</a>
 */
final class LookupTables {
  private LookupTables() {}

  /** Whether an item holds a table at all; some writers leave all of its elements empty. */
  static boolean hasData(DataSet item) throws DicomException {
    return item.unsignedIntegers(DicomTag.LUT_DATA).length > 0;
  }

  /**
   * The table of a Modality or VOI LUT item.
   *
   * @param signed the first value mapped is a signed 16-bit number
   * @return empty where descriptor and data do not make a table
   */
  static Optional<LookupTable> of(DataSet item, boolean signed) throws DicomException {
    Optional<Descriptor> descriptor = Descriptor.of(item, DicomTag.LUT_DESCRIPTOR, signed);
    return descriptor.isEmpty()
        ? Optional.empty()
        : descriptor.get().table(item.unsignedIntegers(DicomTag.LUT_DATA));
  }

  /**
   * The three values of a descriptor.
   *
   * @param count entries, 1 to 65536
   * @param firstMapped the stored value of the first entry
   * @param bits per entry, 8 to 16
   */
  record Descriptor(int count, int firstMapped, int bits) {

    /** The descriptor in an element; empty where that is none. */
    static Optional<Descriptor> of(DataSet item, DicomTag tag, boolean signed)
        throws DicomException {
      int[] values = item.unsignedIntegers(tag);
      if (values.length != 3 || values[2] < 8 || values[2] > 16) {
        return Optional.empty();
      }
      // 65536 entries do not fit in 16 bits and are written as 0. An SS descriptor holds the same
      // 16 bits: only the middle value is ever meant to be negative.
      int count = (values[0] & 0xFFFF) == 0 ? 1 << 16 : values[0] & 0xFFFF;
      int firstMapped = signed ? (short) values[1] : values[1] & 0xFFFF;
      return Optional.of(new Descriptor(count, firstMapped, values[2]));
    }

    /** The table of plain data; empty where there is too little. */
    Optional<LookupTable> table(int[] words) {
      if (words.length >= count) {
        return Optional.of(tableOf(Arrays.copyOf(words, count)));
      }
      return bits == 8 && words.length == (count + 1) / 2
          ? Optional.of(tableOf(Arrays.copyOf(unpackBytes(words), count)))
          : Optional.empty();
    }

    /** The table of segmented data; empty where the segments do not make the entries. */
    Optional<LookupTable> segmentedTable(int[] words) {
      boolean bytes = bits == 8;
      return SegmentedTable.expand(bytes ? unpackBytes(words) : words, bytes, count)
          .map(this::tableOf);
    }

    private LookupTable tableOf(int[] entries) {
      int maximum = (1 << bits) - 1;
      Arrays.setAll(entries, i -> Math.min(entries[i], maximum));
      return new LookupTable(firstMapped, entries, bits);
    }
  }

  // Two 8-bit entries in each word, the first in the lower half.
  private static int[] unpackBytes(int[] words) {
    int[] bytes = new int[2 * words.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = words[i / 2] >>> 8 * (i % 2) & 0xFF;
    }
    return bytes;
  }
}
