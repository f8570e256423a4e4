package org.tumorscan.image;

import java.util.Arrays;

/**
 * Percentiles of non-negative values by nearest rank, exact.
 *
 * <p>The bit patterns of non-negative floats are ordered as the floats are, so a histogram of the
 * upper half of the bits finds the few values among which the one of a rank is; those are sorted.
 */
final class Percentiles {
  private static final int HALF_BITS = 16;
  // The sign bit is 0, so that the upper half has one bit less.
  private static final int UPPER_BINS = 1 << (HALF_BITS - 1);

  private final float[] values;
  private final int[] weights;
  private final int[] upperCounts = new int[UPPER_BINS];
  private final int count;

  /**
   * Percentiles of some values.
   *
   * @param values at least 0 or NaN; NaN is left out; not changed afterwards
   */
  Percentiles(float[] values) {
    this(values, once(values.length));
  }

  /**
   * Percentiles of values of which each may occur several times.
   *
   * @param values at least 0 or NaN; NaN is left out; not changed afterwards
   * @param weights how often each occurs; not changed afterwards
   */
  Percentiles(float[] values, int[] weights) {
    this.values = values;
    this.weights = weights;
    int counted = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        upperCounts[Float.floatToRawIntBits(values[i]) >>> HALF_BITS] += weights[i];
        counted += weights[i];
      }
    }
    this.count = counted;
  }

  private static int[] once(int length) {
    int[] weights = new int[length];
    Arrays.fill(weights, 1);
    return weights;
  }

  /** How many values there are, NaN left out. */
  int count() {
    return count;
  }

  /**
   * The value at a percentile.
   *
   * @param percent 0 for the smallest to 100 for the largest
   * @throws IllegalStateException when there is no value
   */
  float at(double percent) {
    if (count == 0) {
      throw new IllegalStateException("percentile of no values");
    }
    long rank = Math.round(percent / 100 * (count - 1));
    int upper = 0;
    while (rank >= upperCounts[upper]) {
      rank -= upperCounts[upper++];
    }
    for (long entry : entries(upper)) {
      int weight = (int) entry;
      if (rank < weight) {
        return Float.intBitsToFloat((int) (entry >>> Integer.SIZE));
      }
      rank -= weight;
    }
    throw new AssertionError("the values have changed");
  }

  /** The values of a bin, ascending, each as its bits and behind them its weight. */
  private long[] entries(int upper) {
    long[] entries = new long[Math.min(values.length, upperCounts[upper])];
    int size = 0;
    for (int i = 0; i < values.length; i++) {
      int bits = Float.floatToRawIntBits(values[i]);
      if (bits >>> HALF_BITS == upper && weights[i] > 0) {
        entries[size++] = (long) bits << Integer.SIZE | weights[i];
      }
    }
    Arrays.sort(entries, 0, size);
    return Arrays.copyOf(entries, size);
  }
}
