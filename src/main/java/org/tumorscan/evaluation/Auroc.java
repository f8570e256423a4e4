package org.tumorscan.evaluation;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Area under the receiver operating characteristic: the chance that a positive case scores above a
 * negative one, ties counting half.
 *
 * @see <a href="https://doi.org/10.1148/radiology.143.1.7063747">Hanley and McNeil 1982</a>
 */
public final class Auroc {
  private Auroc() {}

  /**
   * The area, from the rank sum of the positive cases with mid-ranks for ties.
   *
   * @return in [0, 1]; NaN where one of the classes has no case
   */
  public static double of(ScoredCases cases) {
    double[] scores = cases.scores();
    boolean[] positive = cases.positive();
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double positiveRankSum = 0;
    for (int start = 0; start < order.length; ) {
      int end = start;
      int positivesInTie = 0;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        positivesInTie += positive[order[end]] ? 1 : 0;
        end++;
      }
      positiveRankSum += positivesInTie * (start + 1 + end) / 2.0;
      start = end;
    }
    double positives = cases.positives();
    double negatives = cases.size() - positives;
    return (positiveRankSum - positives * (positives + 1) / 2) / (positives * negatives);
  }
}
