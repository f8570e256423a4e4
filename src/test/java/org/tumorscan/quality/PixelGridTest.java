package org.tumorscan.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.SampleBits;
import org.tumorscan.image.StoredPixels;

class PixelGridTest {

  @Test
  void valuesAreSortedWhetherTheyLieCloseOrFarApart() {
    Random random = new Random(5);
    for (int shift : new int[] {0, 12, 18}) {
      int[] stored = random.ints(20 * 30, -2000, 2000).map(value -> value << shift).toArray();
      PixelGrid grid = PixelGrid.of(grey(20, 30, stored));
      double[] sorted = Arrays.stream(stored).sorted().asDoubleStream().toArray();
      assertArrayEquals(sorted, grid.sorted());
    }
  }

  @Test
  void pixelsAreThoseInTheMiddleOfEvenParts() {
    int[] stored = new int[288 * 192];
    Arrays.setAll(stored, pixel -> pixel);
    PixelGrid grid = PixelGrid.of(grey(288, 192, stored));
    assertEquals(192 + 1, grid.values()[0]);
    assertEquals((3 * 95 + 1) * 192 + 2 * 95 + 1, grid.values()[96 * 96 - 1]);
  }

  private static StoredPixels grey(int rows, int columns, int[] stored) {
    SampleBits bits = new SampleBits(32, 32, 31, true);
    return new StoredPixels.Integers(
        new PixelFormat(rows, columns, 1, bits, PhotometricInterpretation.MONOCHROME2), stored);
  }
}
