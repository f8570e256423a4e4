package org.tumorscan.inference;

/**
 * A class activation map: how much each cell of the last feature map adds to the tumor logit.
 *
 * @param contributions [rows, columns], row-major; positive speaks for a tumor. Their mean plus the
 *     head's bias is the logit
 * @param rows cells from top to bottom
 * @param columns cells from left to right
 * @see <a href="https://arxiv.org/abs/1512.04150">Zhou et al. 2016, Learning deep features for
 *     discriminative localization</a>
 */
@SuppressWarnings("ArrayRecordComponent")
public record Heatmap(float[] contributions, int rows, int columns) {

  /** Checks that the length fits. */
  public Heatmap {
    if (contributions.length != rows * columns) {
      throw new IllegalArgumentException(
          contributions.length + " cells for " + rows + " x " + columns);
    }
  }
}
