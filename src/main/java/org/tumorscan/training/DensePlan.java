package org.tumorscan.training;

import org.tumorscan.training.augment.Augmenter;

/**
 * How a dense head is trained.
 *
 * @param members networks, each from its own seed and without its own fifth of the groups
 * @param epochs passes over the schedule
 * @param examplesPerEpoch pictures drawn for one pass
 * @param batchSize pictures a step
 * @param learningRate largest one, after the warm-up and before the cosine brings it to 0
 * @param weightDecay decoupled from the gradient (AdamW)
 * @param labelSmoothing how far the labels of slices are from 0 and 1
 * @param dropout share of the map's channels left out at each step
 * @param augmentation what is done to the pictures
 * @param seed of everything random
 */
public record DensePlan(
    int members,
    int epochs,
    int examplesPerEpoch,
    int batchSize,
    double learningRate,
    double weightDecay,
    double labelSmoothing,
    double dropout,
    Augmenter.Plan augmentation,
    long seed) {

  /** Channels of the head's layers, the map's own left out. */
  public static final int[] CHANNELS = {96, 64, 64, 1};

  /** Kernel and dilation of the head's layers. */
  public static final int[][] KERNELS = {{1, 1}, {3, 1}, {3, 2}, {1, 1}};

  /** Cells whose mean is a slice's logit. */
  public static final int TOP_CELLS = 4;

  private static final double WARM_UP = 0.05;

  /** The plan that the shipped model was made with. */
  public static DensePlan standard(long seed) {
    return new DensePlan(5, 10, 2400, 16, 1e-3, 1e-2, 0.05, 0.2, Augmenter.Plan.STANDARD, seed);
  }

  /**
   * With other sizes.
   *
   * @param members below 1 for those of this plan
   * @param epochs below 1 for those of this plan
   * @param examples below 1 for those of this plan
   */
  public DensePlan with(int members, int epochs, int examples) {
    return new DensePlan(
        members < 1 ? this.members : members,
        epochs < 1 ? this.epochs : epochs,
        examples < 1 ? examplesPerEpoch : examples,
        batchSize,
        learningRate,
        weightDecay,
        labelSmoothing,
        dropout,
        augmentation,
        seed);
  }

  /** Checks the ranges. */
  public DensePlan {
    if (members < 1
        || epochs < 1
        || examplesPerEpoch < batchSize
        || batchSize < 1
        || !(learningRate > 0)
        || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("a plan with a figure out of its range");
    }
  }

  /** Steps of an epoch; a last batch that is not full is left out. */
  public int stepsPerEpoch() {
    return examplesPerEpoch / batchSize;
  }

  /** The learning rate of a step: linear warm-up, then a cosine. */
  public double learningRate(int step) {
    double progress = (step + 1.0) / ((double) epochs * stepsPerEpoch());
    return learningRate
        * (progress < WARM_UP
            ? progress / WARM_UP
            : (1 + Math.cos(Math.PI * (progress - WARM_UP) / (1 - WARM_UP))) / 2);
  }
}
