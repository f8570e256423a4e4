package org.tumorscan.dicom.codec;

import org.tumorscan.dicom.DicomException;

/**
 * Bits of entropy-coded JPEG data, most significant first, without the stuffed zeros.
 *
 * <p>Behind the data, that is from the next marker or the end of the frame on, zeros come without
 * end; {@link #check} tells whether any were used.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 F.1.2.3, F.2.2.5</a>
 */
final class JpegBitReader {
  private final EncodedFrame frame;
  private final byte[] bytes;
  private int position;
  private long window;
  private int available;
  private int invented;

  JpegBitReader(EncodedFrame frame, byte[] bytes, int position) {
    this.frame = frame;
    this.bytes = bytes;
    this.position = position;
  }

  /** The next 16 bits, which stay. */
  int peek16() {
    if (available < Short.SIZE) {
      fill();
    }
    return (int) (window >>> available - Short.SIZE) & 0xFFFF;
  }

  /** Drops bits; no more than the 16 of a {@link #peek16} before. */
  void drop(int count) {
    available -= count;
  }

  /** Takes 0 to 16 bits. */
  int take(int count) {
    int bits = peek16() >>> Short.SIZE - count;
    available -= count;
    return bits;
  }

  private void fill() {
    while (available <= Long.SIZE - 2 * Byte.SIZE) {
      int next = 0;
      if (atMarker()) {
        invented += Byte.SIZE;
      } else {
        next = bytes[position] & 0xFF;
        position += next == 0xFF ? 2 : 1;
      }
      window = window << Byte.SIZE | next;
      available += Byte.SIZE;
    }
  }

  // A last FF without its second byte belongs to a marker that was cut off.
  private boolean atMarker() {
    return position >= bytes.length
        || (bytes[position] & 0xFF) == 0xFF
            && (position + 1 >= bytes.length || bytes[position + 1] != 0);
  }

  /**
   * Checks that no more bits were taken than there are.
   *
   * @throws DicomException {@code CORRUPT_FRAME}
   */
  void check() throws DicomException {
    if (available < invented) {
      throw frame.corrupt(position, "the JPEG data ends before the image does");
    }
  }

  /**
   * Steps over a restart marker and begins anew behind it.
   *
   * @param number which of the eight is due
   * @throws DicomException {@code CORRUPT_FRAME} where another marker or none stands there
   */
  void restart(int number) throws DicomException {
    check();
    position = nextMarker();
    while (position + 1 < bytes.length && (bytes[position + 1] & 0xFF) == 0xFF) {
      position++;
    }
    if (position + 1 >= bytes.length
        || (bytes[position + 1] & 0xFF) != JpegSegments.RESTART_FIRST + number) {
      throw frame.corrupt(position, "no JPEG restart marker " + number);
    }
    position += 2;
    window = 0;
    available = 0;
    invented = 0;
  }

  /** Position of the marker that ends the data, or the end of the frame. */
  int nextMarker() {
    while (!atMarker()) {
      position += (bytes[position] & 0xFF) == 0xFF ? 2 : 1;
    }
    return position;
  }
}
