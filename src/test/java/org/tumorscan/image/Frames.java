package org.tumorscan.image;

import java.util.Random;
import java.util.function.IntBinaryOperator;

/** Frames and specifications that the tests of this package share. */
final class Frames {
  static final SampleBits UNSIGNED_16 = new SampleBits(16, 16, 15, false);
  static final SampleBits SIGNED_32 = new SampleBits(32, 32, 31, true);

  private Frames() {}

  static StoredPixels grey(int rows, int columns, IntBinaryOperator valueAtRowAndColumn) {
    return grey(PhotometricInterpretation.MONOCHROME2, rows, columns, valueAtRowAndColumn);
  }

  static StoredPixels grey(
      PhotometricInterpretation photometric, int rows, int columns, IntBinaryOperator values) {
    int[] pixels = new int[rows * columns];
    for (int pixel = 0; pixel < pixels.length; pixel++) {
      pixels[pixel] = values.applyAsInt(pixel / columns, pixel % columns);
    }
    return new StoredPixels.Integers(
        new PixelFormat(rows, columns, 1, SIGNED_32, photometric), pixels);
  }

  static StoredPixels colour(PhotometricInterpretation photometric, int columns, int... samples) {
    PixelFormat format =
        new PixelFormat(samples.length / 3 / columns, columns, 3, UNSIGNED_16, photometric);
    return new StoredPixels.Integers(format, samples);
  }

  static StoredPixels floats(int columns, float... values) {
    PixelFormat format =
        new PixelFormat(
            values.length / columns,
            columns,
            1,
            new SampleBits(32, 32, 31, true),
            PhotometricInterpretation.MONOCHROME2);
    return new StoredPixels.Floats(format, values);
  }

  /** A bright-rimmed ellipse with texture on noisy air, centre and half axes in pixels. */
  static StoredPixels head(
      int rows, int columns, double centreRow, double centreColumn, double high, double wide) {
    Random random = new Random(7);
    return grey(
        rows,
        columns,
        (row, column) -> {
          double distance = Math.hypot((row - centreRow) / high, (column - centreColumn) / wide);
          double air = Math.abs(random.nextGaussian()) * 25;
          if (distance > 1) {
            return (int) air;
          }
          double tissue = distance > 0.92 ? 1600 : 500 + 150 * Math.sin(row / 7.0 + column / 5.0);
          return (int) (tissue + air);
        });
  }

  static InputSpec plain(int sizePixels, InputSpec.Intensity intensity) {
    return new InputSpec(
        sizePixels, intensity, false, 0, sizePixels, InputSpec.Normalisation.IMAGENET);
  }

  static InputSpec brain(int sizePixels) {
    return new InputSpec(
        sizePixels,
        InputSpec.Intensity.percentile(0.5, 99.8),
        true,
        0.4,
        sizePixels,
        InputSpec.Normalisation.IMAGENET);
  }

  /** A grey picture in [0, 1]. */
  static GreyImage image(int rows, int columns, IntBinaryOperator percent) {
    float[] values = new float[rows * columns];
    for (int pixel = 0; pixel < values.length; pixel++) {
      values[pixel] = percent.applyAsInt(pixel / columns, pixel % columns) / 100f;
    }
    return new GreyImage(rows, columns, values);
  }
}
