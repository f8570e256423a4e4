package org.tumorscan.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** Writes small DICOM files in memory for tests: right ones, and wrong ones where asked. */
public final class Part10Builder {
  private static final List<String> LONG =
      List.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private record Entry(String vr, Value value, boolean undefinedLength) {}

  /** Gives a value's bytes in an encoding. */
  private interface Value {
    byte[] bytes(boolean explicitVr, ByteOrder order);
  }

  private final TreeMap<DicomTag, Entry> elements =
      new TreeMap<>(Comparator.comparing(DicomTag::value, Integer::compareUnsigned));
  private String transferSyntaxUid = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();
  private boolean preamble = true;
  private boolean meta = true;

  /** Nothing but what is added. */
  public static Part10Builder empty() {
    return new Part10Builder();
  }

  /** An MR image of 2 rows and 3 columns, 16 bits, whose samples are 0, 1, 2, 3, 4, 5. */
  public static Part10Builder image() {
    return empty()
        .text(DicomTag.SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.4")
        .text(DicomTag.SOP_INSTANCE_UID, "UI", "1.2.3.4")
        .text(DicomTag.MODALITY, "CS", "MR")
        .text(DicomTag.STUDY_INSTANCE_UID, "UI", "1.2.3")
        .text(DicomTag.SERIES_INSTANCE_UID, "UI", "1.2.3.1")
        .shorts(DicomTag.SAMPLES_PER_PIXEL, "US", 1)
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2")
        .shape(2, 3)
        .bits(16, 16, 15, false)
        .shorts(DicomTag.PIXEL_DATA, "OW", 0, 1, 2, 3, 4, 5);
  }

  public Part10Builder shape(int rows, int columns) {
    return shorts(DicomTag.ROWS, "US", rows).shorts(DicomTag.COLUMNS, "US", columns);
  }

  public Part10Builder bits(int allocated, int stored, int high, boolean signed) {
    return shorts(DicomTag.BITS_ALLOCATED, "US", allocated)
        .shorts(DicomTag.BITS_STORED, "US", stored)
        .shorts(DicomTag.HIGH_BIT, "US", high)
        .shorts(DicomTag.PIXEL_REPRESENTATION, "US", signed ? 1 : 0);
  }

  /** Three samples a pixel. */
  public Part10Builder color(String photometricInterpretation, int planarConfiguration) {
    return shorts(DicomTag.SAMPLES_PER_PIXEL, "US", 3)
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", photometricInterpretation)
        .shorts(DicomTag.PLANAR_CONFIGURATION, "US", planarConfiguration);
  }

  public Part10Builder transferSyntax(TransferSyntax value) {
    return transferSyntaxUid(value.uid());
  }

  public Part10Builder transferSyntaxUid(String uid) {
    transferSyntaxUid = uid;
    return this;
  }

  public Part10Builder withoutPreamble() {
    preamble = false;
    return this;
  }

  /** A bare data set: no preamble, no meta information. */
  public Part10Builder bare() {
    preamble = false;
    meta = false;
    return this;
  }

  public Part10Builder without(DicomTag tag) {
    elements.remove(tag);
    return this;
  }

  /** A text element, padded to an even length. */
  public Part10Builder text(DicomTag tag, String vr, String value) {
    byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
    byte[] padded = Arrays.copyOf(text, text.length + text.length % 2);
    if (padded.length > text.length && !vr.equals("UI")) {
      padded[text.length] = ' ';
    }
    return bytes(tag, vr, padded);
  }

  /** 16-bit values in the byte order of the file. */
  public Part10Builder shorts(DicomTag tag, String vr, int... values) {
    return put(
        tag,
        vr,
        (explicitVr, order) -> {
          ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
          for (int value : values) {
            bytes.putShort((short) value);
          }
          return bytes.array();
        });
  }

  /** 32-bit values in the byte order of the file. */
  public Part10Builder ints(DicomTag tag, String vr, int... values) {
    return put(
        tag,
        vr,
        (explicitVr, order) -> {
          ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
          for (int value : values) {
            bytes.putInt(value);
          }
          return bytes.array();
        });
  }

  /** Bytes as they are, in any byte order. */
  public Part10Builder bytes(DicomTag tag, String vr, byte... value) {
    return put(tag, vr, (explicitVr, order) -> value);
  }

  private Part10Builder put(DicomTag tag, String vr, Value value) {
    elements.put(tag, new Entry(vr, value, false));
    return this;
  }

  /** A sequence of defined length with items of defined length. */
  public Part10Builder sequence(DicomTag tag, Part10Builder... items) {
    elements.put(tag, new Entry("SQ", (e, o) -> items(e, o, false, items), false));
    return this;
  }

  /** A sequence of undefined length with items of undefined length. */
  public Part10Builder delimitedSequence(DicomTag tag, Part10Builder... items) {
    elements.put(tag, new Entry("SQ", (e, o) -> items(e, o, true, items), true));
    return this;
  }

  /** A sequence of undefined length that an explicit VR file calls UN: PS3.5 6.2.2 note 4. */
  public Part10Builder unknownSequence(DicomTag tag, Part10Builder... items) {
    elements.put(
        tag, new Entry("UN", (e, o) -> items(false, ByteOrder.LITTLE_ENDIAN, true, items), true));
    return this;
  }

  private static byte[] items(
      boolean explicitVr, ByteOrder order, boolean delimited, Part10Builder... items) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Part10Builder item : items) {
      byte[] content = item.dataSet(explicitVr, order);
      out.writeBytes(tagAndLength(DicomTag.ITEM, delimited ? -1 : content.length, order));
      out.writeBytes(content);
      if (delimited) {
        out.writeBytes(tagAndLength(DicomTag.ITEM_DELIMITATION_ITEM, 0, order));
      }
    }
    if (delimited) {
      out.writeBytes(tagAndLength(DicomTag.SEQUENCE_DELIMITATION_ITEM, 0, order));
    }
    return out.toByteArray();
  }

  /** Encapsulated pixel data with an empty basic offset table. */
  public Part10Builder fragments(byte[]... fragments) {
    return fragmentsWithOffsets(new int[0], fragments);
  }

  /** Encapsulated pixel data with a basic offset table. */
  public Part10Builder fragmentsWithOffsets(int[] offsets, byte[]... fragments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer table = ByteBuffer.allocate(4 * offsets.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(offsets).forEach(table::putInt);
    out.writeBytes(tagAndLength(DicomTag.ITEM, table.capacity(), ByteOrder.LITTLE_ENDIAN));
    out.writeBytes(table.array());
    for (byte[] fragment : fragments) {
      byte[] even = Arrays.copyOf(fragment, fragment.length + fragment.length % 2);
      out.writeBytes(tagAndLength(DicomTag.ITEM, even.length, ByteOrder.LITTLE_ENDIAN));
      out.writeBytes(even);
    }
    out.writeBytes(tagAndLength(DicomTag.SEQUENCE_DELIMITATION_ITEM, 0, ByteOrder.LITTLE_ENDIAN));
    byte[] value = out.toByteArray();
    elements.put(DicomTag.PIXEL_DATA, new Entry("OB", (e, o) -> value, true));
    return this;
  }

  private static byte[] tagAndLength(DicomTag tag, int length, ByteOrder order) {
    return ByteBuffer.allocate(8)
        .order(order)
        .putShort((short) tag.group())
        .putShort((short) tag.element())
        .putInt(length)
        .array();
  }

  /** The elements alone. */
  public byte[] dataSet(boolean explicitVr, ByteOrder order) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    elements.forEach(
        (tag, entry) -> {
          byte[] value = entry.value().bytes(explicitVr, order);
          int length = entry.undefinedLength() ? -1 : value.length;
          out.writeBytes(header(tag, entry.vr(), length, explicitVr, order));
          out.writeBytes(value);
        });
    return out.toByteArray();
  }

  private static byte[] header(
      DicomTag tag, String vr, int length, boolean explicitVr, ByteOrder order) {
    if (!explicitVr) {
      return tagAndLength(tag, length, order);
    }
    ByteBuffer header = ByteBuffer.allocate(LONG.contains(vr) ? 12 : 8).order(order);
    header.putShort((short) tag.group()).putShort((short) tag.element());
    header.put(vr.getBytes(StandardCharsets.US_ASCII));
    if (LONG.contains(vr)) {
      header.putShort((short) 0).putInt(length);
    } else {
      header.putShort((short) length);
    }
    return header.array();
  }

  /** The whole file. */
  public byte[] build() {
    boolean implicit = transferSyntaxUid.equals(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
    boolean big = transferSyntaxUid.equals(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN.uid());
    byte[] dataSet = dataSet(!implicit, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    if (transferSyntaxUid.equals(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN.uid())) {
      dataSet = deflate(dataSet);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (preamble) {
      out.writeBytes(new byte[128]);
      out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    }
    if (meta) {
      Part10Builder group = empty();
      if (!transferSyntaxUid.isEmpty()) {
        group.text(DicomTag.TRANSFER_SYNTAX_UID, "UI", transferSyntaxUid);
      }
      byte[] rest = group.dataSet(true, ByteOrder.LITTLE_ENDIAN);
      out.writeBytes(
          empty()
              .ints(DicomTag.of(0x0002, 0x0000), "UL", rest.length)
              .dataSet(true, ByteOrder.LITTLE_ENDIAN));
      out.writeBytes(rest);
    }
    out.writeBytes(dataSet);
    return out.toByteArray();
  }

  /** Deflated without the zlib header, as PS3.5 A.5 asks for. */
  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }
}
