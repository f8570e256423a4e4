package org.tumorscan.evaluation;

import java.util.Arrays;

/**
 * Likelihoods against frequencies in bins of equal width over [0, 1]; the last bin has both its
 * ends.
 *
 * @param counts cases in each bin
 * @param meanLikelihoods mean likelihood of the cases in each bin; NaN for an empty one
 * @param positiveShares share of positive cases in each bin; NaN for an empty one
 */
@SuppressWarnings("ArrayRecordComponent")
public record Reliability(int[] counts, double[] meanLikelihoods, double[] positiveShares) {

  /**
   * Fills the bins.
   *
   * @param cases whose scores are likelihoods in [0, 1]
   * @param bins at least 1; 10 and 15 are usual
   */
  public static Reliability of(ScoredCases cases, int bins) {
    int[] counts = new int[bins];
    double[] likelihoods = new double[bins];
    double[] positives = new double[bins];
    for (int i = 0; i < cases.size(); i++) {
      int bin = Math.min(bins - 1, (int) (cases.scores()[i] * bins));
      counts[bin]++;
      likelihoods[bin] += cases.scores()[i];
      positives[bin] += cases.positive()[i] ? 1 : 0;
    }
    for (int bin = 0; bin < bins; bin++) {
      likelihoods[bin] /= counts[bin];
      positives[bin] /= counts[bin];
    }
    return new Reliability(counts, likelihoods, positives);
  }

  /**
   * Expected calibration error: the mean distance of likelihood and frequency over the bins,
   * weighted by their cases.
   *
   * @return in [0, 1]; 0 is best; NaN where there is no case
   * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. 2017</a>
   */
  public double expectedCalibrationError() {
    double sum = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      if (counts[bin] > 0) {
        sum += counts[bin] * Math.abs(meanLikelihoods[bin] - positiveShares[bin]);
      }
    }
    return sum / Arrays.stream(counts).sum();
  }
}
