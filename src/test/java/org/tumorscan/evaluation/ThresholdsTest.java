package org.tumorscan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tumorscan.evaluation.AurocTest.cases;

import org.junit.jupiter.api.Test;

class ThresholdsTest {
  private static final ScoredCases CASES = cases("0.1- 0.2- 0.3- 0.4- 0.35+ 0.5+ 0.6+ 0.7+");

  @Test
  void atSensitivityIsTheHighestThresholdThatReachesIt() {
    assertEquals(0.5, Thresholds.atSensitivity(CASES, 0.75));
    assertEquals(0.35, Thresholds.atSensitivity(CASES, 0.76));
    assertEquals(0.35, Thresholds.atSensitivity(CASES, 1));
  }

  @Test
  void atSpecificityReachesItAndLosesNoMoreThanItMust() {
    double threshold = Thresholds.atSpecificity(CASES, 0.75);
    assertEquals(0.75, Thresholds.specificity(CASES, threshold));
    assertEquals(0.35, threshold, 1e-12);
    assertEquals(1, Thresholds.specificity(CASES, Thresholds.atSpecificity(CASES, 0.99)));
  }

  @Test
  void tiedNegativesAreAllBelowOrNoneIs() {
    ScoredCases tied = cases("0.2- 0.2- 0.2- 0.9+");
    assertEquals(1, Thresholds.specificity(tied, Thresholds.atSpecificity(tied, 0.5)));
  }

  @Test
  void balancedMaximisesTheSumOfBothRates() {
    double threshold = Thresholds.balanced(CASES);
    double best =
        Thresholds.sensitivity(CASES, threshold) + Thresholds.specificity(CASES, threshold);
    for (double other = 0; other < 1; other += 0.01) {
      double sum = Thresholds.sensitivity(CASES, other) + Thresholds.specificity(CASES, other);
      assertTrue(sum <= best + 1e-12, "threshold " + other + " is better");
    }
  }

  @Test
  void aMissingClassIsNamed() {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> Thresholds.atSensitivity(cases("0.1-"), 0.9));
    assertEquals("no positive case", failure.getMessage());
  }
}
