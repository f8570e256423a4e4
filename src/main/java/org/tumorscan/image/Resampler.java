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
    return resize(image, image.box(), rows, columns);
  }

  /** A part of the picture on another grid; heights and widths scale independently. */
  static GreyImage resize(GreyImage image, Box part, int rows, int columns) {
    return resample(
        image,
        part,
        Axis.of(part.rows(), part.rows(), rows),
        Axis.of(part.columns(), part.columns(), columns));
  }

  /**
   * A part of the picture in the middle of a square as long as its longer side, background 0,
   * brought to {@code sizePixels}. The square itself is never held in memory.
   */
  static GreyImage resizeToSquare(GreyImage image, Box part, int sizePixels) {
    int side = Math.max(part.rows(), part.columns());
    return resample(
        image,
        part,
        Axis.of(part.rows(), side, sizePixels),
        Axis.of(part.columns(), side, sizePixels));
  }

  private static GreyImage resample(GreyImage image, Box part, Axis vertical, Axis horizontal) {
    int rows = vertical.first.length;
    int columns = horizontal.first.length;
    float[] result = new float[Math.multiplyExact(rows, columns)];
    float[] blended = new float[part.columns()];
    for (int row = 0; row < rows; row++) {
      blend(image, part, vertical, row, blended);
      horizontal.weigh(blended, result, row * columns);
    }
    return new GreyImage(rows, columns, result);
  }

  private static void blend(GreyImage image, Box part, Axis vertical, int row, float[] blended) {
    int step = image.columns();
    int start = (part.top() + vertical.first[row]) * step + part.left();
    int weight = row * vertical.taps;
    Arrays.fill(blended, 0);
    int tap = 0;
    if (vertical.taps % 2 == 1) {
      addRow(vertical.weights[weight], image.values(), start, blended);
      tap++;
    }
    // Two at once, so that the sums come and go half as often.
    for (; tap < vertical.taps; tap += 2) {
      addRows(
          vertical.weights[weight + tap],
          vertical.weights[weight + tap + 1],
          image.values(),
          start + tap * step,
          step,
          blended);
    }
  }

  private static void addRow(float weight, float[] source, int start, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * source[start + i];
    }
  }

  private static void addRows(
      float weight, float nextWeight, float[] source, int start, int step, float[] sums) {
    int next = start + step;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i] + weight * source[start + i] + nextWeight * source[next + i];
    }
  }

  /**
   * The source pixels that each target pixel draws on along one axis, and their weights. As many
   * for each, some of weight 0, since loops of one length are the faster ones.
   */
  private static final class Axis {
    final int taps;
    final int[] first;
    // [target, tap]
    final float[] weights;

    private Axis(int length, int[] starts, float[][] own) {
      taps = Arrays.stream(own).mapToInt(weights -> weights.length).max().orElse(0);
      first = new int[own.length];
      weights = new float[Math.multiplyExact(own.length, taps)];
      for (int target = 0; target < own.length; target++) {
        first[target] = Math.min(starts[target], length - taps);
        int unused = starts[target] - first[target];
        System.arraycopy(own[target], 0, weights, target * taps + unused, own[target].length);
      }
    }

    /**
     * An axis of {@code length} pixels in the middle of {@code paddedLength}, the rest being 0,
     * brought to {@code targetLength}.
     */
    static Axis of(int length, int paddedLength, int targetLength) {
      int[] starts = new int[targetLength];
      float[][] weights = new float[targetLength][];
      double scale = (double) paddedLength / targetLength;
      double reach = Math.max(1, scale);
      int offset = (paddedLength - length) / 2;
      for (int target = 0; target < targetLength; target++) {
        // Pixel i covers [i, i + 1) and has its centre at i + 0.5.
        double centre = (target + 0.5) * scale - 0.5;
        int start = Math.max(0, (int) Math.ceil(centre - reach));
        int end = Math.min(paddedLength - 1, (int) Math.floor(centre + reach));
        float[] padded = triangle(centre, reach, start, end);
        // Only pixels that exist: the padding is 0 and adds nothing.
        int from = Math.min(padded.length, Math.max(0, offset - start));
        int to = Math.max(from, Math.min(padded.length, offset + length - start));
        starts[target] = from < to ? start + from - offset : 0;
        weights[target] = Arrays.copyOfRange(padded, from, to);
      }
      return new Axis(length, starts, weights);
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

    void weigh(float[] source, float[] targets, int start) {
      if (taps == 2) {
        interpolate(source, targets, start);
        return;
      }
      for (int target = 0; target < first.length; target++) {
        float sum = 0;
        for (int tap = 0; tap < taps; tap++) {
          sum += weights[target * taps + tap] * source[first[target] + tap];
        }
        targets[start + target] = sum;
      }
    }

    /** The same for two taps, as wherever a picture grows, without a loop for each target. */
    private void interpolate(float[] source, float[] targets, int start) {
      for (int target = 0; target < first.length; target++) {
        int from = first[target];
        targets[start + target] =
            weights[2 * target] * source[from] + weights[2 * target + 1] * source[from + 1];
      }
    }
  }
}
