package org.tumorscan.training;

import org.tumorscan.image.ModelInput;

/**
 * A picture so small that only layout and brightness are left. What a linear model makes of it
 * shows how far the data can be told apart without looking at tissue.
 */
public final class Thumbnail {
  /** Height and width. */
  public static final int SIZE = 32;

  private Thumbnail() {}

  /**
   * Mean intensity of each cell of a 32 x 32 grid over the picture the network sees.
   *
   * @return [32 * 32], in [0, 1]
   */
  public static float[] of(ModelInput input) {
    float[] cells = new float[SIZE * SIZE];
    int size = input.sizePixels();
    byte[] picture = input.toPicture();
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        int top = row * size / SIZE;
        int bottom = Math.max(top + 1, (row + 1) * size / SIZE);
        int left = column * size / SIZE;
        int right = Math.max(left + 1, (column + 1) * size / SIZE);
        float sum = 0;
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            sum += picture[y * size + x] & 0xFF;
          }
        }
        cells[row * SIZE + column] = sum / ((bottom - top) * (right - left)) / 255;
      }
    }
    return cells;
  }
}
