package org.tumorscan.inference;

import java.util.Optional;

/**
 * What the backbone says of one picture.
 *
 * @param pooled float32 [features]: mean over its cells of the last map that the network is run to,
 *     or its only vector
 * @param lastMap the map before pooling, where it was asked for and the whole network is run
 * @param cells the dense head's scores, where the model has one
 */
@SuppressWarnings("ArrayRecordComponent")
public record Features(float[] pooled, Optional<FeatureMap> lastMap, Optional<CellLogits> cells) {

  /**
   * What the members of a dense head say of every cell.
   *
   * @param members float32 [members][rows * columns], logits
   * @param rows cells from top to bottom
   * @param columns cells from left to right
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record CellLogits(float[][] members, int rows, int columns) {}

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
