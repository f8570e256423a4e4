package org.tumorscan.dicom.codec;

import org.tumorscan.dicom.DicomException;

/**
 * Bits of a JPEG-LS scan, most significant first. Behind a byte FF comes a stuffed zero bit, so
 * that FF and a bit of one is a marker.
 *
 * <p>Behind the data zeros come without end; {@link #check} tells whether any were used.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.87">ITU-T T.87 A.1, C.1</a>
 */
final class JpegLsBitReader {
  private final EncodedFrame frame;
  private final byte[] bytes;
  private int position;
  // Left-aligned: the next bit is the highest.
  private long window;
  private int available;
  private int invented;
  private boolean afterFf;

  JpegLsBitReader(EncodedFrame frame, byte[] bytes, int position) {
    this.frame = frame;
    this.bytes = bytes;
    this.position = position;
  }

  /** Takes 0 to 31 bits. */
  int take(int count) {
    if (available < Integer.SIZE) {
      fill();
    }
    int bits = (int) (window >>> 1 >>> Long.SIZE - 1 - count);
    drop(count);
    return bits;
  }

  /**
   * Decodes a limited-length Golomb code (A.5.3).
   *
   * @param k bits of the remainder, at most 24
   * @param unaryLimit zeros that announce an escape, at most 55
   * @param escapeBits bits of an escaped value less one, at most 16
   * @throws DicomException {@code CORRUPT_FRAME} where more zeros come than there can be
   */
  int golomb(int k, int unaryLimit, int escapeBits) throws DicomException {
    fill();
    int zeros = Long.numberOfLeadingZeros(window);
    if (zeros > unaryLimit) {
      throw frame.corrupt(position, "JPEG-LS data that is no code");
    }
    drop(zeros + 1);
    return zeros < unaryLimit ? zeros << k | take(k) : take(escapeBits) + 1;
  }

  private void drop(int count) {
    window <<= count;
    available -= count;
  }

  /** Leaves 56 bits at least. */
  private void fill() {
    while (available < Long.SIZE - Byte.SIZE) {
      int size = afterFf ? Byte.SIZE - 1 : Byte.SIZE;
      long next = 0;
      if (atMarker()) {
        invented += size;
        afterFf = false;
      } else {
        next = bytes[position++] & 0xFF;
        afterFf = next == 0xFF;
      }
      window |= next << Long.SIZE - available - size;
      available += size;
    }
  }

  private boolean atMarker() {
    if (position >= bytes.length) {
      return true;
    }
    // A last FF may be data whose stuffed byte was cut off, or half of a marker: both end here.
    return afterFf
        ? bytes[position] < 0
        : (bytes[position] & 0xFF) == 0xFF
            && (position + 1 >= bytes.length || bytes[position + 1] < 0);
  }

  /**
   * Checks that no more bits were taken than there are.
   *
   * @throws DicomException {@code CORRUPT_FRAME}
   */
  void check() throws DicomException {
    if (available < invented) {
      throw frame.corrupt(position, "the JPEG-LS data ends before the image does");
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
      throw frame.corrupt(position, "no JPEG-LS restart marker " + number);
    }
    position += 2;
    window = 0;
    available = 0;
    invented = 0;
    afterFf = false;
  }

  /** Position of the marker that ends the data, or the end of the frame. */
  int nextMarker() {
    while (!atMarker()) {
      afterFf = (bytes[position++] & 0xFF) == 0xFF;
    }
    return position;
  }
}
