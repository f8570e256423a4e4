package org.tumorscan.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tumorscan.training.augment.CellTargets;

/** Zhang et al. 2018, section 2. */
class MixupTest {
  private static final PreparedExample TUMOR =
      new PreparedExample(
          new float[] {1, 0, 0},
          1,
          new CellTargets(new float[] {1, 0, 0}, new float[] {0.5f, 0.5f, 0}),
          List.of("a"));
  private static final PreparedExample CLEAR =
      new PreparedExample(
          new float[] {0, 1, 0},
          0,
          new CellTargets(new float[] {0, 0, 0}, new float[] {0.25f, 0, 0}),
          List.of("b"));

  @Test
  void picturesAndLabelsAreMixedByTheSameShare() {
    PreparedExample mixed = Mixup.mix(TUMOR, CLEAR, 0.75);
    assertArrayEquals(new float[] {0.75f, 0.25f, 0}, mixed.input());
    assertEquals(0.75, mixed.tumor());
    assertEquals(List.of("a", "b"), mixed.groups());
  }

  @Test
  void theLossOfACellIsTheMixtureOfBothLosses() {
    CellTargets mixed = Mixup.mix(TUMOR, CLEAR, 0.75).cells();
    for (double logit : new double[] {-3, 0.2, 4}) {
      for (int cell = 0; cell < 3; cell++) {
        double expected =
            0.75 * loss(logit, TUMOR.cells(), cell) + 0.25 * loss(logit, CLEAR.cells(), cell);
        assertEquals(expected, loss(logit, mixed, cell), 1e-6);
      }
    }
  }

  @Test
  void aCellThatOneExampleAloneKnowsSaysWhatThatOneKnows() {
    CellTargets mixed = Mixup.mix(CLEAR, TUMOR, 0.5).cells();
    assertEquals(0, mixed.tumor()[1]);
    assertEquals(0.25f, mixed.weights()[1]);
    assertEquals(0, mixed.weights()[2]);
  }

  @Test
  void theSharesFollowTheBetaDistribution() {
    SplittableRandom random = new SplittableRandom(3);
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      shares.add(Mixup.mix(List.of(TUMOR, CLEAR), 0.4, random).get(0).tumor());
    }
    double mean = shares.stream().mapToDouble(share -> share).average().orElseThrow();
    double variance =
        shares.stream()
            .mapToDouble(share -> (share - mean) * (share - mean))
            .average()
            .orElseThrow();
    assertEquals(0.5, mean, 0.02);
    // That of beta(a, a) is 1 / (4 (2 a + 1)).
    assertEquals(1 / (4 * 1.8), variance, 0.01);
    assertTrue(shares.stream().allMatch(share -> share >= 0 && share <= 1));
  }

  @Test
  void everyExampleIsMixedWithItsNeighbour() {
    List<PreparedExample> mixed = Mixup.mix(List.of(TUMOR, CLEAR), 0.4, new SplittableRandom(5));
    assertEquals(1, mixed.get(0).tumor() + mixed.get(1).tumor(), 1e-12);
  }

  private static double loss(double logit, CellTargets targets, int cell) {
    double tail = Math.log1p(Math.exp(-Math.abs(logit)));
    return targets.weights()[cell] * (Math.max(0, logit) - logit * targets.tumor()[cell] + tail);
  }
}
