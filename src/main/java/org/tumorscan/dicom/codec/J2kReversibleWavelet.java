package org.tumorscan.dicom.codec;

/**
 * One level of the inverse 5/3 wavelet.
 *
 * <p>The rows hold the four sub-bands side by side, low before high in both directions. Going down
 * the columns, whole rows are lifted and then exchanged, so that memory is read in its order.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 F.3</a>
 */
final class J2kReversibleWavelet {
  private final int[] low;
  private final int[] high;

  /** Takes the longest row there will be. */
  J2kReversibleWavelet(int width) {
    low = new int[width];
    high = new int[width];
  }

  /**
   * Makes one picture of four sub-bands, in place.
   *
   * @param rows of which the first {@code x1 - x0} samples of the first {@code y1 - y0} are used
   * @param x0 left edge in the coordinates of the picture
   */
  void synthesize(int[][] rows, int x0, int y0, int x1, int y1) {
    for (int y = 0; y < y1 - y0; y++) {
      synthesizeRow(rows[y], x0 & 1, x1 - x0);
    }
    synthesizeColumns(rows, x1 - x0, y0 & 1, y1 - y0);
  }

  private void synthesizeRow(int[] row, int parity, int length) {
    int lows = length + 1 - parity >> 1;
    int highs = length - lows;
    if (length == 1) {
      row[0] >>= parity;
      return;
    }
    System.arraycopy(row, 0, low, 0, lows);
    System.arraycopy(row, lows, high, 0, highs);
    // Beyond the ends the signal is mirrored, so that the neighbour within stands for both.
    int from = 1 - parity;
    int to = Math.min(lows, highs - parity);
    for (int i = from; i < to; i++) {
      low[i] -= high[i + parity - 1] + high[i + parity] + 2 >> 2;
    }
    if (from > 0) {
      low[0] -= 2 * high[0] + 2 >> 2;
    }
    if (to < lows) {
      low[to] -= 2 * high[highs - 1] + 2 >> 2;
    }
    from = parity;
    to = Math.min(highs, lows - 1 + parity);
    for (int i = from; i < to; i++) {
      high[i] += low[i - parity] + low[i - parity + 1] >> 1;
    }
    if (from > 0) {
      high[0] += low[0];
    }
    if (to < highs) {
      high[to] += low[lows - 1];
    }
    for (int i = 0; i < lows; i++) {
      row[2 * i + parity] = low[i];
    }
    for (int i = 0; i < highs; i++) {
      row[2 * i + 1 - parity] = high[i];
    }
  }

  private static void synthesizeColumns(int[][] rows, int width, int parity, int length) {
    int lows = length + 1 - parity >> 1;
    int highs = length - lows;
    if (length == 1) {
      for (int x = 0; x < width; x++) {
        rows[0][x] >>= parity;
      }
      return;
    }
    for (int i = 0; i < lows; i++) {
      int[] before = rows[lows + Math.max(i + parity - 1, 0)];
      int[] after = rows[lows + Math.min(i + parity, highs - 1)];
      update(rows[i], before, after, width);
    }
    for (int i = 0; i < highs; i++) {
      int[] before = rows[Math.max(i - parity, 0)];
      int[] after = rows[Math.min(i - parity + 1, lows - 1)];
      predict(rows[lows + i], before, after, width);
    }
    interleave(rows, lows, highs, parity);
  }

  private static void update(int[] row, int[] before, int[] after, int width) {
    for (int x = 0; x < width; x++) {
      row[x] -= before[x] + after[x] + 2 >> 2;
    }
  }

  private static void predict(int[] row, int[] before, int[] after, int width) {
    for (int x = 0; x < width; x++) {
      row[x] += before[x] + after[x] >> 1;
    }
  }

  private static void interleave(int[][] rows, int lows, int highs, int parity) {
    int[][] sorted = new int[lows + highs][];
    for (int i = 0; i < lows; i++) {
      sorted[2 * i + parity] = rows[i];
    }
    for (int i = 0; i < highs; i++) {
      sorted[2 * i + 1 - parity] = rows[lows + i];
    }
    System.arraycopy(sorted, 0, rows, 0, sorted.length);
  }
}
