package org.tumorscan.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;

/**
 * Slices with a tumor, each scored as it is and with the tumor erased. How well the two are told
 * apart is a figure that neither source nor scanner nor the slice's place can be the reason of.
 *
 * @param scores of the slices as they are, [n], n at least 1
 * @param erased of the same slices with the tumor erased, [n]
 * @param groups what slices depend on each other, [n]
 */
@SuppressWarnings("ArrayRecordComponent")
public record ErasedTumors(double[] scores, double[] erased, List<String> groups) {
  /** What the figure is called in model cards. */
  public static final String METRIC = "auroc against the same slices, tumor erased";

  /** Copies the list, and checks the lengths. */
  public ErasedTumors {
    groups = List.copyOf(groups);
    if (scores.length == 0 || erased.length != scores.length || groups.size() != scores.length) {
      throw new IllegalArgumentException(
          scores.length + " scores, " + erased.length + " erased, " + groups.size() + " groups");
    }
  }

  /**
   * Area under the ROC curve, with its 95 % interval by bootstrap over groups.
   *
   * @param resamples how often to draw, 1000 being usual
   * @param seed equal seeds give equal intervals
   */
  public Estimate auroc(int resamples, long seed) {
    double[] both = new double[2 * scores.length];
    boolean[] tumor = new boolean[both.length];
    List<String> groupOfSlice = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      both[2 * i] = scores[i];
      tumor[2 * i] = true;
      both[2 * i + 1] = erased[i];
      groupOfSlice.addAll(List.of(groups.get(i), groups.get(i)));
    }
    return new GroupBootstrap(groupOfSlice, seed)
        .estimate(new ScoredCases(both, tumor), Auroc::of, resamples);
  }
}
