package org.tumorscan.image;

import java.util.Arrays;

/**
 * A set of pixels of a picture, with the operations of mathematical morphology on it. Immutable.
 *
 * <p>Neighbours are the four that share an edge.
 */
final class BinaryMask {
  private final int rows;
  private final int columns;
  private final boolean[] pixels;

  private BinaryMask(int rows, int columns, boolean[] pixels) {
    this.rows = rows;
    this.columns = columns;
    this.pixels = pixels;
  }

  /** The pixels above a threshold. */
  static BinaryMask above(float threshold, GreyImage image) {
    boolean[] pixels = new boolean[image.values().length];
    for (int pixel = 0; pixel < pixels.length; pixel++) {
      pixels[pixel] = image.values()[pixel] > threshold;
    }
    return new BinaryMask(image.rows(), image.columns(), pixels);
  }

  boolean contains(int pixel) {
    return pixels[pixel];
  }

  /** How many pixels are in the set. */
  int count() {
    int count = 0;
    for (boolean inside : pixels) {
      count += inside ? 1 : 0;
    }
    return count;
  }

  /** With the pixels that are cut off from the picture's edge. */
  BinaryMask fillHoles() {
    boolean[] filled = new boolean[pixels.length];
    Arrays.fill(filled, true);
    boolean[] open = complement();
    for (int pixel = 0; pixel < pixels.length; pixel++) {
      if (open[pixel] && isOnEdge(pixel)) {
        for (int outside : takeComponent(open, pixel)) {
          filled[outside] = false;
        }
      }
    }
    return new BinaryMask(rows, columns, filled);
  }

  /**
   * Erosion, then dilation with a square: what is thinner than {@code 2 * radius + 1} goes. The
   * world beyond the picture's edge counts as inside, so that a body that is cut off stays whole.
   */
  BinaryMask open(int radius) {
    return eroded(radius).inverted().eroded(radius).inverted();
  }

  /** The largest connected part; empty where the set is. */
  BinaryMask largestComponent() {
    boolean[] left = pixels.clone();
    int[] largest = new int[0];
    for (int pixel = 0; pixel < left.length; pixel++) {
      if (left[pixel]) {
        int[] component = takeComponent(left, pixel);
        largest = component.length > largest.length ? component : largest;
      }
    }
    boolean[] result = new boolean[pixels.length];
    for (int pixel : largest) {
      result[pixel] = true;
    }
    return new BinaryMask(rows, columns, result);
  }

  /** The smallest box around the set, which is not empty. */
  Box bounds() {
    int top = rows;
    int left = columns;
    int bottom = -1;
    int right = -1;
    for (int pixel = 0; pixel < pixels.length; pixel++) {
      if (pixels[pixel]) {
        top = Math.min(top, pixel / columns);
        bottom = Math.max(bottom, pixel / columns);
        left = Math.min(left, pixel % columns);
        right = Math.max(right, pixel % columns);
      }
    }
    return new Box(top, left, bottom - top + 1, right - left + 1);
  }

  private BinaryMask inverted() {
    return new BinaryMask(rows, columns, complement());
  }

  private boolean[] complement() {
    boolean[] result = new boolean[pixels.length];
    for (int pixel = 0; pixel < pixels.length; pixel++) {
      result[pixel] = !pixels[pixel];
    }
    return result;
  }

  private BinaryMask eroded(int radius) {
    boolean[] alongRows = erodeAlong(rows, columns, columns, 1, radius, pixels);
    return new BinaryMask(rows, columns, erodeAlong(columns, rows, 1, columns, radius, alongRows));
  }

  /** Erodes every line of {@code length} pixels, {@code step} apart, by a segment. */
  private static boolean[] erodeAlong(
      int lines, int length, int lineStep, int step, int radius, boolean[] source) {
    boolean[] result = new boolean[source.length];
    for (int line = 0; line < lines; line++) {
      int start = line * lineStep;
      // The last pixel outside the set, as far as the segment has come.
      int lastOutside = -2 * radius - 2;
      for (int position = 0; position < length + radius; position++) {
        if (position < length && !source[start + position * step]) {
          lastOutside = position;
        }
        int centre = position - radius;
        if (centre >= 0) {
          result[start + centre * step] = lastOutside < centre - radius;
        }
      }
    }
    return result;
  }

  /** Removes the component of a pixel from a set and returns its pixels. */
  private int[] takeComponent(boolean[] set, int seed) {
    int[] queue = new int[16];
    int size = 0;
    queue[size++] = seed;
    set[seed] = false;
    for (int next = 0; next < size; next++) {
      int pixel = queue[next];
      int column = pixel % columns;
      int[] neighbours = {
        pixel - columns,
        pixel + columns,
        column > 0 ? pixel - 1 : -1,
        column < columns - 1 ? pixel + 1 : -1
      };
      for (int neighbour : neighbours) {
        if (neighbour >= 0 && neighbour < set.length && set[neighbour]) {
          set[neighbour] = false;
          if (size == queue.length) {
            queue = Arrays.copyOf(queue, 2 * size);
          }
          queue[size++] = neighbour;
        }
      }
    }
    return Arrays.copyOf(queue, size);
  }

  private boolean isOnEdge(int pixel) {
    int row = pixel / columns;
    int column = pixel % columns;
    return row == 0 || row == rows - 1 || column == 0 || column == columns - 1;
  }
}
