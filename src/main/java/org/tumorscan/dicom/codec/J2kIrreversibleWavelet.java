package org.tumorscan.dicom.codec;

/**
 * One level of the inverse 9/7 wavelet, laid out as {@link J2kReversibleWavelet} is.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 F.3, table F.4</a>
 */
final class J2kIrreversibleWavelet {
  private static final float ALPHA = -1.586134342059924f;
  private static final float BETA = -0.052980118572961f;
  private static final float GAMMA = 0.882911075530934f;
  private static final float DELTA = 0.443506852043971f;
  private static final float SCALE = 1.230174104914001f;

  private final float[] low;
  private final float[] high;

  /** Takes the longest row there will be. */
  J2kIrreversibleWavelet(int width) {
    low = new float[width];
    high = new float[width];
  }

  /**
   * Makes one picture of four sub-bands, in place.
   *
   * @param rows of which the first {@code x1 - x0} samples of the first {@code y1 - y0} are used
   * @param x0 left edge in the coordinates of the picture
   */
  void synthesize(float[][] rows, int x0, int y0, int x1, int y1) {
    for (int y = 0; y < y1 - y0; y++) {
      synthesizeRow(rows[y], x0 & 1, x1 - x0);
    }
    synthesizeColumns(rows, x1 - x0, y0 & 1, y1 - y0);
  }

  private void synthesizeRow(float[] row, int parity, int length) {
    int lows = length + 1 - parity >> 1;
    int highs = length - lows;
    if (length == 1) {
      row[0] *= parity == 1 ? 0.5f : 1;
      return;
    }
    for (int i = 0; i < lows; i++) {
      low[i] = row[i] * SCALE;
    }
    for (int i = 0; i < highs; i++) {
      high[i] = row[lows + i] * (1 / SCALE);
    }
    liftAlong(low, lows, high, highs, parity, DELTA);
    liftAlong(high, highs, low, lows, 1 - parity, GAMMA);
    liftAlong(low, lows, high, highs, parity, BETA);
    liftAlong(high, highs, low, lows, 1 - parity, ALPHA);
    for (int i = 0; i < lows; i++) {
      row[2 * i + parity] = low[i];
    }
    for (int i = 0; i < highs; i++) {
      row[2 * i + 1 - parity] = high[i];
    }
  }

  /**
   * Takes from each value its two neighbours of the other kind, times a factor. Beyond the ends the
   * signal is mirrored, so that the neighbour within stands for both.
   *
   * @param parity 1 where the first value of the other kind comes first
   */
  private static void liftAlong(
      float[] own, int count, float[] other, int others, int parity, float factor) {
    int from = 1 - parity;
    int to = Math.min(count, others - parity);
    for (int i = from; i < to; i++) {
      own[i] -= factor * (other[i + parity - 1] + other[i + parity]);
    }
    if (from > 0) {
      own[0] -= factor * 2 * other[0];
    }
    if (to < count) {
      own[to] -= factor * 2 * other[others - 1];
    }
  }

  private static void synthesizeColumns(float[][] rows, int width, int parity, int length) {
    int lows = length + 1 - parity >> 1;
    int highs = length - lows;
    if (length == 1) {
      scale(rows[0], parity == 1 ? 0.5f : 1, width);
      return;
    }
    for (int i = 0; i < length; i++) {
      scale(rows[i], i < lows ? SCALE : 1 / SCALE, width);
    }
    float[][] low = new float[lows][];
    float[][] high = new float[highs][];
    System.arraycopy(rows, 0, low, 0, lows);
    System.arraycopy(rows, lows, high, 0, highs);
    liftDown(low, high, parity, DELTA, width);
    liftDown(high, low, 1 - parity, GAMMA, width);
    liftDown(low, high, parity, BETA, width);
    liftDown(high, low, 1 - parity, ALPHA, width);
    for (int i = 0; i < lows; i++) {
      rows[2 * i + parity] = low[i];
    }
    for (int i = 0; i < highs; i++) {
      rows[2 * i + 1 - parity] = high[i];
    }
  }

  private static void liftDown(
      float[][] own, float[][] other, int parity, float factor, int width) {
    for (int i = 0; i < own.length; i++) {
      float[] before = other[Math.max(i + parity - 1, 0)];
      float[] after = other[Math.min(i + parity, other.length - 1)];
      lift(own[i], before, after, factor, width);
    }
  }

  private static void lift(float[] row, float[] before, float[] after, float factor, int width) {
    for (int x = 0; x < width; x++) {
      row[x] -= factor * (before[x] + after[x]);
    }
  }

  private static void scale(float[] row, float factor, int width) {
    for (int x = 0; x < width; x++) {
      row[x] *= factor;
    }
  }
}
