package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tumorscan.image.InputSpec.Intensity;
import org.tumorscan.image.Presentation.Padding;
import org.tumorscan.image.VoiWindow.Function;

class StoredLevelsTest {
  private static final int ROWS = 40;
  private static final int COLUMNS = 50;

  @Test
  void levelsGiveThePictureThatPixelsGive() throws Exception {
    for (PhotometricInterpretation interpretation :
        List.of(PhotometricInterpretation.MONOCHROME1, PhotometricInterpretation.MONOCHROME2)) {
      for (Presentation presentation : presentations()) {
        for (Intensity intensity :
            List.of(InputSpec.forMr().intensity(), InputSpec.forXray().intensity())) {
          PixelFormat format =
              new PixelFormat(ROWS, COLUMNS, 1, new SampleBits(16, 16, 15, true), interpretation);
          int[] stored = stored();
          double[] same = Arrays.stream(stored).asDoubleStream().toArray();
          StoredPixels levels = new StoredPixels.Integers(format, stored);
          assertTrue(StoredLevels.of(levels).isPresent());

          assertArrayEquals(
              DisplayIntensities.of(new StoredPixels.Doubles(format, same), presentation, intensity)
                  .values(),
              DisplayIntensities.of(levels, presentation, intensity).values(),
              interpretation + " " + presentation + " " + intensity.kind());
        }
      }
    }
  }

  @Test
  void everyLevelIsCountedOnce() {
    PixelFormat format =
        new PixelFormat(
            1, 6, 1, new SampleBits(16, 16, 15, true), PhotometricInterpretation.MONOCHROME2);
    StoredLevels levels =
        StoredLevels.of(new StoredPixels.Integers(format, new int[] {-2, 3, -2, 1, 3, -2}))
            .orElseThrow();
    assertArrayEquals(new int[] {3, 1, 2}, levels.counts());
    StoredPixels frame = levels.frame();
    assertEquals(3, frame.format().columns());
    assertEquals(
        List.of(-2.0, 1.0, 3.0), List.of(frame.valueAt(0), frame.valueAt(1), frame.valueAt(2)));
    assertArrayEquals(
        new float[] {0, 1, 0, .5f, 1, 0}, levels.picture(new float[] {0, .5f, 1}).values());
  }

  @Test
  void valuesFarApartHaveNoTable() {
    PixelFormat format =
        new PixelFormat(
            1, 2, 1, new SampleBits(32, 32, 31, true), PhotometricInterpretation.MONOCHROME2);
    int[] farApart = {Integer.MIN_VALUE, Integer.MAX_VALUE};
    assertTrue(StoredLevels.of(new StoredPixels.Integers(format, farApart)).isEmpty());
  }

  private static List<Presentation> presentations() {
    ModalityTransform rescale = new ModalityTransform.Rescale(-1.5, 20);
    Padding padding = new Padding(OptionalDouble.of(-100), OptionalDouble.of(-60));
    return List.of(
        Presentation.NONE,
        new Presentation(rescale, List.of(), padding),
        new Presentation(rescale, List.of(new VoiWindow(30, 120, Function.LINEAR)), Padding.NONE));
  }

  /** About 300 levels, all of which the picture has several times or not at all. */
  private static int[] stored() {
    Random random = new Random(4);
    return random.ints(ROWS * COLUMNS, 0, 150).map(value -> 2 * value - 100).toArray();
  }
}
