package org.tumorscan.dicom.codec;

import java.util.Arrays;
import org.tumorscan.dicom.DicomException;

/**
 * A Huffman table: code lengths up to 16, values up to 255.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 annex C, F.2.2.3</a>
 */
final class HuffmanTable {
  static final int MAX_LENGTH = 16;

  /** Largest category of a difference in the lossless process. */
  static final int MAX_LOSSLESS_CATEGORY = 16;

  /** Largest category of a difference of DC coefficients. */
  static final int MAX_DC_CATEGORY = 15;

  /** Largest pair of a run and a category of AC coefficients. */
  static final int MAX_RUN_AND_CATEGORY = 255;

  // Nearly all codes that come are no longer than this, and the table stays in the cache.
  private static final int FAST_LENGTH = 10;

  // For all bits that may come next: value << 8 | code length, or 0 where the code is longer.
  private final short[] fast = new short[1 << FAST_LENGTH];
  // For each length, the end of its codes among 16 bits, which grow with the length.
  private final int[] ends = new int[MAX_LENGTH + 1];
  // For each length, what leads from a code to its place in the values.
  private final int[] offsets = new int[MAX_LENGTH + 1];
  private final byte[] values;

  private HuffmanTable(byte[] values) {
    this.values = values;
  }

  /**
   * Reads the 16 counts and the values behind them.
   *
   * @throws DicomException {@code CORRUPT_FRAME} where they leave the segment, or make no prefix
   *     code, or give a value above {@code maxValue}
   */
  static HuffmanTable of(EncodedFrame frame, byte[] bytes, int start, int end, int maxValue)
      throws DicomException {
    if (end - start < MAX_LENGTH) {
      throw frame.corrupt(start, "a Huffman table without its 16 counts");
    }
    int total = 0;
    for (int length = 0; length < MAX_LENGTH; length++) {
      total += bytes[start + length] & 0xFF;
    }
    if (total > end - start - MAX_LENGTH) {
      throw frame.corrupt(start, "a Huffman table of " + total + " values leaves its segment");
    }
    int first = start + MAX_LENGTH;
    HuffmanTable table = new HuffmanTable(Arrays.copyOfRange(bytes, first, first + total));
    for (int i = 0; i < total; i++) {
      if ((table.values[i] & 0xFF) > maxValue) {
        throw frame.corrupt(first + i, "a Huffman table with a value that nothing has");
      }
    }
    if (!table.assignCodes(bytes, start)) {
      throw frame.corrupt(start, "a Huffman table that is no prefix code");
    }
    return table;
  }

  /** C.2: codes of a length count up, and those of the next go on behind them. */
  private boolean assignCodes(byte[] counts, int start) {
    int next = 0;
    int place = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      int count = counts[start + length - 1] & 0xFF;
      int span = 1 << MAX_LENGTH - length;
      offsets[length] = place - (next >> MAX_LENGTH - length);
      ends[length] = next + count * span;
      if (ends[length] > 1 << MAX_LENGTH) {
        return false;
      }
      for (int i = 0; length <= FAST_LENGTH && i < count; i++) {
        int from = next + i * span >> MAX_LENGTH - FAST_LENGTH;
        short entry = (short) (values[place + i] << Byte.SIZE | length);
        Arrays.fill(fast, from, from + (span >> MAX_LENGTH - FAST_LENGTH), entry);
      }
      next = ends[length];
      place += count;
    }
    return true;
  }

  /** Bytes that counts and values take in the segment. */
  int segmentBytes() {
    return MAX_LENGTH + values.length;
  }

  /**
   * The code at the front of the next 16 bits.
   *
   * @return value &lt;&lt; 8 | code length; 0 where no code begins so
   */
  int look(int next16Bits) {
    int entry = fast[next16Bits >> MAX_LENGTH - FAST_LENGTH] & 0xFFFF;
    return entry != 0 ? entry : lookLong(next16Bits);
  }

  private int lookLong(int next16Bits) {
    for (int length = FAST_LENGTH + 1; length <= MAX_LENGTH; length++) {
      if (next16Bits < ends[length]) {
        int place = offsets[length] + (next16Bits >> MAX_LENGTH - length);
        return (values[place] & 0xFF) << Byte.SIZE | length;
      }
    }
    return 0;
  }
}
