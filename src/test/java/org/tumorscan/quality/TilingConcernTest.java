package org.tumorscan.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.SampleBits;
import org.tumorscan.image.StoredPixels;

class TilingConcernTest {
  private static final int SIZE = 384;

  @Test
  void slicesSideBySideAreCounted() {
    for (int tiles : List.of(2, 3, 4, 6, 8)) {
      assertEquals(
          Optional.of("mosaic: it looks like %1$d x %1$d pictures side by side".formatted(tiles)),
          TilingConcern.of(heads(tiles, tiles)));
    }
  }

  @Test
  void oneHeadIsNotSeveral() {
    double strength = TilingConcern.strongest(heads(1, 1)).strength();
    assertTrue(strength < 0.05, "strength " + strength);
  }

  /** Two legs repeat across, but not down. */
  @Test
  void aPairIsNoMosaic() {
    assertEquals(Optional.empty(), TilingConcern.of(heads(1, 2)));
  }

  @Test
  void noiseAndConstantsDoNotRepeat() {
    Random random = new Random(1);
    int[] noise = random.ints(SIZE * SIZE, 0, 1000).toArray();
    assertEquals(Optional.empty(), TilingConcern.of(grid(noise)));
    assertEquals(Optional.empty(), TilingConcern.of(grid(new int[SIZE * SIZE])));
  }

  /** Ellipses with two dark holes whose size changes from tile to tile, over noise. */
  private static PixelGrid heads(int down, int across) {
    Random random = new Random(1);
    int[] values = new int[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      int row = i / SIZE;
      int column = i % SIZE;
      int tile = row * down / SIZE * across + column * across / SIZE;
      double scale = 0.9 - 0.3 * tile / (down * across);
      double y = 2.0 * (row * down % SIZE) / SIZE - 1;
      double x = 2.0 * (column * across % SIZE) / SIZE - 1;
      boolean head = Math.hypot(x / 0.8, y) < scale;
      boolean hole = Math.hypot((Math.abs(x) - 0.2) * 2, y) < 0.3 * scale;
      values[i] = random.nextInt(60) + (head ? hole ? 150 : 500 : 0);
    }
    return grid(values);
  }

  private static PixelGrid grid(int[] values) {
    PixelFormat format =
        new PixelFormat(
            SIZE,
            SIZE,
            1,
            new SampleBits(16, 12, 11, false),
            PhotometricInterpretation.MONOCHROME2);
    return PixelGrid.of(new StoredPixels.Integers(format, values));
  }
}
