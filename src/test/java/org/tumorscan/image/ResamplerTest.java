package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResamplerTest {

  private static double mean(GreyImage image) {
    double sum = 0;
    for (float value : image.values()) {
      sum += value;
    }
    return sum / image.values().length;
  }

  @Test
  void equalSizesGiveThePictureItself() {
    Random random = new Random(1);
    GreyImage image = Frames.image(37, 53, (row, column) -> random.nextInt(101));
    assertArrayEquals(image.values(), Resampler.resize(image, 37, 53).values());
  }

  @Test
  void constantsStayWhateverTheScale() {
    GreyImage image = Frames.image(30, 47, (row, column) -> 37);
    for (int size : new int[] {1, 7, 30, 200}) {
      for (float value : Resampler.resize(image, size, size + 3).values()) {
        assertEquals(0.37, value, 1e-6);
      }
    }
  }

  @Test
  void finestCheckerboardShrinksToFlatGreyInsteadOfAliasing() {
    GreyImage board = Frames.image(200, 200, (row, column) -> 100 * ((row + column) % 2));
    for (int size : new int[] {100, 87, 63, 33}) {
      GreyImage small = Resampler.resize(board, size, size);
      for (float value : small.values()) {
        assertEquals(0.5, value, 0.02);
      }
    }
  }

  @Test
  void meanIsPreserved() {
    Random random = new Random(2);
    GreyImage image = Frames.image(300, 300, (row, column) -> random.nextInt(101));
    for (int size : new int[] {64, 150, 224, 300, 500}) {
      assertEquals(mean(image), mean(Resampler.resize(image, size, size)), 2e-3);
    }
  }

  @Test
  void enlargingIsBilinear() {
    GreyImage image = Frames.image(1, 2, (row, column) -> 100 * column);
    // Centres of the four new pixels lie at -0.25, 0.25, 0.75 and 1.25 of the old ones.
    assertArrayEquals(
        new float[] {0, 0.25f, 0.75f, 1}, Resampler.resize(image, 1, 4).values(), 1e-6f);
  }

  @Test
  void resultDoesNotShift() {
    GreyImage ramp = Frames.image(1, 100, (row, column) -> column);
    float[] half = Resampler.resize(ramp, 1, 50).values();
    for (int column = 5; column < 45; column++) {
      // Pixel i of the half covers pixels 2 i and 2 i + 1.
      assertEquals((2 * column + 0.5) / 100, half[column], 1e-5);
    }
  }

  @Test
  void squareHasThePictureInTheMiddleOfBackground() {
    GreyImage image = Frames.image(2, 4, (row, column) -> 80);
    GreyImage square = Resampler.resizeToSquare(image, image.box(), 4);
    assertArrayEquals(
        new float[] {0, 0, 0, 0, .8f, .8f, .8f, .8f, .8f, .8f, .8f, .8f, 0, 0, 0, 0},
        square.values(),
        1e-6f);
  }

  @Test
  void partIsResampledAsIfCutOut() {
    Random random = new Random(3);
    GreyImage image = Frames.image(40, 50, (row, column) -> random.nextInt(101));
    Box part = new Box(7, 11, 23, 31);
    GreyImage cut = new GreyImage(23, 31, Resampler.resize(image, part, 23, 31).values());
    assertEquals(image.values()[7 * 50 + 11], cut.values()[0]);
    assertEquals(image.values()[29 * 50 + 41], cut.values()[cut.values().length - 1]);
    assertArrayEquals(
        Resampler.resizeToSquare(cut, cut.box(), 16).values(),
        Resampler.resizeToSquare(image, part, 16).values());
  }

  @Test
  void squareOfALongLineNeedsNoSquareOfMemory() {
    // As a square of floats this would be 36 GB.
    GreyImage line = new GreyImage(1, 96_000, new float[96_000]);
    Arrays.fill(line.values(), 1);
    GreyImage square = Resampler.resizeToSquare(line, line.box(), 32);
    assertEquals(1.0 / 96_000, mean(square), 1e-7);
  }
}
