package org.tumorscan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.time.Duration;
import java.util.List;
import org.tumorscan.training.PreparedExample;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;

/**
 * One batch that goes through the network, back, and into a step before a run begins, and is then
 * forgotten: what would fail fails here, before hours are spent.
 */
final class FirstBatch {
  private FirstBatch() {}

  /**
   * How long a batch takes, once everything is warm.
   *
   * @param make its examples
   * @param forward its way through the network
   * @param step a step, with the network where that learns, of the head alone where not
   * @param learns whether the network does
   */
  record Times(Duration make, Duration forward, Duration step, boolean learns) {

    /**
     * How long a run takes.
     *
     * @param stepsPerEpoch batches
     * @param epochs that are left
     * @param rounds of examples that are left to be made
     * @param validation batches to be judged by
     */
    Duration of(int stepsPerEpoch, int epochs, int rounds, double validation) {
      Duration made = learns ? make : make.plus(forward);
      long judged = Math.round(validation * (learns ? epochs : Math.min(1, rounds)));
      return made.multipliedBy((long) rounds * stepsPerEpoch)
          .plus(step.multipliedBy((long) epochs * stepsPerEpoch))
          .plus(forward.multipliedBy(judged));
    }
  }

  /**
   * Tries.
   *
   * @throws TrainingException {@code UNSUITABLE_NETWORK} or {@code DIVERGED}
   */
  static Times run(Learner learner, ExampleFeed feed, NDManager manager) throws TrainingException {
    int steps = learner.steps();
    NDList before = RunProgress.copy(learner.state());
    try {
      long began = System.nanoTime();
      List<PreparedExample> batch = feed.first(0);
      Duration make = since(began);
      // libtorch sets itself up in the first of each.
      forward(learner, batch, manager);
      step(learner, feed, batch, manager);
      Duration forward = forward(learner, batch, manager);
      Duration step = step(learner, feed, batch, manager);
      return new Times(make, forward, step, learner.networkLearns());
    } finally {
      learner.setState(before, steps);
      before.forEach(NDArray::close);
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private static Duration forward(Learner learner, List<PreparedExample> batch, NDManager manager)
      throws TrainingException {
    long began = System.nanoTime();
    try (NDManager scope = manager.newSubManager()) {
      learner.logits(ExampleFeed.imagesOf(scope, batch));
    }
    return since(began);
  }

  private static Duration step(
      Learner learner, ExampleFeed feed, List<PreparedExample> batch, NDManager manager)
      throws TrainingException {
    try (NDManager scope = manager.newSubManager()) {
      NDArray images = ExampleFeed.imagesOf(scope, batch);
      LearningHead.Targets targets = feed.targets(scope, batch);
      boolean learns = learner.networkLearns();
      NDArray seen = learns ? images : learner.map(images);
      long began = System.nanoTime();
      Learner.Step step = learns ? learner.step(seen, targets) : learner.stepOnMap(seen, targets);
      Duration taken = since(began);
      if (!Double.isFinite(step.loss())) {
        throw new TrainingException(
            Reason.DIVERGED, "the loss of the first batch is no number: the network is broken");
      }
      if (!step.reached()) {
        throw new TrainingException(
            Reason.UNSUITABLE_NETWORK,
            "no gradient reaches the base network's parameters; use --scope head");
      }
      return taken;
    }
  }
}
