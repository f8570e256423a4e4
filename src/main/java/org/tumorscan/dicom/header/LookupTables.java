package org.tumorscan.dicom.header;

import java.util.Arrays;
import java.util.Optional;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.image.LookupTable;

/**
 * LUT Descriptor (0028,3002) and LUT Data (0028,3006) of a Modality or VOI LUT item.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.11.1.1">PS3.3
 *     C.11.1.1</a>
 */
final class LookupTables {
  private LookupTables() {}

  /** Whether an item holds a table at all; some writers leave all of its elements empty. */
  static boolean hasData(DataSet item) throws DicomException {
    return item.unsignedIntegers(DicomTag.LUT_DATA).length > 0;
  }

  /**
   * The table of an item.
   *
   * @param signed the first value mapped is a signed 16-bit number
   * @return empty where descriptor and data do not make a table
   */
  static Optional<LookupTable> of(DataSet item, boolean signed) throws DicomException {
    int[] descriptor = item.unsignedIntegers(DicomTag.LUT_DESCRIPTOR);
    if (descriptor.length != 3) {
      return Optional.empty();
    }
    // 65536 entries do not fit in 16 bits and are written as 0. An SS descriptor holds the same
    // 16 bits: only the middle value is ever meant to be negative.
    int count = (descriptor[0] & 0xFFFF) == 0 ? 1 << 16 : descriptor[0] & 0xFFFF;
    int firstMapped = signed ? (short) descriptor[1] : descriptor[1] & 0xFFFF;
    int bits = descriptor[2];
    if (bits < 8 || bits > 16) {
      return Optional.empty();
    }
    int[] words = item.unsignedIntegers(DicomTag.LUT_DATA);
    if (words.length >= count) {
      int maximum = (1 << bits) - 1;
      int[] entries = Arrays.stream(words, 0, count).map(e -> Math.min(e, maximum)).toArray();
      return Optional.of(new LookupTable(firstMapped, entries, bits));
    }
    if (bits == 8 && words.length == (count + 1) / 2) {
      return Optional.of(new LookupTable(firstMapped, unpackBytes(words, count), bits));
    }
    return Optional.empty();
  }

  // Two 8-bit entries in each word, the first in the lower half.
  private static int[] unpackBytes(int[] words, int count) {
    int[] entries = new int[count];
    for (int i = 0; i < count; i++) {
      entries[i] = words[i / 2] >>> 8 * (i % 2) & 0xFF;
    }
    return entries;
  }
}
