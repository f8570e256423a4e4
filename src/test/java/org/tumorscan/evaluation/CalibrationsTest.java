package org.tumorscan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tumorscan.evaluation.AurocTest.cases;

import org.junit.jupiter.api.Test;

class CalibrationsTest {

  @Test
  void brierScoreIsTheMeanSquaredDifference() {
    assertEquals((0.04 + 0.09) / 2, Calibrations.brierScore(cases("0.2- 0.7+")), 1e-12);
  }

  @Test
  void expectedCalibrationErrorIsZeroWhereFrequenciesMatch() {
    ScoredCases calibrated = cases("0.25- 0.25- 0.25- 0.25+ 0.75+ 0.75+ 0.75+ 0.75-");
    assertEquals(0, Calibrations.expectedCalibrationError(calibrated, 10), 1e-12);
  }

  @Test
  void expectedCalibrationErrorWeighsBinsByTheirCases() {
    // One bin of three cases off by 0.9, one of one case off by 0.1.
    ScoredCases cases = cases("0.9- 0.9- 0.9- 0.1-");
    assertEquals((3 * 0.9 + 0.1) / 4, Calibrations.expectedCalibrationError(cases, 10), 1e-12);
  }

  @Test
  void likelihoodOneFallsIntoTheLastBin() {
    assertEquals(0, Calibrations.expectedCalibrationError(cases("1.0+"), 10));
  }
}
