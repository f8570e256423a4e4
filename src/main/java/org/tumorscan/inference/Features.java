package org.tumorscan.inference;

import java.util.Optional;

/**
 * What the backbone says of one picture.
 *
 * @param pooled float32 [features]: mean of the last map over its cells, or the network's only
 *     vector
 * @param lastMap the map before pooling, where it was asked for and the network has one
 */
@SuppressWarnings("ArrayRecordComponent")
public record Features(float[] pooled, Optional<FeatureMap> lastMap) {

  /**
   * A feature map.
   *
   * @param values float32 [channels, rows, columns], row-major
   * @param rows cells from top to bottom
   * @param columns cells from left to right
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record FeatureMap(float[] values, int rows, int columns) {}
}
