package org.tumorscan.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearHeadTest {

  @Test
  void logitsAreOneARow() {
    LinearHead head = new LinearHead(new float[][] {{1, 2}, {0, -1}}, new float[] {0.5f, 1});
    assertArrayEquals(new double[] {11.5, -3}, head.logits(new float[] {3, 4}), 1e-9);
  }

  @Test
  void contributionsAverageToTheLogitWithoutItsBias() {
    Random random = new Random(2);
    int features = 6;
    int cells = 49;
    float[] map = new float[features * cells];
    float[] pooled = new float[features];
    float[] weights = new float[features];
    for (int k = 0; k < features; k++) {
      weights[k] = (float) random.nextGaussian();
      for (int cell = 0; cell < cells; cell++) {
        map[k * cells + cell] = random.nextFloat();
        pooled[k] += map[k * cells + cell] / cells;
      }
    }
    LinearHead head = new LinearHead(new float[][] {weights}, new float[] {0.7f});
    double mean = 0;
    for (float contribution : head.contributions(map, cells)) {
      mean += contribution / cells;
    }
    assertEquals(head.logits(pooled)[0], mean + 0.7f, 1e-4);
  }

  @Test
  void rowsOfDifferentLengthAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new LinearHead(new float[][] {{1, 2}, {1}}, new float[2]));
  }
}
