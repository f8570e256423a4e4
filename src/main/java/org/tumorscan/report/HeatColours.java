package org.tumorscan.report;

import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * Colours for the positive part of class activation maps: transparent where nothing speaks for a
 * tumor, through rose and orange to pale yellow where it does most. Brightness and opacity rise
 * together, so the order survives a grey print and colour blindness.
 */
public final class HeatColours {
  private static final int[][] STOPS_RGB = {
    {150, 20, 90}, {235, 60, 60}, {255, 150, 30}, {255, 240, 150}
  };
  private static final int CELLS_IN_LEGEND = 64;

  private final double full;

  /**
   * Sets the scale.
   *
   * @param full contribution that gets the last colour, above 0
   */
  public HeatColours(double full) {
    this.full = full;
  }

  /** One pixel a cell, as a base 64 PNG; the browser smooths it while scaling. */
  public String png(float[] contributions, int rows, int columns) throws IOException {
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        image.setRGB(column, row, argb(contributions[row * columns + column] / full));
      }
    }
    return InlineImage.png(image);
  }

  /** The scale from 0 to full, left to right, as a base 64 PNG one pixel high. */
  public String legendPng() throws IOException {
    float[] ramp = new float[CELLS_IN_LEGEND];
    for (int cell = 0; cell < CELLS_IN_LEGEND; cell++) {
      ramp[cell] = (float) (full * cell / (CELLS_IN_LEGEND - 1));
    }
    return png(ramp, 1, CELLS_IN_LEGEND);
  }

  /** Colour of a share of full; shares outside [0, 1] get the nearer end, and so does no number. */
  static int argb(double share) {
    double place = share > 0 ? Math.min(share, 1) : 0;
    double along = place * (STOPS_RGB.length - 1);
    int below = Math.min((int) along, STOPS_RGB.length - 2);
    double between = along - below;
    int argb = (int) Math.round(255 * Math.min(1, place * 1.25)) << 24;
    for (int channel = 0; channel < 3; channel++) {
      double value =
          STOPS_RGB[below][channel] * (1 - between) + STOPS_RGB[below + 1][channel] * between;
      argb |= (int) Math.round(value) << (16 - 8 * channel);
    }
    return argb;
  }
}
