package org.tumorscan.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReliabilityTest {

  @Test
  void binsAreOfEqualWidthAndTheLastHasBothEnds() {
    Reliability reliability = Reliability.of(AurocTest.cases("0- 0.2+ 0.5- 0.6+ 1+"), 2);
    assertArrayEquals(new int[] {2, 3}, reliability.counts());
    assertArrayEquals(new double[] {0.1, 0.7}, reliability.meanLikelihoods(), 1e-15);
    assertArrayEquals(new double[] {0.5, 2 / 3.0}, reliability.positiveShares(), 1e-15);
    // Two of five cases off by 0.4, three by 1/30.
    assertEquals((2 * 0.4 + 3 / 30.0) / 5, reliability.expectedCalibrationError(), 1e-15);
  }

  @Test
  void anEmptyBinHasNoShare() {
    Reliability reliability = Reliability.of(AurocTest.cases("0.1- 0.9+"), 3);
    assertTrue(Double.isNaN(reliability.positiveShares()[1]));
    assertEquals(0.1, reliability.expectedCalibrationError(), 1e-15);
  }

  /**
   * Shares and means with NumPy's histogram, whose bins are closed on the same side as ours;
   * scikit-learn's calibration curve puts a score that lies on an edge into the bin below.
   */
  @Test
  void figuresAreThoseOfNumPyAndScikitLearn() {
    Reliability reliability = Reliability.of(FormulaCases.better(), 10);
    assertArrayEquals(
        new double[] {
          0.0,
          0.055555556,
          0.36,
          0.409090909,
          0.318181818,
          0.464285714,
          0.384615385,
          0.428571429,
          1.0,
          1.0
        },
        reliability.positiveShares(),
        1e-8);
    assertArrayEquals(
        new double[] {
          0.041666667,
          0.152557319,
          0.259365079,
          0.34992785,
          0.439393939,
          0.549036281,
          0.659035409,
          0.750566893,
          0.83968254,
          0.948412698
        },
        reliability.meanLikelihoods(),
        1e-8);
    assertEquals(0.136944444444, reliability.expectedCalibrationError(), 1e-12);
    assertEquals(0.202694318468, Calibrations.brierScore(FormulaCases.better()), 1e-12);
    assertEquals(
        0.148739130435, Calibrations.expectedCalibrationError(FormulaCases.worse(), 10), 1e-12);
    assertEquals(0.235173913043, Calibrations.brierScore(FormulaCases.worse()), 1e-12);
  }
}
