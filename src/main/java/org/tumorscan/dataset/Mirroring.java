package org.tumorscan.dataset;

/** The eight ways to lay a square picture on itself: quarter turns, mirrored or not. */
public enum Mirroring {
  /** As it is. */
  NONE(false, false, false),
  /** Left and right change places. */
  HORIZONTAL(false, true, false),
  /** Top and bottom change places. */
  VERTICAL(true, false, false),
  /** Half a turn. */
  HALF_TURN(true, true, false),
  /** Rows and columns change places. */
  TRANSPOSED(false, false, true),
  /** A quarter turn one way. */
  QUARTER_TURN(false, true, true),
  /** A quarter turn the other way. */
  THREE_QUARTER_TURN(true, false, true),
  /** Transposed, then half a turn. */
  ANTI_TRANSPOSED(true, true, true);

  private final boolean flipsRows;
  private final boolean flipsColumns;
  private final boolean transposes;

  Mirroring(boolean flipsRows, boolean flipsColumns, boolean transposes) {
    this.flipsRows = flipsRows;
    this.flipsColumns = flipsColumns;
    this.transposes = transposes;
  }

  /**
   * The picture laid so.
   *
   * @param square [size, size], row-major
   */
  float[] apply(float[] square, int size) {
    float[] result = new float[square.length];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        int y = flipsRows ? size - 1 - row : row;
        int x = flipsColumns ? size - 1 - column : column;
        result[row * size + column] = square[transposes ? x * size + y : y * size + x];
      }
    }
    return result;
  }

  /**
   * The cosine coefficients of the picture laid so: an odd one changes its sign where its axis is
   * flipped.
   *
   * @param coefficients [size, size], the vertical frequency first
   */
  float[] applyToSpectrum(float[] coefficients, int size) {
    float[] result = new float[coefficients.length];
    for (int v = 0; v < size; v++) {
      for (int u = 0; u < size; u++) {
        boolean negative = (flipsRows && v % 2 == 1) != (flipsColumns && u % 2 == 1);
        float value = coefficients[transposes ? u * size + v : v * size + u];
        result[v * size + u] = negative ? -value : value;
      }
    }
    return result;
  }
}
