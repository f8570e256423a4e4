package org.tumorscan.djl;

import java.util.List;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.DenseHead.Convolution;
import org.tumorscan.training.TrainingPlan.HeadKind;

/**
 * How a head that learns is built.
 *
 * @param output which of the network's outputs it looks at
 * @param layers first to last; the first looks at one cell, the last has one channel
 * @param topCells cells whose mean is a slice's logit
 * @param firstLogit of every cell before anything is learned
 */
record HeadLayout(int output, List<Layer> layers, int topCells, float firstLogit) {
  private static final HeadLayout LINEAR = new HeadLayout(0, List.of(new Layer(1, 1, 1)), 1, 0);

  // A tumor is likely in no one cell.
  private static final HeadLayout DENSE =
      new HeadLayout(
          2,
          List.of(
              new Layer(96, 1, 1), new Layer(64, 3, 1), new Layer(64, 3, 2), new Layer(1, 1, 1)),
          4,
          -2);

  /** A convolution that keeps the size of its map. */
  record Layer(int channels, int kernel, int dilation) {}

  /** Whether a head is built like this. */
  boolean fits(DenseHead head) {
    return head.topCells() == topCells
        && head.members().stream().allMatch(member -> fits(member.layers()));
  }

  private boolean fits(List<Convolution> others) {
    List<Layer> built =
        others.stream()
            .map(other -> new Layer(other.outChannels(), other.kernel(), other.dilation()))
            .toList();
    return built.equals(layers);
  }

  static HeadLayout of(HeadKind kind) {
    return kind == HeadKind.LINEAR ? LINEAR : DENSE;
  }
}
