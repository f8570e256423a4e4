package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.codec.PixelBytes;
import org.tumorscan.dicom.codec.PixelData;
import org.tumorscan.dicom.codec.PixelData.Fragment;

/**
 * Finds the bytes of the pixels: one value, or fragments and their offset table.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_A.4">PS3.5
 *     A.4</a>
 */
public final class PixelDataReader {
  private static final int ITEM_HEADER_BYTES = 8;

  private final EncodedDataSet encoded;
  private final Source source;
  private final Element element;
  private final ByteBuffer extendedOffsetTable;
  private final ReadLimits limits;

  private PixelDataReader(
      EncodedDataSet encoded, Element element, ByteBuffer extendedOffsetTable, ReadLimits limits) {
    this.encoded = encoded;
    this.source = encoded.source();
    this.element = element;
    this.extendedOffsetTable = extendedOffsetTable;
    this.limits = limits;
  }

  /**
   * Pixel data and its end.
   *
   * @param end position behind the pixel data; that of the last byte where the end is not marked
   */
  public record Located(PixelData pixelData, int end) {}

  /**
   * The pixel data of an element.
   *
   * @param element Pixel Data, Float Pixel Data or Double Float Pixel Data, its value cut where the
   *     bytes end; one of undefined length reaches up to there
   * @param extendedOffsetTable the value of Extended Offset Table (7FE0,0001); empty where there is
   *     none
   * @throws DicomException {@code MALFORMED}, {@code TRUNCATED} or {@code LIMIT_EXCEEDED}
   */
  public static Located read(
      EncodedDataSet encoded, Element element, ByteBuffer extendedOffsetTable, ReadLimits limits)
      throws DicomException {
    if (encoded.transferSyntax().isEncapsulated() != element.undefinedLength()) {
      throw encoded.failure(
          Reason.MALFORMED,
          element.tag(),
          element.start(),
          "%s has pixel data of %s length"
              .formatted(
                  encoded.transferSyntax().displayName(),
                  element.undefinedLength() ? "undefined" : "defined"));
    }
    PixelDataReader reader = new PixelDataReader(encoded, element, extendedOffsetTable, limits);
    return element.undefinedLength()
        ? reader.encapsulated()
        : new Located(reader.uncompressed(), element.valueEnd());
  }

  private PixelData uncompressed() {
    return new PixelData.Native(
        element.tag(),
        encoded.pixels().slice(element.valueStart(), element.length()),
        encoded.bytes().order() == ByteOrder.BIG_ENDIAN && element.vr().equals("OW"),
        element.valueStart());
  }

  private Located encapsulated() throws DicomException {
    PixelBytes bytes = encoded.pixels();
    List<Fragment> items = new ArrayList<>();
    int at = element.valueStart();
    boolean open = true;
    boolean delimited = false;
    while (open && bytes.length() - at >= ITEM_HEADER_BYTES) {
      ByteBuffer header = bytes.read(at, ITEM_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      DicomTag tag = DicomTag.of(header.getShort() & 0xFFFF, header.getShort() & 0xFFFF);
      // A file that ends in garbage instead of a delimiter still has the fragments before it.
      open = tag.equals(DicomTag.ITEM);
      delimited = tag.equals(DicomTag.SEQUENCE_DELIMITATION_ITEM);
      if (open) {
        if (items.size() == limits.elements()) {
          throw source.failure(
              Reason.LIMIT_EXCEEDED, element.tag(), at, "more than " + items.size() + " fragments");
        }
        long length = Integer.toUnsignedLong(header.getInt());
        int present = (int) Math.min(length, bytes.length() - at - 8);
        items.add(new Fragment(bytes.slice(at + 8, present), at + 8, present == length));
        at += 8 + present;
      }
    }
    if (items.isEmpty()) {
      throw source.failure(
          Reason.MALFORMED, element.tag(), element.valueStart(), "no basic offset table item");
    }
    if (!delimited) {
      source.warnings().add("the pixel data has no sequence delimiter at its end");
    }
    Fragment offsetTable = items.get(0);
    PixelData pixelData =
        new PixelData.Encapsulated(
            items.subList(1, items.size()),
            frameOffsets(offsetTable),
            offsetTable.byteOffset() + offsetTable.bytes().length());
    return new Located(pixelData, delimited ? at + 8 : bytes.length());
  }

  /** The extended offset table where there is one, else the basic one, which may be empty. */
  private List<Long> frameOffsets(Fragment basic) throws DicomException {
    boolean wide = extendedOffsetTable.limit() > 0;
    int size = wide ? Long.BYTES : Integer.BYTES;
    int count = (wide ? extendedOffsetTable.limit() : basic.bytes().length()) / size;
    if (count > limits.frames()) {
      throw source.failure(
          Reason.LIMIT_EXCEEDED,
          element.tag(),
          element.start(),
          "an offset table of %d frames, at most %d are read".formatted(count, limits.frames()));
    }
    ByteBuffer table =
        (wide ? extendedOffsetTable.duplicate() : basic.bytes().read(0, count * size))
            .order(ByteOrder.LITTLE_ENDIAN);
    List<Long> offsets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      offsets.add(wide ? table.getLong(size * i) : Integer.toUnsignedLong(table.getInt(size * i)));
    }
    return offsets;
  }
}
