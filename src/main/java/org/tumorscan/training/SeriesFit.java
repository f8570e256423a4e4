package org.tumorscan.training;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.tumorscan.evaluation.ScoredCases;
import org.tumorscan.model.SeriesRule;

/**
 * Calibrates how slices make a series, on series put together of validation slices.
 *
 * <p>Real series with and without a tumor, from many scanners, would be better; collections of
 * pictures have none. A series here has 3 to 200 slices, evenly by logarithm, drawn with
 * replacement; half of the series have a tumor, in 8 to 40 % of their slices. What it cannot show:
 * slices of one patient err together.
 */
final class SeriesFit {
  private static final int SERIES = 4000;
  private static final int FEWEST_SLICES = 3;
  private static final int MOST_SLICES = 200;
  private static final double SMALLEST_SHARE = 0.08;
  private static final double LARGEST_SHARE = 0.4;
  private static final double RIDGE = 1e-3;
  private static final double SMALLEST_SLOPE = 1e-3;

  private final double[] tumor;
  private final double[] clear;
  private final SplittableRandom random;

  /**
   * Takes slices.
   *
   * @param slices likelihoods, both classes present
   * @param seed of the draws
   */
  SeriesFit(ScoredCases slices, long seed) {
    this.tumor = scores(slices, true);
    this.clear = scores(slices, false);
    this.random = new SplittableRandom(seed);
  }

  /** Fits the rule without operating points. */
  SeriesRule fit() {
    float[][] features = new float[SERIES][];
    boolean[] positive = new boolean[SERIES];
    double[] weights = new double[SERIES];
    Arrays.fill(weights, 1.0 / SERIES);
    for (int i = 0; i < SERIES; i++) {
      positive[i] = i % 2 == 1;
      double[] slices = draw(positive[i]);
      features[i] =
          new float[] {
            (float) SeriesRule.meanLogOdds(highest(slices)), (float) Math.log(slices.length)
          };
    }
    double[] line = LogisticRegression.fit(features, positive, weights, RIDGE / SERIES);
    // Slices that do not rise with the label say nothing of a series either.
    return line[0] > SMALLEST_SLOPE
        ? new SeriesRule(line[0], line[1], line[2], List.of(), 0)
        : SeriesRule.UNCALIBRATED;
  }

  /** Likelihoods that the rule gives to other series, half of them with a tumor. */
  ScoredCases judge(SeriesRule rule) {
    double[] likelihoods = new double[SERIES];
    boolean[] positive = new boolean[SERIES];
    for (int i = 0; i < SERIES; i++) {
      positive[i] = i % 2 == 1;
      double[] slices = draw(positive[i]);
      likelihoods[i] = rule.likelihood(highest(slices), slices.length);
    }
    return new ScoredCases(likelihoods, positive);
  }

  private double[] draw(boolean withTumor) {
    double ratio = (double) MOST_SLICES / FEWEST_SLICES;
    int count = (int) Math.round(FEWEST_SLICES * Math.pow(ratio, random.nextDouble()));
    double share = random.nextDouble(SMALLEST_SHARE, LARGEST_SHARE);
    int withIt = withTumor ? Math.max(1, (int) Math.round(count * share)) : 0;
    double[] slices = new double[count];
    for (int i = 0; i < count; i++) {
      double[] pool = i < withIt ? tumor : clear;
      slices[i] = pool[random.nextInt(pool.length)];
    }
    return slices;
  }

  private static double[] highest(double[] slices) {
    double[] sorted = slices.clone();
    Arrays.sort(sorted);
    return Arrays.copyOfRange(
        sorted, Math.max(0, sorted.length - SeriesRule.TOP_SLICES), sorted.length);
  }

  private static double[] scores(ScoredCases cases, boolean positive) {
    double[] chosen = new double[cases.size()];
    int count = 0;
    for (int i = 0; i < chosen.length; i++) {
      if (cases.positive()[i] == positive) {
        chosen[count++] = cases.scores()[i];
      }
    }
    return Arrays.copyOf(chosen, count);
  }
}
