package org.tumorscan.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores beside the truth, case by case.
 *
 * @param scores [n], higher speaks for the positive class; finite
 * @param positive [n], the truth
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoredCases(double[] scores, boolean[] positive) {

  /** Copies, and checks that the lengths agree and that no score is NaN. */
  public ScoredCases {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException(scores.length + " scores, " + positive.length + " truths");
    }
    for (double score : scores) {
      if (Double.isNaN(score)) {
        throw new IllegalArgumentException("a score is not a number");
      }
    }
    scores = scores.clone();
    positive = positive.clone();
  }

  /** Number of cases. */
  public int size() {
    return scores.length;
  }

  /** Number of positive cases. */
  public int positives() {
    return (int) IntStream.range(0, positive.length).filter(i -> positive[i]).count();
  }

  /**
   * The scores of one class in ascending order.
   *
   * @param ofPositives whether of the positive cases
   */
  double[] sortedScores(boolean ofPositives) {
    double[] chosen = new double[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i] == ofPositives) {
        chosen[count++] = scores[i];
      }
    }
    double[] sorted = Arrays.copyOf(chosen, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The cases at the given indices, which may repeat. */
  public ScoredCases select(int[] indices) {
    double[] chosenScores = new double[indices.length];
    boolean[] chosenTruth = new boolean[indices.length];
    for (int i = 0; i < indices.length; i++) {
      chosenScores[i] = scores[indices[i]];
      chosenTruth[i] = positive[indices[i]];
    }
    return new ScoredCases(chosenScores, chosenTruth);
  }
}
