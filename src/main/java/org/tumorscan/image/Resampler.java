package org.tumorscan.image;

import java.util.Arrays;

/**
 * Resampling with a triangle filter: bilinear where the picture grows, widened by the scale where
 * it shrinks, so that detail too fine for the result averages out instead of aliasing.
 *
 * <p>Constants stay, and equal sizes give the picture itself.
 */
final class Resampler {

  private Resampler() {}

  /** The whole picture on another grid; heights and widths scale independently. */
  static GreyImage resize(GreyImage image, int rows, int columns) {
    return resample(
        image,
        Axis.of(image.rows(), image.rows(), rows),
        Axis.of(image.columns(), image.columns(), columns));
  }

  /**
   * The picture in the middle of a square as long as its longer side, background 0, brought to
   * {@code sizePixels}. The square itself is never held in memory.
   */
  static GreyImage resizeToSquare(GreyImage image, int sizePixels) {
    int side = Math.max(image.rows(), image.columns());
    return resample(
        image, Axis.of(image.rows(), side, sizePixels), Axis.of(image.columns(), side, sizePixels));
  }

  private static GreyImage resample(GreyImage image, Axis vertical, Axis horizontal) {
    int rows = vertical.first.length;
    int columns = horizontal.first.length;
    float[] result = new float[Math.multiplyExact(rows, columns)];
    float[] blended = new float[image.columns()];
    for (int row = 0; row < rows; row++) {
      blendRows(image, vertical, row, blended);
      for (int column = 0; column < columns; column++) {
        result[row * columns + column] = horizontal.weigh(column, blended);
      }
    }
    return new GreyImage(rows, columns, result);
  }

  private static void blendRows(GreyImage image, Axis vertical, int row, float[] blended) {
    Arrays.fill(blended, 0);
    float[] source = image.values();
    float[] weights = vertical.weights[row];
    for (int tap = 0; tap < weights.length; tap++) {
      float weight = weights[tap];
      int start = (vertical.first[row] + tap) * blended.length;
      for (int column = 0; column < blended.length; column++) {
        blended[column] += weight * source[start + column];
      }
    }
  }

  /** The source pixels that each target pixel draws on along one axis, and their weights. */
  private static final class Axis {
    final int[] first;
    final float[][] weights;

    private Axis(int targetLength) {
      first = new int[targetLength];
      weights = new float[targetLength][];
    }

    /**
     * An axis of {@code length} pixels in the middle of {@code paddedLength}, the rest being 0,
     * brought to {@code targetLength}.
     */
    static Axis of(int length, int paddedLength, int targetLength) {
      Axis axis = new Axis(targetLength);
      double scale = (double) paddedLength / targetLength;
      double reach = Math.max(1, scale);
      int offset = (paddedLength - length) / 2;
      for (int target = 0; target < targetLength; target++) {
        // Pixel i covers [i, i + 1) and has its centre at i + 0.5.
        double centre = (target + 0.5) * scale - 0.5;
        int start = Math.max(0, (int) Math.ceil(centre - reach));
        int end = Math.min(paddedLength - 1, (int) Math.floor(centre + reach));
        axis.set(target, triangle(centre, reach, start, end), start - offset, length);
      }
      return axis;
    }

    /** Weights of the padded axis' pixels start to end, which sum to 1. */
    private static float[] triangle(double centre, double reach, int start, int end) {
      float[] weights = new float[end - start + 1];
      double sum = 0;
      for (int pixel = start; pixel <= end; pixel++) {
        sum += Math.max(0, 1 - Math.abs(pixel - centre) / reach);
      }
      for (int pixel = start; pixel <= end; pixel++) {
        weights[pixel - start] = (float) (Math.max(0, 1 - Math.abs(pixel - centre) / reach) / sum);
      }
      return weights;
    }

    /** Keeps the weights of pixels that exist; the padding is 0 and adds nothing. */
    private void set(int target, float[] padded, int start, int length) {
      int from = Math.min(padded.length, Math.max(0, -start));
      int to = Math.max(from, Math.min(padded.length, length - start));
      first[target] = start + from;
      weights[target] = Arrays.copyOfRange(padded, from, to);
    }

    float weigh(int target, float[] source) {
      float[] taps = weights[target];
      int start = first[target];
      float sum = 0;
      for (int tap = 0; tap < taps.length; tap++) {
        sum += taps[tap] * source[start + tap];
      }
      return sum;
    }
  }
}
