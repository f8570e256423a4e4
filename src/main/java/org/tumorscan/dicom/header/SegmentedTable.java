package org.tumorscan.dicom.header;

import java.util.Optional;

/**
 * Expands segmented lookup table data, which states runs and slopes instead of every entry.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.9.2">PS3.3
 *     C.7.9.2</a>
 */
final class SegmentedTable {
  private static final int DISCRETE = 0;
  private static final int LINEAR = 1;
  private static final int INDIRECT = 2;

  private final int[] data;
  private final boolean bytes;
  private final int[] entries;
  private int length;

  private SegmentedTable(int[] data, boolean bytes, int count) {
    this.data = data;
    this.bytes = bytes;
    this.entries = new int[count];
  }

  /**
   * The entries that segments stand for.
   *
   * @param data the data's cells: bytes where entries have 8 bits, else words
   * @param bytes which of the two
   * @param count entries, at most 65536
   * @return empty where the segments are broken or do not make exactly that many
   */
  static Optional<int[]> expand(int[] data, boolean bytes, int count) {
    SegmentedTable table = new SegmentedTable(data, bytes, count);
    return table.expand() ? Optional.of(table.entries) : Optional.empty();
  }

  private boolean expand() {
    int at = 0;
    while (at >= 0 && length < entries.length) {
      at = isThere(at, 2) && data[at] == INDIRECT ? indirect(at) : direct(at);
    }
    return at >= 0;
  }

  private boolean isThere(int at, int cells) {
    return at <= data.length - cells;
  }

  /** Adds the entries of a segment; returns where the next one stands, or -1. */
  private int direct(int at) {
    if (!isThere(at, 2)) {
      return -1;
    }
    int count = data[at + 1];
    int values = at + 2;
    // Segments without entries would let a small file ask for much work.
    if (count == 0 || count > entries.length - length) {
      return -1;
    }
    return switch (data[at]) {
      case DISCRETE -> discrete(values, count);
      case LINEAR -> linear(values, count);
      default -> -1;
    };
  }

  private int discrete(int values, int count) {
    if (!isThere(values, count)) {
      return -1;
    }
    System.arraycopy(data, values, entries, length, count);
    length += count;
    return values + count;
  }

  /** From the last entry so far, not included, to the segment's value. */
  private int linear(int value, int count) {
    if (!isThere(value, 1) || length == 0) {
      return -1;
    }
    double first = entries[length - 1];
    double step = (data[value] - first) / count;
    for (int i = 1; i <= count; i++) {
      entries[length++] = (int) Math.rint(first + step * i);
    }
    return value + 1;
  }

  /** Copies segments that stood before; none of them may be indirect itself. */
  private int indirect(int at) {
    int offsetCells = bytes ? Integer.BYTES : Integer.BYTES / Short.BYTES;
    if (!isThere(at, 2 + offsetCells)) {
      return -1;
    }
    long byteOffset = 0;
    for (int i = offsetCells - 1; i >= 0; i--) {
      byteOffset = byteOffset << (bytes ? Byte.SIZE : Short.SIZE) | data[at + 2 + i];
    }
    long from = bytes ? byteOffset : byteOffset / Short.BYTES;
    if (from >= at) {
      return -1;
    }
    int next = (int) from;
    for (int i = 0; i < data[at + 1] && next >= 0; i++) {
      next = direct(next);
    }
    return next < 0 ? -1 : at + 2 + offsetCells;
  }
}
