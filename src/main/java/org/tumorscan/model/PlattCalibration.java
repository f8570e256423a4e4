package org.tumorscan.model;

/**
 * From a head's logit to a likelihood: 1 / (1 + exp(-(slope x logit + intercept))).
 *
 * @param slope above 0, so that order is kept
 * @param intercept finite
 * @see <a
 *     href="https://www.cs.colorado.edu/~mozer/Teaching/syllabi/6622/papers/Platt1999.pdf">Platt
 *     1999</a>
 */
public record PlattCalibration(double slope, double intercept) {

  /** Checks the ranges given above. */
  public PlattCalibration {
    if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException("calibration " + slope + ", " + intercept);
    }
  }

  /**
   * The logit of a likelihood, finite.
   *
   * @param likelihood in [0, 1]; 0 and 1, which rounding alone gives, count as the numbers next to
   *     them
   */
  public double logit(double likelihood) {
    double inside = Math.min(Math.max(likelihood, Double.MIN_NORMAL), Math.nextDown(1.0));
    return (Math.log(inside / (1 - inside)) - intercept) / slope;
  }

  /** The likelihood of a logit, in (0, 1). */
  public double likelihood(double logit) {
    return 1 / (1 + Math.exp(-(slope * logit + intercept)));
  }
}
