package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void everyRankEqualsThatOfASort() {
    Random random = new Random(3);
    float[] values = new float[101];
    for (int i = 0; i < values.length; i++) {
      // Neighbouring floats too, which differ in the lower half of their bits only.
      values[i] = i % 2 == 0 ? random.nextFloat() : Math.nextUp(values[i - 1]);
    }
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    Percentiles percentiles = new Percentiles(values);
    for (int percent = 0; percent <= 100; percent++) {
      assertEquals(sorted[percent], percentiles.at(percent));
    }
  }

  @Test
  void nanIsLeftOut() {
    Percentiles percentiles = new Percentiles(new float[] {Float.NaN, 3, 1, Float.NaN, 2});
    assertEquals(1, percentiles.at(0));
    assertEquals(2, percentiles.at(50));
    assertEquals(3, percentiles.at(100));
  }

  @Test
  void nothingHasNoPercentile() {
    assertThrows(
        IllegalStateException.class, () -> new Percentiles(new float[] {Float.NaN}).at(50));
  }
}
