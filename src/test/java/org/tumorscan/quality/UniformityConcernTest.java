package org.tumorscan.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.SampleBits;
import org.tumorscan.image.StoredPixels;

class UniformityConcernTest {
  private static final int SIZE = 256;

  @Test
  void aFewSpecksOnOneValueAreAlmostUniform() {
    StoredPixels specks = picture(16, pixel -> pixel % 101 == 0 ? 4000 : 100);
    assertEquals(
        Optional.of("almost-uniform: 99.0 % of the pixels are all but equal"),
        UniformityConcern.of(specks, PixelGrid.of(specks)));
  }

  @Test
  void rippleOfFourNeighbouringValuesIsAlmostUniformAndOfFiveIsNot() {
    Random random = new Random(1);
    assertEquals(1, share(picture(12, pixel -> 1000 + random.nextInt(4))));
    assertEquals(0.8, share(picture(12, pixel -> 1000 + pixel % 5)), 0.02);
  }

  @Test
  void oneStuckPixelDoesNotHideAPicture() {
    assertTrue(share(picture(16, pixel -> pixel == 0 ? 65535 : pixel % SIZE)) < 0.1);
  }

  @Test
  void aMaskOfTwoValuesIsNoBandOfNeighbours() {
    assertEquals(0.75, share(picture(1, pixel -> pixel % SIZE < SIZE / 4 ? 1 : 0)), 0.01);
  }

  @Test
  void aBodyOfFivePerCentIsSeenWhereverItLies() {
    for (int corner : List.of(0, 90, SIZE - 58)) {
      StoredPixels body =
          picture(
              12,
              pixel ->
                  pixel / SIZE >= corner
                          && pixel / SIZE < corner + 58
                          && pixel % SIZE >= corner
                          && pixel % SIZE < corner + 58
                      ? 100 + pixel % 50
                      : 0);
      assertEquals(0.95, share(body), 0.005);
    }
  }

  @Test
  void coloursOfOneBrightnessAreNotEqual() {
    PixelFormat format =
        new PixelFormat(
            SIZE, SIZE, 3, new SampleBits(8, 8, 7, false), PhotometricInterpretation.RGB);
    int[] bars =
        IntStream.range(0, SIZE * SIZE * 3)
            .map(i -> i / 3 % SIZE * 3 / SIZE == i % 3 ? 255 : 0)
            .toArray();
    assertEquals(1.0 / 3, share(new StoredPixels.Integers(format, bars)), 0.01);
  }

  private static double share(StoredPixels frame) {
    return UniformityConcern.fullestBand(frame, PixelGrid.of(frame));
  }

  private static StoredPixels picture(int bits, IntUnaryOperator value) {
    PixelFormat format =
        new PixelFormat(
            SIZE,
            SIZE,
            1,
            new SampleBits(16, bits, bits - 1, false),
            PhotometricInterpretation.MONOCHROME2);
    return new StoredPixels.Integers(format, IntStream.range(0, SIZE * SIZE).map(value).toArray());
  }
}
