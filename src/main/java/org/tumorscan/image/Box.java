package org.tumorscan.image;

/**
 * A rectangle of whole pixels within a picture.
 *
 * @param top first row, from 0
 * @param left first column, from 0
 * @param rows height, at least 1
 * @param columns width, at least 1
 */
record Box(int top, int left, int rows, int columns) {

  Box {
    if (top < 0 || left < 0 || rows < 1 || columns < 1) {
      throw new IllegalArgumentException(top + ", " + left + ", " + rows + " x " + columns);
    }
  }

  /** The same box further down and to the right. */
  Box movedBy(int moreRows, int moreColumns) {
    return new Box(top + moreRows, left + moreColumns, rows, columns);
  }
}
