package org.tumorscan.dicom.codec;

/**
 * The inverse discrete cosine transform of 8 x 8 coefficients in whole numbers, columns first.
 *
 * <p>T.81 leaves the arithmetic open. The one here has 13 bits behind the point, and its odd
 * factors are the sums that come of rounding the rotations of the factorisation by Loeffler,
 * Ligtenberg and Moschytz (ICASSP 1989) one by one: so decoders in wide use compute, and the
 * samples are theirs.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 A.3.3</a>
 */
final class InverseDct {
  private static final int SIZE = 8;
  private static final int FACTOR_BITS = 13;
  // Each pass leaves a factor of the square root of 8.
  private static final int SCALE_BITS = 3;

  // sqrt(2) cos(k pi / 16) of the coefficients 1, 3, 5 and 7, for the first four outputs.
  private static final int[][] ODD = {
    {11363, 9633, 6437, 2260},
    {9633, -2259, -11362, -6436},
    {6437, -11362, 2261, 9633},
    {2260, -6436, 9633, -11363}
  };
  // Of the coefficients 2 and 6.
  private static final int[][] EVEN = {{10703, 4433}, {4433, -10704}};

  private final int[] quantisation;
  private final int passBits;
  private final int middle;
  private final int[] between = new int[SIZE * SIZE];
  private final int[] rows = new int[SIZE * SIZE];

  /**
   * A transform, for one thread.
   *
   * @param precision bits of a sample: the more there are, the fewer fit between the passes
   * @param quantisation factors of the coefficients in row order
   */
  InverseDct(int precision, int[] quantisation) {
    this.quantisation = quantisation;
    this.passBits = precision > Byte.SIZE ? 1 : 2;
    this.middle = 1 << precision - 1;
  }

  /**
   * Transforms a block.
   *
   * @param coefficients quantised, 64 in row order from {@code from} on
   * @param samples 0 to 2<sup>precision</sup> - 1; eight lines from {@code at} on, {@code width}
   *     apart
   */
  void transform(short[] coefficients, int from, int[] samples, int at, int width) {
    for (int i = 0; i < SIZE * SIZE; i++) {
      rows[i] = coefficients[from + i] * quantisation[i];
    }
    for (int column = 0; column < SIZE; column++) {
      pass(rows, between, column, SIZE, FACTOR_BITS - passBits);
    }
    for (int row = 0; row < SIZE; row++) {
      pass(between, rows, SIZE * row, 1, FACTOR_BITS + passBits + SCALE_BITS);
      for (int column = 0; column < SIZE; column++) {
        // A.3.1
        int sample = rows[SIZE * row + column] + middle;
        samples[at + row * width + column] = Math.max(0, Math.min(2 * middle - 1, sample));
      }
    }
  }

  private static void pass(int[] in, int[] out, int at, int step, int shift) {
    int c1 = in[at + step];
    int c3 = in[at + 3 * step];
    int c5 = in[at + 5 * step];
    int c7 = in[at + 7 * step];
    int c2 = in[at + 2 * step];
    int c6 = in[at + 6 * step];
    int rounding = 1 << shift - 1;
    int sum = (in[at] + in[at + 4 * step] << FACTOR_BITS) + rounding;
    int difference = (in[at] - in[at + 4 * step] << FACTOR_BITS) + rounding;
    int outer = EVEN[0][0] * c2 + EVEN[0][1] * c6;
    int inner = EVEN[1][0] * c2 + EVEN[1][1] * c6;
    butterfly(out, at, step, 0, sum + outer, odd(ODD[0], c1, c3, c5, c7), shift);
    butterfly(out, at, step, 1, difference + inner, odd(ODD[1], c1, c3, c5, c7), shift);
    butterfly(out, at, step, 2, difference - inner, odd(ODD[2], c1, c3, c5, c7), shift);
    butterfly(out, at, step, 3, sum - outer, odd(ODD[3], c1, c3, c5, c7), shift);
  }

  private static int odd(int[] factors, int c1, int c3, int c5, int c7) {
    return factors[0] * c1 + factors[1] * c3 + factors[2] * c5 + factors[3] * c7;
  }

  private static void butterfly(
      int[] out, int at, int step, int place, int even, int odd, int shift) {
    out[at + place * step] = even + odd >> shift;
    out[at + (SIZE - 1 - place) * step] = even - odd >> shift;
  }
}
