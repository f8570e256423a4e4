package org.tumorscan.dicom.codec;

import org.tumorscan.dicom.DicomException;

/**
 * Steps through the marker segments of a JPEG code stream.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 B.1</a>
 */
final class JpegSegments {
  static final int START_OF_FRAME_BASELINE = 0xC0;
  static final int START_OF_FRAME_PROGRESSIVE = 0xC2;
  static final int START_OF_FRAME_LOSSLESS = 0xC3;
  static final int DEFINE_HUFFMAN_TABLES = 0xC4;
  static final int JPEG_EXTENSIONS = 0xC8;
  static final int DEFINE_ARITHMETIC_CODING = 0xCC;
  static final int START_OF_FRAME_LAST = 0xCF;
  static final int RESTART_FIRST = 0xD0;
  static final int START_OF_IMAGE = 0xD8;
  static final int END_OF_IMAGE = 0xD9;
  static final int START_OF_SCAN = 0xDA;
  static final int DEFINE_QUANTIZATION_TABLES = 0xDB;
  static final int DEFINE_RESTART_INTERVAL = 0xDD;
  static final int APPLICATION_JFIF = 0xE0;
  static final int APPLICATION_COLOUR_TRANSFORM = 0xE8;
  static final int APPLICATION_ADOBE = 0xEE;
  static final int START_OF_FRAME_LS = 0xF7;
  static final int LS_PRESET_PARAMETERS = 0xF8;

  private final EncodedFrame frame;
  private final byte[] bytes;
  private int position;

  /**
   * A code stream.
   *
   * @param bytes the bytes of {@code frame}
   * @throws DicomException {@code CORRUPT_FRAME} where it does not begin with start of image
   */
  JpegSegments(EncodedFrame frame, byte[] bytes) throws DicomException {
    this.frame = frame;
    this.bytes = bytes;
    if (bytes.length < 2 || (bytes[0] & 0xFF) != 0xFF || (bytes[1] & 0xFF) != START_OF_IMAGE) {
      throw frame.corrupt(0, "no JPEG start of image");
    }
    position = 2;
  }

  /**
   * A marker segment.
   *
   * @param marker its second byte
   * @param start position of its parameters, behind the length
   * @param end position behind them
   */
  record Segment(int marker, int start, int end) {
    boolean isStartOfFrame() {
      return marker >= START_OF_FRAME_BASELINE
          && marker <= START_OF_FRAME_LAST
          && marker != DEFINE_HUFFMAN_TABLES
          && marker != JPEG_EXTENSIONS
          && marker != DEFINE_ARITHMETIC_CODING;
    }
  }

  /**
   * The next segment; behind the last one, or where the bytes end, an end of image.
   *
   * @throws DicomException {@code CORRUPT_FRAME} where there is no marker, or a segment is longer
   *     than the frame
   */
  Segment next() throws DicomException {
    if (position >= bytes.length) {
      return new Segment(END_OF_IMAGE, position, position);
    }
    if ((bytes[position] & 0xFF) != 0xFF) {
      throw frame.corrupt(position, "no JPEG marker where one is expected");
    }
    while (position < bytes.length && (bytes[position] & 0xFF) == 0xFF) {
      position++;
    }
    if (position >= bytes.length || (bytes[position] & 0xFF) == END_OF_IMAGE) {
      return new Segment(END_OF_IMAGE, bytes.length, bytes.length);
    }
    int marker = bytes[position] & 0xFF;
    int start = position + 3;
    if (start > bytes.length) {
      throw frame.corrupt(position, "the frame ends inside a JPEG marker segment");
    }
    int length = unsignedShort(position + 1);
    int end = position + 1 + length;
    if (length < 2 || end > bytes.length) {
      throw frame.corrupt(
          position,
          "JPEG segment %02X of %d bytes, %d left"
              .formatted(marker, length, bytes.length - position - 1));
    }
    position = end;
    return new Segment(marker, start, end);
  }

  /** Goes on behind entropy-coded data. */
  void skipTo(int newPosition) {
    position = newPosition;
  }

  int unsignedByte(int at) {
    return bytes[at] & 0xFF;
  }

  int unsignedShort(int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }
}
