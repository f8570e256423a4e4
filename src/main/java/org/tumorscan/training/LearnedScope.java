package org.tumorscan.training;

/**
 * Which parts of a network learn along with the head. The stages are those of a ResNet: 0 the stem,
 * 1 to 4 the groups of residual blocks, {@code layer1} to {@code layer4} in torchvision's names.
 */
public enum LearnedScope {
  /** None: the head alone learns. */
  HEAD(5),
  /** The last stage. */
  STAGE4(4),
  /** The last two stages. */
  STAGE3(3),
  /** All of it. */
  ALL(0);

  private final int lowestStage;

  LearnedScope(int lowestStage) {
    this.lowestStage = lowestStage;
  }

  /** Whether a stage learns. */
  public boolean includes(int stage) {
    return stage >= lowestStage;
  }
}
