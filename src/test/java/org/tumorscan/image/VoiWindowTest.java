package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.tumorscan.image.VoiWindow.Function;

/** The worked examples of PS3.3 C.11.2.1.2, for an output range of 0 to 255. */
class VoiWindowTest {

  private static double output(double center, double width, Function function, double x) {
    return 255 * new VoiWindow(center, width, function).apply(x);
  }

  @Test
  void linearWindowOfWidth4096AtCenter2048CoversTwelveBits() {
    assertEquals(0, output(2048, 4096, Function.LINEAR, -1));
    assertEquals(0, output(2048, 4096, Function.LINEAR, 0));
    assertEquals(((1 - 2047.5) / 4095 + 0.5) * 255, output(2048, 4096, Function.LINEAR, 1), 1e-9);
    assertEquals(127.5, output(2048, 4096, Function.LINEAR, 2047.5), 1e-9);
    assertEquals(255, output(2048, 4096, Function.LINEAR, 4095), 1e-9);
    assertEquals(255, output(2048, 4096, Function.LINEAR, 4096));
  }

  @Test
  void linearWindowOfWidthOneIsAStep() {
    assertEquals(0, output(2048, 1, Function.LINEAR, 2047));
    assertEquals(0, output(2048, 1, Function.LINEAR, 2047.5));
    assertEquals(255, output(2048, 1, Function.LINEAR, 2047.6));
    assertEquals(255, output(2048, 1, Function.LINEAR, 2048));
    assertEquals(0, output(0, 1, Function.LINEAR, -0.5));
    assertEquals(255, output(0, 1, Function.LINEAR, 0));
  }

  @Test
  void linearWindowOfWidth100AtZeroRunsFromMinus50To49() {
    assertEquals(0, output(0, 100, Function.LINEAR, -50));
    assertEquals(((-49 + 0.5) / 99 + 0.5) * 255, output(0, 100, Function.LINEAR, -49), 1e-9);
    assertEquals(127.5, output(0, 100, Function.LINEAR, -0.5), 1e-9);
    assertEquals(255, output(0, 100, Function.LINEAR, 49), 1e-9);
    assertEquals(255, output(0, 100, Function.LINEAR, 50));
  }

  @Test
  void linearExactWindowHasItsCenterAtHalf() {
    assertEquals(0, output(2048, 4096, Function.LINEAR_EXACT, 0));
    assertEquals(127.5, output(2048, 4096, Function.LINEAR_EXACT, 2048), 1e-9);
    assertEquals(255, output(2048, 4096, Function.LINEAR_EXACT, 4096));
    assertEquals(0, output(2048, 1, Function.LINEAR_EXACT, 2047.5));
    assertEquals(255, output(2048, 1, Function.LINEAR_EXACT, 2048.5));
    assertEquals(0, output(0, 100, Function.LINEAR_EXACT, -51));
    assertEquals(0.25 * 255, output(0, 100, Function.LINEAR_EXACT, -25), 1e-9);
    assertEquals(255, output(0, 100, Function.LINEAR_EXACT, 51));
    assertEquals(255, output(0, 1, Function.LINEAR_EXACT, 0.5));
  }

  @Test
  void sigmoidFollowsTheStandardsFormula() {
    assertEquals(127.5, output(2048, 4096, Function.SIGMOID, 2048), 1e-9);
    assertEquals(255 / (1 + Math.exp(2)), output(0, 100, Function.SIGMOID, -50), 1e-9);
    assertEquals(255 / (1 + Math.exp(-4)), output(0, 100, Function.SIGMOID, 100), 1e-9);
  }

  @Test
  void onlyALinearWindowMustBeAtLeastOneWide() {
    assertThrows(IllegalArgumentException.class, () -> new VoiWindow(0, 0.5, Function.LINEAR));
    assertEquals(127.5, output(0, 0.5, Function.LINEAR_EXACT, 0), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> new VoiWindow(0, 0, Function.SIGMOID));
  }
}
