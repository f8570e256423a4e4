package org.tumorscan.image;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/**
 * A set of pixels of a picture, with the operations of mathematical morphology on it. Immutable.
 *
 * <p>Neighbours are the four that share an edge. A pixel is a bit, so that one operation takes 64
 * of them at once; behind every row is a bit that is never set, so that rows do not run together.
 */
final class BinaryMask {
  private final int rows;
  private final int columns;
  private final int stride;
  private final BitSet pixels;

  private BinaryMask(int rows, int columns, BitSet pixels) {
    this.rows = rows;
    this.columns = columns;
    this.stride = columns + 1;
    this.pixels = pixels;
  }

  /** The pixels above a threshold. */
  static BinaryMask above(float threshold, GreyImage image) {
    int stride = image.columns() + 1;
    BitSet pixels = new BitSet(image.rows() * stride);
    for (int row = 0; row < image.rows(); row++) {
      for (int column = 0; column < image.columns(); column++) {
        if (image.values()[row * image.columns() + column] > threshold) {
          pixels.set(row * stride + column);
        }
      }
    }
    return new BinaryMask(image.rows(), image.columns(), pixels);
  }

  boolean contains(int row, int column) {
    return pixels.get(row * stride + column);
  }

  /** How many pixels are in the set. */
  int count() {
    return pixels.cardinality();
  }

  /** The values of the set's pixels in a picture of the same size, row by row. */
  float[] select(GreyImage image) {
    float[] selected = new float[count()];
    int size = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (contains(row, column)) {
          selected[size++] = image.values()[row * columns + column];
        }
      }
    }
    return selected;
  }

  /** With the pixels that are cut off from the picture's edge. */
  BinaryMask fillHoles() {
    BitSet open = complement(pixels);
    for (int row = 0; row < rows; row++) {
      takeComponent(open, row * stride);
      takeComponent(open, row * stride + columns - 1);
    }
    for (int column = 0; column < columns; column++) {
      takeComponent(open, column);
      takeComponent(open, (rows - 1) * stride + column);
    }
    open.or(pixels);
    return new BinaryMask(rows, columns, open);
  }

  /**
   * Erosion, then dilation with a square: what is thinner than {@code 2 * radius + 1} goes. The
   * world beyond the picture's edge counts as inside, so that a body that is cut off stays whole.
   */
  BinaryMask open(int radius) {
    BitSet eroded = complement(dilated(complement(pixels), radius));
    return new BinaryMask(rows, columns, dilated(eroded, radius));
  }

  /** The largest connected part; empty where the set is. */
  BinaryMask largestComponent() {
    BitSet left = (BitSet) pixels.clone();
    BitSet largest = new BitSet();
    for (int pixel = left.nextSetBit(0); pixel >= 0; pixel = left.nextSetBit(pixel)) {
      BitSet component = takeComponent(left, pixel);
      largest = component.cardinality() > largest.cardinality() ? component : largest;
    }
    return new BinaryMask(rows, columns, largest);
  }

  /** The smallest box around the set, which is not empty. */
  Box bounds() {
    int top = pixels.nextSetBit(0) / stride;
    int bottom = (pixels.length() - 1) / stride;
    int left = columns;
    int right = -1;
    for (int row = top; row <= bottom; row++) {
      int first = pixels.nextSetBit(row * stride) - row * stride;
      int last = pixels.previousSetBit(row * stride + columns) - row * stride;
      // Of a row without pixels, these are such of other rows.
      if (first < columns) {
        left = Math.min(left, first);
        right = Math.max(right, last);
      }
    }
    return new Box(top, left, bottom - top + 1, right - left + 1);
  }

  private BitSet picture() {
    BitSet picture = new BitSet(rows * stride);
    for (int row = 0; row < rows; row++) {
      picture.set(row * stride, row * stride + columns);
    }
    return picture;
  }

  private BitSet complement(BitSet set) {
    BitSet complement = picture();
    complement.andNot(set);
    return complement;
  }

  private BitSet dilated(BitSet set, int radius) {
    return dilatedAlong(dilatedAlong(set, radius, 1), radius, stride);
  }

  /** With the pixels that lie up to {@code radius} steps away in the picture. */
  private BitSet dilatedAlong(BitSet set, int radius, int step) {
    BitSet picture = picture();
    BitSet dilated = set;
    for (int i = 0; i < radius; i++) {
      long[] words = Arrays.copyOf(dilated.toLongArray(), (rows * stride >> 6) + 1);
      long[] more = words.clone();
      addMoved(words, step, more);
      addMoved(words, -step, more);
      dilated = BitSet.valueOf(more);
      dilated.and(picture);
    }
    return dilated;
  }

  /** Adds to a set the bits of another, moved up by some places, or down by a negative number. */
  private static void addMoved(long[] set, int places, long[] sum) {
    int words = places >> 6;
    int bits = places & 63;
    for (int i = Math.max(0, words); i < Math.min(sum.length, sum.length + words + 1); i++) {
      int from = i - words;
      long lower = from > 0 ? set[from - 1] >>> 1 >>> 63 - bits : 0;
      long upper = from < set.length ? set[from] << bits : 0;
      sum[i] |= upper | lower;
    }
  }

  /** Moves the component of a pixel, if it is in the set, out of it. */
  private BitSet takeComponent(BitSet set, int seed) {
    BitSet component = new BitSet();
    Deque<Integer> seeds = new ArrayDeque<>();
    seeds.push(seed);
    while (!seeds.isEmpty()) {
      int pixel = seeds.pop();
      if (set.get(pixel)) {
        int start = set.previousClearBit(pixel) + 1;
        int end = set.nextClearBit(pixel);
        set.clear(start, end);
        component.set(start, end);
        addRuns(set, start - stride, end - stride, seeds);
        addRuns(set, start + stride, end + stride, seeds);
      }
    }
    return component;
  }

  /** Adds a pixel of every run of the set between two places. */
  private static void addRuns(BitSet set, int start, int end, Deque<Integer> seeds) {
    int pixel = set.nextSetBit(Math.max(0, start));
    while (pixel >= 0 && pixel < end) {
      seeds.push(pixel);
      pixel = set.nextSetBit(set.nextClearBit(pixel));
    }
  }
}
