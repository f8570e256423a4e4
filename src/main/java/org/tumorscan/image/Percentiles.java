package org.tumorscan.image;

/**
 * Percentiles of non-negative values by nearest rank, exact and in linear time.
 *
 * <p>Radix selection: the bit patterns of non-negative floats are ordered as the floats are, so a
 * histogram of the upper half of the bits, and one of the lower half within a single bin of it,
 * find the value of a rank without sorting.
 */
final class Percentiles {
  private static final int HALF_BITS = 16;
  private static final int LOWER_HALF = (1 << HALF_BITS) - 1;
  // The sign bit is 0, so that the upper half has one bit less.
  private static final int UPPER_BINS = 1 << (HALF_BITS - 1);

  private final float[] values;
  private final int[] upperCounts = new int[UPPER_BINS];
  private final int count;

  /**
   * Percentiles of some values.
   *
   * @param values at least 0 or NaN; NaN is left out; not changed afterwards
   */
  Percentiles(float[] values) {
    this.values = values;
    int counted = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        upperCounts[Float.floatToRawIntBits(value) >>> HALF_BITS]++;
        counted++;
      }
    }
    this.count = counted;
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
    int[] lowerCounts = lowerCounts(upper);
    int lower = 0;
    while (rank >= lowerCounts[lower]) {
      rank -= lowerCounts[lower++];
    }
    return Float.intBitsToFloat(upper << HALF_BITS | lower);
  }

  private int[] lowerCounts(int upper) {
    int[] counts = new int[LOWER_HALF + 1];
    for (float value : values) {
      int bits = Float.floatToRawIntBits(value);
      if (bits >>> HALF_BITS == upper) {
        counts[bits & LOWER_HALF]++;
      }
    }
    return counts;
  }
}
