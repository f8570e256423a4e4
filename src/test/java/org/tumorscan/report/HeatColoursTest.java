package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeatColoursTest {

  @Test
  void nothingAndLessAreTransparent() {
    assertEquals(0, HeatColours.argb(0) >>> 24);
    assertEquals(0, HeatColours.argb(-3) >>> 24);
    assertEquals(0, HeatColours.argb(Double.NaN) >>> 24);
  }

  @Test
  void fullAndMoreAreTheLastColour() {
    assertEquals(0xFFFFF096, HeatColours.argb(1));
    assertEquals(0xFFFFF096, HeatColours.argb(Double.POSITIVE_INFINITY));
  }

  @Test
  void opacityAndBrightnessRiseTogether() {
    for (int step = 1; step <= 100; step++) {
      int less = HeatColours.argb((step - 1) / 100.0);
      int more = HeatColours.argb(step / 100.0);
      assertTrue(more >>> 24 >= less >>> 24, "opacity at " + step);
      assertTrue(luminance(more) > luminance(less), "brightness at " + step);
    }
  }

  private static double luminance(int argb) {
    return 0.2126 * (argb >> 16 & 0xFF) + 0.7152 * (argb >> 8 & 0xFF) + 0.0722 * (argb & 0xFF);
  }
}
