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
    double ceiling = grid.sorted()[(int) (CEILING * (grid.sorted().length - 1))];
    Repetition best = new Repetition(1, -2);
    for (int tiles = 2; tiles <= MOST_TILES; tiles++) {
      int height = Math.round((float) grid.rows() / tiles);
      int width = Math.round((float) grid.columns() / tiles);
      if (Math.min(height, width) >= LEAST_TILE) {
        double down =
            correlation(grid, height, 0, ceiling) - correlation(grid, height / 2, 0, ceiling);
        double across =
            correlation(grid, 0, width, ceiling) - correlation(grid, 0, width / 2, ceiling);
        double strength = Math.min(down, across);
        best = strength > best.strength() ? new Repetition(tiles, strength) : best;
      }
    }
    return best;
  }

  /** Pearson's correlation of the picture with itself moved, where both are; 0 without contrast. */
  private static double correlation(PixelGrid grid, int down, int across, double ceiling) {
    double sumA = 0;
    double sumB = 0;
    double sumAa = 0;
    double sumBb = 0;
    double sumAb = 0;
    int rows = grid.rows() - down;
    int columns = grid.columns() - across;
    // Around some value of the picture, or squares of large offsets would swallow the differences.
    double origin = Math.min(ceiling, grid.values()[0]);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int here = row * grid.columns() + column;
        int there = here + down * grid.columns() + across;
        double a = Math.min(ceiling, grid.values()[here]) - origin;
        double b = Math.min(ceiling, grid.values()[there]) - origin;
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
