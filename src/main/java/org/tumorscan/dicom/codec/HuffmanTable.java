package org.tumorscan.dicom.codec;

import java.util.Arrays;
import org.tumorscan.dicom.DicomException;

/**
 * A Huffman table for the differences of lossless JPEG: code lengths up to 16, values 0 to 16.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 annex C, F.2.2.3</a>
 */
final class HuffmanTable {
  static final int MAX_LENGTH = 16;
  private static final int MAX_CATEGORY = 16;

  // For every 16 bits that may come next: category << 8 | code length, or 0 for no code. Larger
  // than a two-level table, but one look-up, and 128 KiB stay in the second-level cache.
  private final short[] entries = new short[1 << MAX_LENGTH];
  private final int segmentBytes;

  private HuffmanTable(int segmentBytes) {
    this.segmentBytes = segmentBytes;
  }

  /**
   * Reads the 16 counts and the values behind them.
   *
   * @throws DicomException {@code CORRUPT_FRAME} where they leave the segment, or make no prefix
   *     code, or give a category that no difference has
   */
  static HuffmanTable of(EncodedFrame frame, byte[] bytes, int start, int end)
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
    HuffmanTable table = new HuffmanTable(MAX_LENGTH + total);
    int next = 0;
    int value = start + MAX_LENGTH;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      int span = 1 << MAX_LENGTH - length;
      for (int i = 0; i < (bytes[start + length - 1] & 0xFF); i++) {
        int category = bytes[value++] & 0xFF;
        if (next + span > table.entries.length || category > MAX_CATEGORY) {
          throw frame.corrupt(value - 1, "a Huffman table that is no code of differences");
        }
        Arrays.fill(table.entries, next, next + span, (short) (category << 8 | length));
        next += span;
      }
    }
    return table;
  }

  /** Bytes that counts and values take in the segment. */
  int segmentBytes() {
    return segmentBytes;
  }

  /**
   * The code at the front of the next 16 bits.
   *
   * @return category &lt;&lt; 8 | code length; 0 where no code begins so
   */
  int look(int next16Bits) {
    return entries[next16Bits];
  }
}
