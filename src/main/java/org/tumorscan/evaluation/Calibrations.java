package org.tumorscan.evaluation;

import java.util.Arrays;

/** How far likelihoods are from frequencies. Scores must be likelihoods in [0, 1]. */
public final class Calibrations {
  private Calibrations() {}

  /** Mean squared difference of likelihood and truth, in [0, 1]; 0 is best. */
  public static double brierScore(ScoredCases cases) {
    double sum = 0;
    for (int i = 0; i < cases.size(); i++) {
      double difference = cases.scores()[i] - (cases.positive()[i] ? 1 : 0);
      sum += difference * difference;
    }
    return sum / cases.size();
  }

  /** Mean likelihood, in [0, 1]; calibrated, it is the share of positive cases. */
  public static double meanLikelihood(ScoredCases cases) {
    return Arrays.stream(cases.scores()).average().orElse(Double.NaN);
  }

  /**
   * Expected calibration error over bins of equal width.
   *
   * @param bins at least 1; 10 and 15 are usual
   * @return in [0, 1]; 0 is best
   * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. 2017</a>
   */
  public static double expectedCalibrationError(ScoredCases cases, int bins) {
    return Reliability.of(cases, bins).expectedCalibrationError();
  }
}
