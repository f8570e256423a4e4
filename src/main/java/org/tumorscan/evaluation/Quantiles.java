package org.tumorscan.evaluation;

/** Sample quantiles by linear interpolation between order statistics (type 7). */
public final class Quantiles {
  private Quantiles() {}

  /**
   * The quantile of values in ascending order.
   *
   * @param sorted ascending
   * @param probability in [0, 1]
   * @return NaN where there is no value
   */
  public static double of(double[] sorted, double probability) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = probability * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
