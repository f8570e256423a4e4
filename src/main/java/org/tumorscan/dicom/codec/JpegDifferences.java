package org.tumorscan.dicom.codec;

/**
 * A Huffman table of the lossless process with the bits that follow a code: for nearly all
 * differences that come, one look tells the difference and how many bits it takes.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 H.1.2.2</a>
 */
final class JpegDifferences {
  /** Bits that {@link #look} wants; the table of so many stays in the cache. */
  static final int LENGTH = 12;

  /** The category that stands for 32768 alone, without more bits. */
  static final int HALF = 16;

  private final HuffmanTable table;
  // For all bits that may come next: difference << 8 | bits that it takes; 0 where it takes more.
  private final int[] entries = new int[1 << LENGTH];

  JpegDifferences(HuffmanTable table) {
    this.table = table;
    for (int next = 0; next < entries.length; next++) {
      entries[next] = entry(next);
    }
  }

  private int entry(int next) {
    int code = table.look(next << HuffmanTable.MAX_LENGTH - LENGTH);
    int category = code >> Byte.SIZE;
    int length = (code & 0xFF) + (category == HALF ? 0 : category);
    if (code == 0 || length > LENGTH) {
      return 0;
    }
    int bits = next >> LENGTH - length & (1 << category) - 1;
    int difference = category == HALF ? 1 << HALF - 1 : signed(bits, category);
    return difference << Byte.SIZE | length;
  }

  /** The number that the bits of a category stand for: F.1.2.1. */
  static int signed(int bits, int category) {
    return bits << 1 >>> category == 0 ? bits - (1 << category) + 1 : bits;
  }

  /** The table of the categories alone. */
  HuffmanTable categories() {
    return table;
  }

  /**
   * The difference at the front of the next bits.
   *
   * @param next of which the lowest {@link #LENGTH} bits count
   * @return difference &lt;&lt; 8 | bits that it takes; 0 where it takes more, or there is none
   */
  int look(long next) {
    return entries[(int) next & entries.length - 1];
  }
}
