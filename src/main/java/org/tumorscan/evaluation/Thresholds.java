package org.tumorscan.evaluation;

import java.util.Arrays;

/** Operating thresholds and what they give: a case is called positive at or above the threshold. */
public final class Thresholds {
  private Thresholds() {}

  /**
   * The highest threshold that still calls at least the given share of positive cases positive.
   *
   * @param sensitivity in (0, 1]
   * @throws IllegalArgumentException where there is no positive case
   */
  public static double atSensitivity(ScoredCases cases, double sensitivity) {
    double[] positives = sorted(cases, true);
    int needed = (int) Math.ceil(sensitivity * positives.length - 1e-9);
    return positives[positives.length - Math.max(1, needed)];
  }

  /**
   * The lowest threshold, among midpoints and ends of the negative scores, that calls at least the
   * given share of negative cases negative.
   *
   * @param specificity in (0, 1)
   * @throws IllegalArgumentException where there is no negative case
   */
  public static double atSpecificity(ScoredCases cases, double specificity) {
    double[] negatives = sorted(cases, false);
    int needed = (int) Math.ceil(specificity * negatives.length - 1e-9);
    double last = negatives[needed - 1];
    for (int i = needed; i < negatives.length; i++) {
      if (negatives[i] > last) {
        return (last + negatives[i]) / 2;
      }
    }
    return Math.nextUp(last);
  }

  /** The threshold with the largest sum of sensitivity and specificity (Youden's index). */
  public static double balanced(ScoredCases cases) {
    double[] candidates = cases.scores().clone();
    Arrays.sort(candidates);
    double best = candidates[0];
    double bestSum = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < candidates.length; i++) {
      // Half-way to the score below, so that the threshold does not sit on a case.
      double threshold = i == 0 ? candidates[0] : (candidates[i - 1] + candidates[i]) / 2;
      double sum = sensitivity(cases, threshold) + specificity(cases, threshold);
      if (sum > bestSum) {
        bestSum = sum;
        best = threshold;
      }
    }
    return best;
  }

  /** Share of positive cases at or above the threshold, in [0, 1]. */
  public static double sensitivity(ScoredCases cases, double threshold) {
    return shareAtOrAbove(sorted(cases, true), threshold);
  }

  /** Share of negative cases below the threshold, in [0, 1]. */
  public static double specificity(ScoredCases cases, double threshold) {
    return 1 - shareAtOrAbove(sorted(cases, false), threshold);
  }

  private static double shareAtOrAbove(double[] scores, double threshold) {
    return Arrays.stream(scores).filter(score -> score >= threshold).count()
        / (double) scores.length;
  }

  private static double[] sorted(ScoredCases cases, boolean positive) {
    double[] scores = cases.sortedScores(positive);
    if (scores.length == 0) {
      throw new IllegalArgumentException(positive ? "no positive case" : "no negative case");
    }
    return scores;
  }
}
