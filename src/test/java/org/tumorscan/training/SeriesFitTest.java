package org.tumorscan.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tumorscan.evaluation.Auroc;
import org.tumorscan.evaluation.Calibrations;
import org.tumorscan.evaluation.ScoredCases;
import org.tumorscan.model.SeriesRule;

class SeriesFitTest {
  private static final int SLICES = 400;

  /** Tumor slices likelier than the others, with overlap: AUROC about 0.9. */
  private static ScoredCases slices() {
    SplittableRandom random = new SplittableRandom(3);
    double[] likelihoods = new double[SLICES];
    boolean[] tumor = new boolean[SLICES];
    for (int i = 0; i < SLICES; i++) {
      tumor[i] = i % 2 == 0;
      likelihoods[i] = 1 / (1 + Math.exp(-(random.nextGaussian() * 1.3 + (tumor[i] ? 1.2 : -1.2))));
    }
    return new ScoredCases(likelihoods, tumor);
  }

  @Test
  void likelihoodsOfSeriesNotFittedOnAreCalibrated() {
    SeriesRule rule = new SeriesFit(slices(), 1).fit();
    ScoredCases others = new SeriesFit(slices(), 2).judge(rule);
    assertTrue(Calibrations.expectedCalibrationError(others, 10) < 0.04);
    assertTrue(Auroc.of(others) > 0.9, () -> "AUROC " + Auroc.of(others));
  }

  @Test
  void sameHighSlicesSayLessAmongMore() {
    SeriesRule rule = new SeriesFit(slices(), 1).fit();
    double[] highest = {0.8, 0.9, 0.9};
    assertTrue(rule.likelihood(highest, 200) < rule.likelihood(highest, 10) - 0.3, rule.toString());
  }

  @Test
  void sameSeedGivesTheSameRule() {
    assertEquals(new SeriesFit(slices(), 5).fit(), new SeriesFit(slices(), 5).fit());
  }

  @Test
  void slicesThatSayNothingGiveAFlatRuleOrNone() {
    double[] same = new double[20];
    Arrays.fill(same, 0.5);
    boolean[] tumor = new boolean[20];
    Arrays.fill(tumor, 0, 10, true);
    assertEquals(SeriesRule.UNCALIBRATED, new SeriesFit(new ScoredCases(same, tumor), 1).fit());
  }
}
