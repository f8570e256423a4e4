package org.tumorscan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class QuantilesTest {

  @Test
  void interpolatesBetweenOrderStatistics() {
    double[] sorted = {1, 2, 4, 8};
    assertEquals(1, Quantiles.of(sorted, 0));
    assertEquals(3, Quantiles.of(sorted, 0.5));
    assertEquals(8, Quantiles.of(sorted, 1));
    assertEquals(1.3, Quantiles.of(sorted, 0.1), 1e-12);
  }

  @Test
  void nothingHasNoQuantile() {
    assertTrue(Double.isNaN(Quantiles.of(new double[0], 0.5)));
  }
}
