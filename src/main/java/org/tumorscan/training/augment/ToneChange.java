package org.tumorscan.training.augment;

import java.util.random.RandomGenerator;

/** What differs between scanners, sequences and publishers: tone, bias field, sharpness, noise. */
final class ToneChange {
  private static final double MAX_LOG_GAMMA = 0.45;
  private static final double MAX_BIAS = 0.35;
  private static final double INVERSION_SHARE = 0.06;
  private static final double BLUR_SHARE = 0.5;
  private static final double LEAST_DETAIL = 0.35;
  private static final double NOISE_SHARE = 0.6;
  private static final double MAX_NOISE = 0.05;

  private ToneChange() {}

  static Slice apply(Slice slice, RandomGenerator random) {
    int size = slice.size();
    float[] values = biased(slice.values(), size, random);
    double gamma = Math.exp(random.nextDouble(-MAX_LOG_GAMMA, MAX_LOG_GAMMA));
    double contrast = random.nextDouble(0.8, 1.15);
    double brightness = random.nextDouble(-0.04, 0.08);
    for (int i = 0; i < values.length; i++) {
      double curved = Math.pow(values[i], gamma);
      // Air stays air.
      values[i] = clip(curved * contrast + brightness * Math.min(1, 8 * curved));
    }
    if (random.nextDouble() < BLUR_SHARE) {
      values = coarser(values, size, random.nextDouble(LEAST_DETAIL, 0.8));
    }
    if (random.nextDouble() < INVERSION_SHARE) {
      invert(values);
    }
    if (random.nextDouble() < NOISE_SHARE) {
      addNoise(values, random.nextDouble(MAX_NOISE), random);
    }
    return slice.with(values);
  }

  /** Times a smooth field, as a coil gives. */
  private static float[] biased(float[] source, int size, RandomGenerator random) {
    double[] factors = new double[5];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = random.nextDouble(-MAX_BIAS, MAX_BIAS);
    }
    float[] values = new float[source.length];
    for (int y = 0; y < size; y++) {
      double v = 2.0 * y / size - 1;
      for (int x = 0; x < size; x++) {
        double u = 2.0 * x / size - 1;
        double field =
            factors[0] * u
                + factors[1] * v
                + factors[2] * u * v
                + factors[3] * u * u
                + factors[4] * v * v;
        values[y * size + x] = (float) (source[y * size + x] * Math.exp(field));
      }
    }
    return values;
  }

  /** Brought down to a share of its pixels and up again. */
  private static float[] coarser(float[] values, int size, double share) {
    int small = Math.max(8, (int) Math.round(size * share));
    float[] shrunk = new float[small * small];
    double step = (double) size / small;
    for (int y = 0; y < small; y++) {
      for (int x = 0; x < small; x++) {
        shrunk[y * small + x] = mean(values, size, x * step, y * step, step);
      }
    }
    float[] grown = new float[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        grown[y * size + x] =
            Slice.sample(shrunk, small, (x + 0.5) / step - 0.5, (y + 0.5) / step - 0.5);
      }
    }
    return grown;
  }

  private static float mean(float[] values, int size, double left, double top, double step) {
    int fromX = (int) left;
    int fromY = (int) top;
    int toX = Math.min(size, Math.max(fromX + 1, (int) Math.ceil(left + step)));
    int toY = Math.min(size, Math.max(fromY + 1, (int) Math.ceil(top + step)));
    float sum = 0;
    for (int y = fromY; y < toY; y++) {
      for (int x = fromX; x < toX; x++) {
        sum += values[y * size + x];
      }
    }
    return sum / ((toX - fromX) * (toY - fromY));
  }

  private static void invert(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 - values[i];
    }
  }

  // Of the magnitude of a complex signal, which is what MR shows: Gudbjartsson and Patz 1995.
  private static void addNoise(float[] values, double deviation, RandomGenerator random) {
    for (int i = 0; i < values.length; i++) {
      double real = values[i] + deviation * random.nextGaussian();
      double imaginary = deviation * random.nextGaussian();
      values[i] = clip(Math.hypot(real, imaginary));
    }
  }

  private static float clip(double value) {
    return (float) Math.max(0, Math.min(1, value));
  }
}
