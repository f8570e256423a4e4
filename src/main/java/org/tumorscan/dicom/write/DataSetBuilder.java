package org.tumorscan.dicom.write;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tumorscan.dicom.DicomTag;

/**
 * A data set, or an item of a sequence, in the making: elements in the order of their tags,
 * explicit VR little endian, every length defined and even. Setting a tag again replaces its value.
 *
 * <p>Sequences take their items encoded, so that a tree of many items costs little more than its
 * bytes. Confined to one thread.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_7.1">PS3.5
 *     7.1</a>
 */
public final class DataSetBuilder {
  private static final int MOST_SHORT_LENGTH = 0xFFFE;
  private static final int HEADER_BYTES = 12;

  private record Value(Vr vr, byte[] bytes) {}

  private final Map<DicomTag, Value> elements =
      new TreeMap<>(Comparator.comparing(DicomTag::value, Integer::compareUnsigned));

  /**
   * Sets the values of a text element that this program writes itself; without values it is there
   * and empty.
   *
   * @param values printable ASCII, which every character set has, no longer than the VR allows
   */
  public DataSetBuilder text(DicomTag tag, Vr vr, String... values) {
    for (String value : values) {
      check(tag, vr, value);
    }
    return raw(tag, vr, String.join("\\", values).getBytes(StandardCharsets.US_ASCII));
  }

  private static void check(DicomTag tag, Vr vr, String value) {
    if (value.length() > vr.maxCharacters()) {
      throw new IllegalArgumentException(
          "%s: %d characters do not fit %s".formatted(tag, value.length(), vr));
    }
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each < ' ' || each > '~' || (each == '\\' && !vr.isSingleText())) {
        throw new IllegalArgumentException("%s: character %d".formatted(tag, (int) each));
      }
    }
  }

  /**
   * Sets an element to bytes as they are, such as text in another character set.
   *
   * @param value padded where its length is odd
   */
  public DataSetBuilder raw(DicomTag tag, Vr vr, byte[] value) {
    byte[] even = Arrays.copyOf(value, Math.addExact(value.length, value.length % 2));
    if (even.length > value.length) {
      even[value.length] = vr.padding();
    }
    if (!vr.hasLongLength() && even.length > MOST_SHORT_LENGTH) {
      throw new IllegalArgumentException("%s: %d bytes".formatted(tag, even.length));
    }
    elements.put(tag, new Value(vr, even));
    return this;
  }

  /** Sets an element of 16-bit numbers, each from 0 to 0xFFFF. */
  public DataSetBuilder unsignedShorts(DicomTag tag, int... values) {
    ByteBuffer bytes = littleEndian(Math.multiplyExact(2, values.length));
    for (int value : values) {
      if (value < 0 || value > 0xFFFF) {
        throw new IllegalArgumentException(tag + ": " + value);
      }
      bytes.putShort((short) value);
    }
    return raw(tag, Vr.US, bytes.array());
  }

  /** Sets an element of one 32-bit number. */
  DataSetBuilder unsignedInt(DicomTag tag, int value) {
    return raw(tag, Vr.UL, littleEndian(4).putInt(value).array());
  }

  /** Sets a sequence; without items it is there and empty. */
  public DataSetBuilder sequence(DicomTag tag, List<DataSetBuilder> items) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (DataSetBuilder item : items) {
      byte[] content = item.encode();
      out.writeBytes(littleEndian(8).put(tag(DicomTag.ITEM)).putInt(content.length).array());
      out.writeBytes(content);
    }
    return raw(tag, Vr.SQ, out.toByteArray());
  }

  /** The same for a few items. */
  public DataSetBuilder sequence(DicomTag tag, DataSetBuilder... items) {
    return sequence(tag, List.of(items));
  }

  /** The elements, one after the other. */
  public byte[] encode() {
    int length = 0;
    for (Value value : elements.values()) {
      length = Math.addExact(length, Math.addExact(HEADER_BYTES, value.bytes().length));
    }
    ByteBuffer out = littleEndian(length);
    elements.forEach(
        (tag, value) -> {
          out.put(tag(tag)).put(value.vr().name().getBytes(StandardCharsets.US_ASCII));
          if (value.vr().hasLongLength()) {
            out.putShort((short) 0).putInt(value.bytes().length);
          } else {
            out.putShort((short) value.bytes().length);
          }
          out.put(value.bytes());
        });
    return Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] tag(DicomTag tag) {
    return littleEndian(4).putShort((short) tag.group()).putShort((short) tag.element()).array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
