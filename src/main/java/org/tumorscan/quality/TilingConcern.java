package org.tumorscan.quality;

import java.util.Optional;

/**
 * Whether a picture is made of several side by side, two to eight in each direction: it then looks
 * like itself moved by a tile, and less like itself moved by half a tile, both across and down. In
 * a single picture likeness only falls with distance.
 */
final class TilingConcern {
  private static final int MOST_TILES = 8;

  /** Below this many pixels a tile has no shape. */
  private static final int LEAST_TILE = 8;

  /** Measured: single pictures reach 0.17, slices of one head side by side stay above 0.5. */
  private static final double THRESHOLD = 0.3;

  /** Bright specks would outweigh the rest. */
  private static final double CEILING = 0.99;

  private TilingConcern() {}

  static Optional<String> of(PixelGrid grid) {
    Repetition best = strongest(grid);
    return best.strength() > THRESHOLD
        ? Optional.of(
            Concern.MOSAIC.warning(
                "it looks like %1$d x %1$d pictures side by side".formatted(best.tiles())))
        : Optional.empty();
  }

  /**
   * How much a picture repeats itself.
   *
   * @param tiles in each direction; 1 where the picture is too small to tell
   * @param strength correlation with itself a tile away less that half a tile away, the lower of
   *     across and down, in [-2, 2]
   */
  record Repetition(int tiles, double strength) {}

  static Repetition strongest(PixelGrid grid) {
    double[] pixels = levelled(grid);
    Repetition best = new Repetition(1, -2);
    for (int tiles = 2; tiles <= MOST_TILES; tiles++) {
      int height = Math.round((float) grid.rows() / tiles);
      int width = Math.round((float) grid.columns() / tiles);
      if (Math.min(height, width) >= LEAST_TILE) {
        double down =
            correlation(grid, pixels, height, 0) - correlation(grid, pixels, height / 2, 0);
        // The lower of the two counts, so that what is no better down is not looked at across.
        if (down > best.strength()) {
          double across =
              correlation(grid, pixels, 0, width) - correlation(grid, pixels, 0, width / 2);
          double strength = Math.min(down, across);
          best = strength > best.strength() ? new Repetition(tiles, strength) : best;
        }
      }
    }
    return best;
  }

  /**
   * The pixels without bright specks, counted from one of them: squares of large numbers that
   * hardly differ would swallow the differences.
   */
  private static double[] levelled(PixelGrid grid) {
    double ceiling = grid.sorted()[(int) (CEILING * (grid.sorted().length - 1))];
    double origin = Math.min(ceiling, grid.values()[0]);
    double[] pixels = new double[grid.values().length];
    for (int pixel = 0; pixel < pixels.length; pixel++) {
      pixels[pixel] = Math.min(ceiling, grid.values()[pixel]) - origin;
    }
    return pixels;
  }

  /** Pearson's correlation of the picture with itself moved, where both are; 0 without contrast. */
  private static double correlation(PixelGrid grid, double[] pixels, int down, int across) {
    double sumA = 0;
    double sumB = 0;
    double sumAa = 0;
    double sumBb = 0;
    double sumAb = 0;
    int rows = grid.rows() - down;
    int columns = grid.columns() - across;
    int move = down * grid.columns() + across;
    for (int row = 0; row < rows; row++) {
      int start = row * grid.columns();
      for (int here = start; here < start + columns; here++) {
        double a = pixels[here];
        double b = pixels[here + move];
        sumA += a;
        sumB += b;
        sumAa += a * a;
        sumBb += b * b;
        sumAb += a * b;
      }
    }
    double count = (double) rows * columns;
    double scale = Math.sqrt((sumAa - sumA * sumA / count) * (sumBb - sumB * sumB / count));
    return scale > 0 ? (sumAb - sumA * sumB / count) / scale : 0;
  }
}
