package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PowerCurveTest {

  @Test
  void powersAreThoseOfTheLibraryToTheLastBit() {
    Random random = new Random(6);
    for (double exponent : new double[] {0.2, 0.4371, 0.78, 1.31, 2.718, 4.9, 5}) {
      PowerCurve curve = new PowerCurve(exponent);
      for (int i = 0; i < 200_000; i++) {
        float base = random.nextFloat();
        assertEquals((float) Math.pow(base, exponent), curve.at(base), base + "^" + exponent);
      }
    }
  }

  @Test
  void endsAndTheSmallestNumbersAreOnTheCurve() {
    PowerCurve curve = new PowerCurve(0.5);
    assertEquals(0, curve.at(0));
    assertEquals(1, curve.at(1));
    for (float base :
        new float[] {
          Float.MIN_VALUE, Math.nextDown(Float.MIN_NORMAL), Float.MIN_NORMAL, Math.nextDown(1f)
        }) {
      assertEquals((float) Math.sqrt(base), curve.at(base));
    }
  }
}
