package org.tumorscan.evaluation;

/**
 * Area under the receiver operating characteristic: the chance that a positive case scores above a
 * negative one, ties counting half.
 *
 * @see <a href="https://doi.org/10.1148/radiology.143.1.7063747">Hanley and McNeil 1982</a>
 */
public final class Auroc {
  private Auroc() {}

  /**
   * The area.
   *
   * @return in [0, 1]; NaN where one of the classes has no case
   */
  public static double of(ScoredCases cases) {
    return Ranking.of(cases).areaUnderRoc();
  }
}
