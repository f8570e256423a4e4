package org.tumorscan.image;

import java.util.Random;

/** An MR slice of nobody: a bright ellipse with noise on black, 512 x 512 of 12 bits. */
public final class MadeFrame {
  private static final int SIZE = 512;
  private static final int BRIGHTEST = 4095;
  private static final int NOISE = 60;

  private MadeFrame() {}

  /** The same values each time. */
  public static StoredPixels of() {
    Random random = new Random(20);
    int[] values = new int[SIZE * SIZE];
    for (int pixel = 0; pixel < values.length; pixel++) {
      double y = (pixel / SIZE - SIZE / 2.0) / (0.42 * SIZE);
      double x = (pixel % SIZE - SIZE / 2.0) / (0.35 * SIZE);
      double tissue = Math.hypot(x, y) < 1 ? 1500 + 900 * Math.sin(9 * x) * Math.cos(7 * y) : 0;
      double noise = Math.abs(random.nextGaussian()) * NOISE;
      values[pixel] = (int) Math.min(BRIGHTEST, tissue + noise);
    }
    SampleBits bits = new SampleBits(16, 12, 11, false);
    return new StoredPixels.Integers(
        new PixelFormat(SIZE, SIZE, 1, bits, PhotometricInterpretation.MONOCHROME2), values);
  }
}
