package org.tumorscan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RankingTest {
  // From the top: +, -, a tie of + and -, +, -.
  private final Ranking ranking = Ranking.of(AurocTest.cases("0.9+ 0.8- 0.6+ 0.6- 0.3+ 0.1-"));

  @Test
  void aTieIsOneThreshold() {
    assertEquals(6, ranking.size());
    assertEquals(Double.POSITIVE_INFINITY, ranking.threshold(0));
    assertEquals(0.6, ranking.threshold(3));
    assertEquals(2 / 3.0, ranking.sensitivity(3));
    assertEquals(2 / 3.0, ranking.falsePositiveRate(3));
    assertEquals(0.5, ranking.precision(3));
  }

  @Test
  void averagePrecisionIsPrecisionWhereSensitivityIsGained() {
    // Gains of a third each at precisions 1/1, 2/4 and 3/5.
    assertEquals((1 + 0.5 + 0.6) / 3, ranking.averagePrecision(), 1e-15);
  }

  @Test
  void aSpecificityThatIsNotMetExactlyIsExceeded() {
    assertEquals(1 / 3.0, ranking.sensitivityAtSpecificity(1));
    assertEquals(1 / 3.0, ranking.sensitivityAtSpecificity(0.5));
    assertEquals(1 / 3.0, ranking.sensitivityAtSpecificity(0.4));
    assertEquals(1, ranking.sensitivityAtSpecificity(1 / 3.0));
    assertEquals(1, ranking.sensitivityAtSpecificity(0));
  }

  @Test
  void aSensitivityThatIsNotMetExactlyIsExceeded() {
    assertEquals(1, ranking.specificityAtSensitivity(0));
    assertEquals(1, ranking.specificityAtSensitivity(1 / 3.0));
    assertEquals(1 / 3.0, ranking.specificityAtSensitivity(0.5), 1e-15);
    assertEquals(1 / 3.0, ranking.specificityAtSensitivity(1), 1e-15);
    assertEquals(0.6, ranking.precisionAtSensitivity(0.9));
  }

  @Test
  void figuresAreThoseOfScikitLearn() {
    Ranking better = Ranking.of(FormulaCases.better());
    assertEquals(124, better.size());
    assertEquals(0.745572916667, better.areaUnderRoc(), 1e-12);
    assertEquals(0.705570560399, better.averagePrecision(), 1e-12);
    assertEquals(0.5, better.sensitivityAtSpecificity(0.8), 1e-12);
    assertEquals(0.3875, better.sensitivityAtSpecificity(0.9), 1e-12);
    assertEquals(0.3375, better.sensitivityAtSpecificity(0.95), 1e-12);
    assertEquals(0.491666666667, better.specificityAtSensitivity(0.8), 1e-12);
    assertEquals(0.375, better.specificityAtSensitivity(0.9), 1e-12);
    assertEquals(0.325, better.specificityAtSensitivity(0.95), 1e-12);
    Ranking worse = Ranking.of(FormulaCases.worse());
    assertEquals(92, worse.size());
    assertEquals(0.671458333333, worse.areaUnderRoc(), 1e-12);
    assertEquals(0.619445565508, worse.averagePrecision(), 1e-12);
    assertEquals(0.2375, worse.sensitivityAtSpecificity(0.95), 1e-12);
    assertEquals(0.241666666667, worse.specificityAtSensitivity(0.95), 1e-12);
  }

  @Test
  void whatAMissingClassLeavesUndefinedIsNotANumber() {
    Ranking positives = Ranking.of(AurocTest.cases("0.1+ 0.2+"));
    assertTrue(Double.isNaN(positives.sensitivityAtSpecificity(0.95)));
    assertTrue(Double.isNaN(positives.averagePrecision()));
    Ranking negatives = Ranking.of(AurocTest.cases("0.1- 0.2-"));
    assertTrue(Double.isNaN(negatives.averagePrecision()));
    assertTrue(Double.isNaN(negatives.specificityAtSensitivity(0.95)));
    assertTrue(Double.isNaN(negatives.precisionAtSensitivity(0.5)));
  }
}
