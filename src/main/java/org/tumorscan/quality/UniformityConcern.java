package org.tumorscan.quality;

import java.util.Locale;
import java.util.Optional;
import org.tumorscan.image.StoredPixels;

/**
 * Whether hardly a pixel differs from the others: fewer than 2 % lie outside the fullest band of
 * four neighbouring stored values, or differ from the most frequent value where values have fewer
 * than 8 bits or are no whole numbers.
 *
 * <p>A picture all of whose pixels are equal is not almost uniform but blank, which preparing it
 * finds.
 */
final class UniformityConcern {
  /** Less of a picture than this is no body. */
  private static final double LEAST_SHARE = 0.02;

  private static final int BAND = 4;
  private static final int FEW_BITS = 8;

  private UniformityConcern() {}

  static Optional<String> of(StoredPixels frame, PixelGrid grid) {
    double share = fullestBand(frame, grid);
    return share > 1 - LEAST_SHARE
        ? Optional.of(
            Concern.ALMOST_UNIFORM.warning(
                String.format(Locale.ROOT, "%.1f %% of the pixels are all but equal", 100 * share)))
        : Optional.empty();
  }

  /** The largest share of the grid's pixels that lie within one band of values, in (0, 1]. */
  static double fullestBand(StoredPixels frame, PixelGrid grid) {
    double[] values = grid.sorted();
    double reach = reach(frame);
    int most = 1;
    int low = 0;
    for (int high = 0; high < values.length; high++) {
      while (values[high] - values[low] > reach) {
        low++;
      }
      most = Math.max(most, high - low + 1);
    }
    return (double) most / values.length;
  }

  private static double reach(StoredPixels frame) {
    boolean coarse =
        !(frame instanceof StoredPixels.Integers) || frame.format().bits().stored() < FEW_BITS;
    return coarse ? 0 : BAND - 1;
  }
}
