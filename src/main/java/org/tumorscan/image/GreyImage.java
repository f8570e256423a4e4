package org.tumorscan.image;

/**
 * A grey picture.
 *
 * <p>The array is handed over, not copied: nobody changes it afterwards.
 *
 * @param rows height in pixels, at least 1
 * @param columns width in pixels, at least 1
 * @param values intensities in [0, 1], [rows, columns], row-major; NaN where a pixel is not image
 */
@SuppressWarnings("ArrayRecordComponent")
record GreyImage(int rows, int columns, float[] values) {

  GreyImage {
    if (values.length != Math.multiplyExact(rows, columns)) {
      throw new IllegalArgumentException(values.length + " values, " + rows + " x " + columns);
    }
  }

  /** All of the picture. */
  Box box() {
    return new Box(0, 0, rows, columns);
  }
}
