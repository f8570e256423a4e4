package org.tumorscan.training.augment;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes a training example of a picture: tumors erased from some, lesions drawn into some of those
 * that have none, so that both classes come from the same sources; then what scanners vary.
 */
public final class Augmenter {
  private final Plan plan;

  /** An augmenter. */
  public Augmenter(Plan plan) {
    this.plan = plan;
  }

  /**
   * How often the label is changed together with the picture.
   *
   * @param erased share of the pictures with boxes whose tumors are erased, where that is possible
   * @param drawn share of the pictures without a tumor that a lesion is drawn into
   * @param windowed share of the pictures of which only a part is shown, with the tumors or without
   * @param swapped share of all pictures in which a patch without a tumor is exchanged
   */
  public record Plan(double erased, double drawn, double windowed, double swapped) {
    /** Both classes from every source. */
    public static final Plan STANDARD = new Plan(0.35, 0.5, 0.2, 0.3);
  }

  /** A random example; the same for the same state of the generator. */
  public Slice augment(Slice slice, RandomGenerator random) {
    Slice changed = relabel(slice, random);
    if (random.nextDouble() < plan.windowed()) {
      changed = Window.random(changed, random).orElse(changed);
    }
    if (random.nextDouble() < plan.swapped()) {
      changed = PatchSwap.elsewhere(changed, random);
    }
    return ToneChange.apply(Warp.random(random).apply(changed), random);
  }

  private Slice relabel(Slice slice, RandomGenerator random) {
    double chance = random.nextDouble();
    Optional<Slice> changed = Optional.empty();
    if (slice.tumor() && chance < plan.erased()) {
      changed = PatchSwap.erase(slice);
    } else if (!slice.tumor() && chance < plan.drawn()) {
      changed = LesionPainter.paint(slice, random);
    }
    return changed.orElse(slice);
  }

  /** The slice with its tumors erased, as training sees it; empty where that cannot be done. */
  public static Optional<Slice> erased(Slice slice) {
    return PatchSwap.erase(slice);
  }
}
