package org.tumorscan.training.augment;

/**
 * What the cells of a map over a slice should say.
 *
 * @param tumor float32 [grid, grid], 1 in a tumor, 0 outside
 * @param weights float32 [grid, grid], 0 where a cell is at the edge of a tumor or nothing is
 *     known; tumor cells and the others of a slice each sum to 1/2, or the others to 1 where there
 *     is no tumor
 */
@SuppressWarnings("ArrayRecordComponent")
public record CellTargets(float[] tumor, float[] weights) {

  /** The targets of a slice; all weights are 0 where a tumor's place is not known. */
  public static CellTargets of(Slice slice, int grid) {
    float[] tumor = new float[grid * grid];
    float[] weights = new float[grid * grid];
    if (slice.tumor() && slice.boxes().isEmpty()) {
      return new CellTargets(tumor, weights);
    }
    int inside = 0;
    int outside = 0;
    for (int row = 0; row < grid; row++) {
      for (int column = 0; column < grid; column++) {
        int at = row * grid + column;
        Place place = place(slice, column, row, grid);
        if (place == Place.INSIDE) {
          tumor[at] = 1;
          inside++;
        }
        outside += place == Place.OUTSIDE ? 1 : 0;
        weights[at] = place == Place.EDGE ? 0 : 1;
      }
    }
    float share = inside > 0 ? 0.5f : 1;
    for (int at = 0; at < weights.length; at++) {
      weights[at] *= tumor[at] == 1 ? share / inside : share / Math.max(1, outside);
    }
    return new CellTargets(tumor, weights);
  }

  private enum Place {
    INSIDE,
    EDGE,
    OUTSIDE
  }

  private static Place place(Slice slice, int column, int row, int grid) {
    double x = (column + 0.5) / grid;
    double y = (row + 0.5) / grid;
    double half = 0.5 / grid;
    Place place = Place.OUTSIDE;
    for (TumorBox box : slice.boxes()) {
      // A tumor smaller than a cell is in the one that holds its centre.
      boolean holdsCentre =
          Math.abs(box.centerX() - x) <= half && Math.abs(box.centerY() - y) <= half;
      if (holdsCentre || box.ellipseRadius(x, y) <= 1) {
        return Place.INSIDE;
      }
      if (box.touches(new TumorBox(x, y, 2 * half, 2 * half), 0)) {
        place = Place.EDGE;
      }
    }
    return place;
  }
}
