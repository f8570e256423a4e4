package org.tumorscan.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PlattCalibrationTest {

  @Test
  void mapsLogitsByALogisticCurve() {
    PlattCalibration calibration = new PlattCalibration(2, -1);
    assertEquals(0.5, calibration.likelihood(0.5), 1e-12);
    assertEquals(1 / (1 + Math.exp(-3)), calibration.likelihood(2), 1e-12);
  }

  @Test
  void aSlopeThatWouldReverseTheOrderIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new PlattCalibration(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> new PlattCalibration(Double.NaN, 0));
  }
}
