package org.tumorscan.evaluation;

import java.util.Arrays;

/**
 * Cases in falling order of score, as counts: how many positive and negative cases lie at or above
 * each score that occurs. Everything that depends on order alone follows from it: the curves, the
 * areas under them and what a given specificity costs.
 *
 * <p>A case is called positive at or above a threshold. Entry 0 is the threshold that calls nothing
 * positive.
 */
public final class Ranking {
  private final double[] thresholds;
  private final int[] truePositives;
  private final int[] falsePositives;

  private Ranking(double[] thresholds, int[] truePositives, int[] falsePositives) {
    this.thresholds = thresholds;
    this.truePositives = truePositives;
    this.falsePositives = falsePositives;
  }

  /** Counts the cases of every score. */
  public static Ranking of(ScoredCases cases) {
    double[] positives = cases.sortedScores(true);
    double[] negatives = cases.sortedScores(false);
    double[] thresholds = new double[cases.size() + 1];
    int[] truePositives = new int[cases.size() + 1];
    int[] falsePositives = new int[cases.size() + 1];
    thresholds[0] = Double.POSITIVE_INFINITY;
    int entries = 1;
    int p = positives.length - 1;
    int n = negatives.length - 1;
    while (p >= 0 || n >= 0) {
      double score =
          Math.max(
              p >= 0 ? positives[p] : Double.NEGATIVE_INFINITY,
              n >= 0 ? negatives[n] : Double.NEGATIVE_INFINITY);
      while (p >= 0 && positives[p] == score) {
        p--;
      }
      while (n >= 0 && negatives[n] == score) {
        n--;
      }
      thresholds[entries] = score;
      truePositives[entries] = positives.length - 1 - p;
      falsePositives[entries] = negatives.length - 1 - n;
      entries++;
    }
    return new Ranking(
        Arrays.copyOf(thresholds, entries),
        Arrays.copyOf(truePositives, entries),
        Arrays.copyOf(falsePositives, entries));
  }

  /** Number of thresholds, at least 1. */
  public int size() {
    return thresholds.length;
  }

  /** The threshold of an entry; infinite for entry 0. */
  public double threshold(int entry) {
    return thresholds[entry];
  }

  /** Share of positive cases at or above the threshold; NaN where there is no positive case. */
  public double sensitivity(int entry) {
    return truePositives[entry] / (double) positives();
  }

  /** Share of negative cases at or above the threshold; NaN where there is no negative case. */
  public double falsePositiveRate(int entry) {
    return falsePositives[entry] / (double) negatives();
  }

  /**
   * Share of positive cases among those at or above the threshold; for entry 0, where none is, that
   * of entry 1.
   */
  public double precision(int entry) {
    int called = Math.max(entry, Math.min(1, size() - 1));
    return truePositives[called] / (double) (truePositives[called] + falsePositives[called]);
  }

  private int positives() {
    return truePositives[size() - 1];
  }

  private int negatives() {
    return falsePositives[size() - 1];
  }

  /** Area under the ROC curve, by trapezoids; NaN where one of the classes has no case. */
  double areaUnderRoc() {
    // Twice the area in units of one positive times one negative case: exact in a long.
    long twice = 0;
    for (int entry = 1; entry < size(); entry++) {
      long wide = falsePositives[entry] - falsePositives[entry - 1];
      twice += wide * (truePositives[entry] + truePositives[entry - 1]);
    }
    return twice / 2.0 / ((double) positives() * negatives());
  }

  /**
   * Average precision: precision at every threshold, weighted by the sensitivity gained there. It
   * is the area under the precision-recall curve without the optimism of straight lines between its
   * points.
   *
   * @return in (0, 1]; NaN where one of the classes has no case
   * @see <a href="https://doi.org/10.1145/1143844.1143874">Davis and Goadrich 2006</a>
   */
  public double averagePrecision() {
    double sum = 0;
    for (int entry = 1; entry < size(); entry++) {
      sum += (truePositives[entry] - truePositives[entry - 1]) * precision(entry);
    }
    return negatives() == 0 ? Double.NaN : sum / positives();
  }

  /**
   * The highest sensitivity that leaves at least the given specificity.
   *
   * @param specificity in [0, 1]
   * @return in [0, 1]; NaN where one of the classes has no case
   */
  public double sensitivityAtSpecificity(double specificity) {
    if (negatives() == 0) {
      return Double.NaN;
    }
    // Counts are compared with a little slack, since 1 - 0.95 is not 0.05.
    double allowed = (1 - specificity) * negatives() + 1e-9;
    int entry = 0;
    while (entry + 1 < size() && falsePositives[entry + 1] <= allowed) {
      entry++;
    }
    return sensitivity(entry);
  }

  /**
   * The highest specificity that leaves at least the given sensitivity.
   *
   * @param sensitivity in [0, 1]
   * @return in [0, 1]; NaN where one of the classes has no case
   */
  public double specificityAtSensitivity(double sensitivity) {
    return positives() == 0 ? Double.NaN : 1 - falsePositiveRate(entryAtSensitivity(sensitivity));
  }

  /**
   * The precision at the highest threshold that gives at least the given sensitivity.
   *
   * @param sensitivity in [0, 1]
   * @return in [0, 1]; NaN where one of the classes has no case
   */
  public double precisionAtSensitivity(double sensitivity) {
    return positives() == 0 || negatives() == 0
        ? Double.NaN
        : precision(entryAtSensitivity(sensitivity));
  }

  private int entryAtSensitivity(double sensitivity) {
    double needed = sensitivity * positives() - 1e-9;
    int entry = 0;
    while (truePositives[entry] < needed) {
      entry++;
    }
    return entry;
  }
}
