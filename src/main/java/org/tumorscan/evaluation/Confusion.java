package org.tumorscan.evaluation;

/**
 * How many cases a threshold calls rightly and wrongly.
 *
 * @param truePositives positive cases at or above the threshold
 * @param falseNegatives positive cases below it
 * @param falsePositives negative cases at or above it
 * @param trueNegatives negative cases below it
 */
public record Confusion(
    int truePositives, int falseNegatives, int falsePositives, int trueNegatives) {

  /** Counts. */
  public static Confusion at(ScoredCases cases, double threshold) {
    int[] counts = new int[4];
    for (int i = 0; i < cases.size(); i++) {
      boolean called = cases.scores()[i] >= threshold;
      counts[(cases.positive()[i] ? 0 : 2) + (called ? 0 : 1)]++;
    }
    return new Confusion(counts[0], counts[1], counts[2], counts[3]);
  }

  /** Share of positive cases that are called positive; NaN where there is none. */
  public double sensitivity() {
    return share(truePositives, falseNegatives);
  }

  /** Share of negative cases that are called negative; NaN where there is none. */
  public double specificity() {
    return share(trueNegatives, falsePositives);
  }

  /**
   * Share of positive cases among those called positive; NaN where none is called so, or where one
   * of the classes has no case.
   */
  public double positivePredictiveValue() {
    return bothClasses() ? share(truePositives, falsePositives) : Double.NaN;
  }

  /**
   * Share of negative cases among those called negative; NaN where none is called so, or where one
   * of the classes has no case.
   */
  public double negativePredictiveValue() {
    return bothClasses() ? share(trueNegatives, falseNegatives) : Double.NaN;
  }

  private boolean bothClasses() {
    return truePositives + falseNegatives > 0 && falsePositives + trueNegatives > 0;
  }

  private static double share(int part, int rest) {
    return part / (double) (part + rest);
  }
}
