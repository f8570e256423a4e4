package org.tumorscan.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.tumorscan.model.DenseHead;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;
import org.tumorscan.training.TrainingPlan;

/**
 * A head, the stages of the network that learn with it, and the optimizer. Confined to one thread.
 */
final class Learner {
  private final TrainingPlan plan;
  private final LearningNetwork network;
  private final LearningHead head;
  private final Optimizer optimizer;
  private final NDList learned;
  private final boolean networkLearns;
  private int steps;

  /**
   * A learner at its beginning.
   *
   * @throws TrainingException {@code UNSUITABLE_NETWORK} where the network has none of the stages
   *     that are to learn
   */
  Learner(NDManager manager, TrainingPlan plan, LearningNetwork network, LearningHead head)
      throws TrainingException {
    this.plan = plan;
    this.network = network;
    this.head = head;
    List<Optimizer.Group> groups = new ArrayList<>();
    groups.add(new Optimizer.Group(head.parameters(), plan.optimization().rates().head()));
    List<Optimizer.Group> stages = network.learn(plan);
    groups.addAll(stages);
    this.networkLearns = Learner.learnsBelow(plan);
    if (networkLearns && stages.isEmpty()) {
      throw new TrainingException(
          Reason.UNSUITABLE_NETWORK,
          "the base network has no parameter that could learn: it is frozen, or its stages are not"
              + " called layer1 to layer4; use --scope head");
    }
    this.optimizer = Optimizer.of(plan.optimization(), manager, groups);
    this.learned = new NDList();
    groups.forEach(group -> learned.addAll(group.parameters()));
  }

  /** Whether anything below the head learns. */
  static boolean learnsBelow(TrainingPlan plan) {
    return plan.head()
        .kind()
        .learns(plan.optimization().scope(), plan.head().kind().highestStage());
  }

  /**
   * How a step went.
   *
   * @param loss mean over the members
   * @param reached whether a gradient came to all that should learn: to the head, and to the
   *     network where it learns
   */
  record Step(double loss, boolean reached) {}

  /**
   * One step.
   *
   * @param images float32 [batch, 3, size, size]; their manager owns what is made on the way
   */
  Step step(NDArray images, LearningHead.Targets targets) throws TrainingException {
    if (!networkLearns) {
      return stepOnMap(map(images), targets);
    }
    double loss;
    try (GradientCollector collector = newCollector()) {
      loss = backward(collector, map(network.forward(images, true), plan), targets);
    }
    return move(loss);
  }

  /** One step of the head alone, over what it looks at. */
  Step stepOnMap(NDArray map, LearningHead.Targets targets) {
    double loss;
    try (GradientCollector collector = newCollector()) {
      loss = backward(collector, map, targets);
    }
    return move(loss);
  }

  private static GradientCollector newCollector() {
    return Engine.getEngine(Engines.PYTORCH).newGradientCollector();
  }

  private double backward(GradientCollector collector, NDArray map, LearningHead.Targets targets) {
    NDArray loss = head.loss(map, targets, steps);
    collector.backward(loss);
    return loss.getFloat();
  }

  private Step move(double loss) {
    boolean reached = optimizer.step(plan.schedule().rateShare(steps), steps);
    steps++;
    return new Step(loss, reached);
  }

  /** The slices' logits. */
  double[] logits(NDArray images) throws TrainingException {
    return logitsOfMap(map(images));
  }

  /** The logits of slices of which the head is given what it looks at. */
  double[] logitsOfMap(NDArray map) {
    return head.logits(map);
  }

  /** What the head looks at, of pictures; without gradients. */
  NDArray map(NDArray images) throws TrainingException {
    return map(network.forward(images, false), plan);
  }

  /** What the head looks at, of the network's outputs. */
  static NDArray map(NDList outputs, TrainingPlan plan) throws TrainingException {
    int wanted = HeadLayout.of(plan.head().kind()).output();
    if (outputs.size() <= wanted) {
      throw new TrainingException(
          Reason.UNSUITABLE_NETWORK,
          "the base network gives no stage-3 map, which a dense head looks at; use --head linear");
    }
    return outputs.get(wanted);
  }

  int steps() {
    return steps;
  }

  boolean networkLearns() {
    return networkLearns;
  }

  /** All that is learned, and the statistics that the head rests on; changed in place by steps. */
  NDList weights() {
    return head.statistics().addAll(learned);
  }

  /** Everything that the next step depends on but the number of steps. */
  NDList state() {
    return weights().addAll(optimizer.state());
  }

  /** Goes back to weights of this run. */
  void setWeights(NDList weights) {
    copy(weights, weights());
  }

  /** Goes back to a state of this run. */
  void setState(NDList state, int stepsDone) {
    copy(state, state());
    steps = stepsDone;
  }

  private static void copy(NDList from, NDList to) {
    for (int i = 0; i < to.size(); i++) {
      // Not by copyTo, which would put a buffer of Java's under an array of libtorch's.
      to.get(i).set(new NDIndex("..."), from.get(i));
    }
  }

  /** The head as it stands. */
  DenseHead toDenseHead() {
    return head.toDenseHead();
  }
}
