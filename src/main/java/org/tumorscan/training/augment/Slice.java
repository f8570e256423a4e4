package org.tumorscan.training.augment;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/**
 * A square grey picture and what is known of it. The array is handed over, not copied.
 *
 * @param values intensities in [0, 1], [size, size], row-major
 * @param size height and width in pixels
 * @param tumor the label
 * @param boxes where the tumors lie; none where the picture has none, or where that is not known
 */
@SuppressWarnings("ArrayRecordComponent")
public record Slice(float[] values, int size, boolean tumor, List<TumorBox> boxes) {

  /** Copies the list, and checks that the length fits the size. */
  public Slice {
    boxes = List.copyOf(boxes);
    if (values.length != size * size) {
      throw new IllegalArgumentException(values.length + " values for size " + size);
    }
  }

  /**
   * Slices in the order of what they are made of, each made when it is asked for: all at once would
   * take four times the memory of 8-bit pictures.
   */
  public static <T> List<Slice> of(List<T> sources, Function<T, Slice> making) {
    return new AbstractList<>() {
      @Override
      public Slice get(int index) {
        return making.apply(sources.get(index));
      }

      @Override
      public int size() {
        return sources.size();
      }
    };
  }

  Slice with(float[] changed) {
    return new Slice(changed, size, tumor, boxes);
  }

  /** The value at a point in pixels, between pixel centres blended; 0 outside. */
  static float sample(float[] values, int size, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float right = (float) (x - left);
    float down = (float) (y - top);
    float upper = blend(pixel(values, size, left, top), pixel(values, size, left + 1, top), right);
    float lower =
        blend(pixel(values, size, left, top + 1), pixel(values, size, left + 1, top + 1), right);
    return blend(upper, lower, down);
  }

  private static float blend(float first, float second, float share) {
    return first + share * (second - first);
  }

  private static float pixel(float[] values, int size, int x, int y) {
    return x < 0 || y < 0 || x >= size || y >= size ? 0 : values[y * size + x];
  }
}
