package org.tumorscan.evaluation;

import java.util.Arrays;

/**
 * DeLong's test: whether two scorings of the same cases differ in their area under the ROC curve.
 * It takes cases as independent; where several belong to one patient, its p is too small and the
 * paired bootstrap over patients is the one to believe.
 *
 * @param difference area of the first less that of the second
 * @param standardError of the difference
 * @param z the difference in standard errors; NaN where neither varies, such as for equal scorings
 * @param p two-sided; NaN with {@code z}
 * @see <a href="https://doi.org/10.2307/2531595">DeLong, DeLong and Clarke-Pearson 1988</a>
 */
public record DeLong(double difference, double standardError, double z, double p) {

  /**
   * Tests.
   *
   * @param one [n], at least two cases of either class, or all figures but the difference are NaN
   * @param other the same cases in the same order, [n]
   */
  public static DeLong compare(ScoredCases one, ScoredCases other) {
    if (!Arrays.equals(one.positive(), other.positive())) {
      throw new IllegalArgumentException("two scorings of different cases");
    }
    double variance =
        variance(difference(placements(one, true), placements(other, true)))
            + variance(difference(placements(one, false), placements(other, false)));
    double difference = Auroc.of(one) - Auroc.of(other);
    double standardError = Math.sqrt(variance);
    double z = standardError > 0 ? difference / standardError : Double.NaN;
    return new DeLong(difference, standardError, z, Normal.twoSidedTail(z));
  }

  /** Of every case of one class, the share of the other class that it is on the right side of. */
  private static double[] placements(ScoredCases cases, boolean ofPositives) {
    double[] others = cases.sortedScores(!ofPositives);
    double[] placements = new double[cases.size()];
    int count = 0;
    for (int i = 0; i < cases.size(); i++) {
      if (cases.positive()[i] == ofPositives) {
        double score = cases.scores()[i];
        double below = (countBelow(others, score) + countBelow(others, Math.nextUp(score))) / 2.0;
        double share = below / others.length;
        placements[count++] = ofPositives ? share : 1 - share;
      }
    }
    return Arrays.copyOf(placements, count);
  }

  private static int countBelow(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double[] difference(double[] one, double[] other) {
    double[] difference = new double[one.length];
    for (int i = 0; i < one.length; i++) {
      difference[i] = one[i] - other[i];
    }
    return difference;
  }

  /** Variance of the mean of the values. */
  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double sum = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return sum / (values.length - 1) / values.length;
  }
}
