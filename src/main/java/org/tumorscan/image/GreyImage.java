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

  /** The part of the picture inside a box that lies within it. */
  GreyImage crop(Box box) {
    if (box.rows() == rows && box.columns() == columns) {
      return this;
    }
    float[] part = new float[box.rows() * box.columns()];
    for (int row = 0; row < box.rows(); row++) {
      int from = (box.top() + row) * columns + box.left();
      System.arraycopy(values, from, part, row * box.columns(), box.columns());
    }
    return new GreyImage(box.rows(), box.columns(), part);
  }
}
