package org.tumorscan.evaluation;

/** The standard normal distribution. */
final class Normal {
  /** Beyond, the series loses digits to cancellation and the fraction converges fast. */
  private static final double TAIL = 4;

  private static final int FRACTION_DEPTH = 60;

  private Normal() {}

  /** The chance of a value at least this far from 0, on either side. */
  static double twoSidedTail(double z) {
    double distance = Math.abs(z);
    double density = Math.exp(-distance * distance / 2) / Math.sqrt(2 * Math.PI);
    return distance < TAIL
        ? 1 - 2 * density * series(distance)
        : 2 * density / continuedFraction(distance);
  }

  /**
   * The integral from 0 in units of the density: z + z^3/3 + z^5/(3*5) + ...
   *
   * @see <a href="https://doi.org/10.18637/jss.v011.i04">Marsaglia 2004</a>
   */
  private static double series(double z) {
    double term = z;
    double sum = 0;
    for (int factor = 3; sum + term != sum; factor += 2) {
      sum += term;
      term *= z * z / factor;
    }
    return sum;
  }

  /** Density over upper tail: z + 1/(z + 2/(z + 3/(z + ...))), Laplace's fraction. */
  private static double continuedFraction(double z) {
    double fraction = z;
    for (int k = FRACTION_DEPTH; k > 0; k--) {
      fraction = z + k / fraction;
    }
    return fraction;
  }
}
