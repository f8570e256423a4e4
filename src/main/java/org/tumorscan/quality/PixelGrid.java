package org.tumorscan.quality;

import java.util.Arrays;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/**
 * Pixels of a frame on an even grid of at most 96 x 96, so that looking at them costs next to
 * nothing however large the frame is.
 *
 * @param rows 1 to 96
 * @param columns 1 to 96
 * @param values stored values; of a colour pixel one times the first sample, two times the second
 *     and so on, so that colours of one brightness differ; [rows, columns], row-major
 * @param sorted the same in ascending order
 */
@SuppressWarnings("ArrayRecordComponent")
record PixelGrid(int rows, int columns, double[] values, double[] sorted) {
  private static final int MOST = 96;

  static PixelGrid of(StoredPixels frame) {
    PixelFormat format = frame.format();
    int rows = Math.min(MOST, format.rows());
    int columns = Math.min(MOST, format.columns());
    int samples = format.samplesPerPixel();
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      int row = middle(i / columns, rows, format.rows());
      int column = middle(i % columns, columns, format.columns());
      int first = (row * format.columns() + column) * samples;
      for (int sample = 0; sample < samples; sample++) {
        values[i] += (sample + 1) * frame.valueAt(first + sample);
      }
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new PixelGrid(rows, columns, values, sorted);
  }

  /** Where the middle of one of equal parts lies. */
  private static int middle(int part, int parts, int length) {
    return (int) ((2L * part + 1) * length / (2L * parts));
  }
}
