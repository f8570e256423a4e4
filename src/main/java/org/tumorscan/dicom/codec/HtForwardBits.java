package org.tumorscan.dicom.codec;

/**
 * Bits of a high-throughput code-block, read from front to end, the lowest of a byte first. The
 * byte after FF holds 7.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.814">ITU-T T.814 7.1</a>
 */
final class HtForwardBits {
  private final byte[] bytes;
  private final int end;
  private final int filler;
  private int position;
  private int previous;
  private long buffer;
  private int available;

  /**
   * Bits of part of an array.
   *
   * @param filler the byte that stands for those behind the end
   */
  HtForwardBits(byte[] bytes, int start, int end, int filler) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
    this.filler = filler;
  }

  /** Takes up to 32 bits. */
  int next(int count) {
    while (available < count) {
      int next = position < end ? bytes[position] & 0xFF : filler;
      int bits = previous == 0xFF ? 7 : 8;
      buffer |= (next & (1L << bits) - 1) << available;
      available += bits;
      previous = next;
      position++;
    }
    int value = (int) (buffer & (1L << count) - 1);
    buffer >>>= count;
    available -= count;
    return value;
  }
}
