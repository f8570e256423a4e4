package org.tumorscan.model;

/**
 * Half-precision numbers, which Java 17 does not know: a sign, 5 bits of exponent, 10 of fraction.
 *
 * @see <a href="https://doi.org/10.1109/IEEESTD.2019.8766229">IEEE 754-2019 3.6, binary16</a>
 */
final class HalfPrecision {
  private static final int FRACTION_BITS = 10;
  private static final int MORE_FRACTION_BITS = 23 - FRACTION_BITS;
  private static final int EXPONENT_SHIFT = 127 - 15;
  private static final int LARGEST_EXPONENT = 31;
  private static final float LEAST_NORMAL = 0x1p-14f;
  private static final float LEAST = 0x1p-24f;

  private HalfPrecision() {}

  /** The nearest one, to even where two are equally near; infinity where it is too large. */
  static short of(float value) {
    int sign = Float.floatToIntBits(value) >>> 16 & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7E00);
    }
    if (magnitude < LEAST_NORMAL) {
      return (short) (sign | (int) Math.rint(magnitude / LEAST));
    }
    int bits = Float.floatToIntBits(magnitude);
    int odd = bits >>> MORE_FRACTION_BITS & 1;
    // A carry out of the fraction goes into the exponent, where it belongs.
    int rounded = bits + (1 << MORE_FRACTION_BITS - 1) - 1 + odd >>> MORE_FRACTION_BITS;
    int half = rounded - (EXPONENT_SHIFT << FRACTION_BITS);
    return (short) (sign | Math.min(half, LARGEST_EXPONENT << FRACTION_BITS));
  }

  static float toFloat(short half) {
    int exponent = half >> FRACTION_BITS & LARGEST_EXPONENT;
    int fraction = half & (1 << FRACTION_BITS) - 1;
    float sign = half < 0 ? -1 : 1;
    if (exponent == 0) {
      return sign * fraction * LEAST;
    }
    int widened = exponent == LARGEST_EXPONENT ? 255 : exponent + EXPONENT_SHIFT;
    return sign * Float.intBitsToFloat(widened << 23 | fraction << MORE_FRACTION_BITS);
  }
}
