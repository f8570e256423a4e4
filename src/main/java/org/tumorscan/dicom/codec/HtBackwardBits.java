package org.tumorscan.dicom.codec;

/**
 * Bits of a high-throughput code-block, read from end to front, the lowest of a byte first. A byte
 * that ends in seven ones holds 7 where the one before it, further back, was above 8F. Before the
 * first byte come zeros.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.814">ITU-T T.814 7.1</a>
 */
final class HtBackwardBits {
  private static final int STUFFED = 0x7F;

  private final byte[] bytes;
  private final int start;
  private int position;
  private boolean afterLarge;
  private long buffer;
  private int available;

  private HtBackwardBits(byte[] bytes, int start, int end, boolean afterLarge) {
    this.bytes = bytes;
    this.start = start;
    this.position = end - 1;
    this.afterLarge = afterLarge;
  }

  /** The bits of refinement passes. */
  static HtBackwardBits ofRefinement(byte[] bytes, int start, int end) {
    return new HtBackwardBits(bytes, start, end, true);
  }

  /** The quads' codewords: the last byte and half of the one before it say how long they are. */
  static HtBackwardBits ofQuads(byte[] bytes, int start, int end) {
    int half = (bytes[end - 2] & 0xFF) >> 4;
    HtBackwardBits bits = new HtBackwardBits(bytes, start, end - 2, half > 8);
    bits.buffer = half;
    bits.available = (half & 7) == 7 ? 3 : 4;
    if (bits.available == 3) {
      bits.buffer = half & 7;
    }
    return bits;
  }

  /** The next bits, which stay; up to 32. */
  int peek(int count) {
    while (available < count) {
      int next = position >= start ? bytes[position] & 0xFF : 0;
      position--;
      int bits = afterLarge && (next & STUFFED) == STUFFED ? 7 : 8;
      buffer |= (next & (1L << bits) - 1) << available;
      available += bits;
      afterLarge = next > 0x8F;
    }
    return (int) (buffer & (1L << count) - 1);
  }

  void skip(int count) {
    buffer >>>= count;
    available -= count;
  }

  int next(int count) {
    int value = peek(count);
    skip(count);
    return value;
  }
}
