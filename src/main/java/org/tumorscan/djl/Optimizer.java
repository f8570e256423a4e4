package org.tumorscan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.tumorscan.training.TrainingPlan.Optimization;

/**
 * Moves parameters against their gradients, each group at its own rate. Unlike DJL's optimizers it
 * gives out its state, and shortens the gradient as a whole rather than its positive values alone.
 * Confined to one thread, which must not be recording gradients.
 */
abstract class Optimizer {
  private final List<Group> groups;
  private final double weightDecay;
  private final double longestGradient;

  /**
   * Parameters that share a learning rate.
   *
   * @param rate the largest one
   */
  record Group(NDList parameters, double rate) {}

  Optimizer(List<Group> groups, double weightDecay, double longestGradient) {
    this.groups = List.copyOf(groups);
    this.weightDecay = weightDecay;
    this.longestGradient = longestGradient;
  }

  /** The optimizer of a plan. */
  static Optimizer of(Optimization plan, NDManager manager, List<Group> groups) {
    return switch (plan.method()) {
      case ADAMW -> new AdamW(manager, groups, plan.weightDecay(), plan.gradientNorm());
      case SGD -> new MomentumSgd(manager, groups, plan.weightDecay(), plan.gradientNorm());
    };
  }

  /**
   * Moves the parameters; their gradients are then 0.
   *
   * @param rateShare of the largest learning rates
   * @param step from 0
   * @return whether every group had a gradient other than 0
   */
  final boolean step(double rateShare, int step) {
    try (NDManager scope = groups.get(0).parameters().getManager().newSubManager()) {
      NDList gradients = gradients(scope);
      List<Double> norms = norms(gradients, scope);
      double norm = Math.sqrt(norms.stream().mapToDouble(length -> length * length).sum());
      double shortening = norm > longestGradient ? longestGradient / norm : 1;
      int index = 0;
      for (Group group : groups) {
        double rate = group.rate() * rateShare;
        for (NDArray parameter : group.parameters()) {
          NDArray gradient = gradients.get(index);
          if (shortening < 1) {
            gradient.muli(shortening);
          }
          // Biases, which have one dimension, are not drawn to 0.
          if (parameter.getShape().dimension() > 1) {
            parameter.muli(1 - rate * weightDecay);
          }
          try (NDManager passing = scope.newSubManager()) {
            move(index, parameter, gradient, rate, new Moment(step, passing));
          }
          gradient.muli(0);
          index++;
        }
      }
      return !norms.contains(0.0);
    }
  }

  /**
   * When a parameter is moved.
   *
   * @param step from 0
   * @param scope of what is needed for this move alone
   */
  record Moment(int step, NDManager scope) {}

  /**
   * Moves one parameter in place.
   *
   * @param index of the parameter over all groups
   */
  abstract void move(int index, NDArray parameter, NDArray gradient, double rate, Moment moment);

  /** The state, which is changed in place. */
  abstract NDList state();

  private NDList gradients(NDManager scope) {
    NDList gradients = new NDList();
    for (Group group : groups) {
      for (NDArray parameter : group.parameters()) {
        NDArray gradient = parameter.getGradient();
        gradient.attach(scope);
        gradients.add(gradient);
      }
    }
    return gradients;
  }

  /** The gradient's length in every group. */
  private List<Double> norms(NDList gradients, NDManager scope) {
    List<Double> norms = new ArrayList<>();
    int index = 0;
    for (Group group : groups) {
      NDArray squares = scope.create(0f);
      for (int i = 0; i < group.parameters().size(); i++) {
        try (NDArray length = gradients.get(index++).norm();
            NDArray square = length.square()) {
          squares.addi(square);
        }
      }
      norms.add(Math.sqrt(squares.getFloat()));
    }
    return norms;
  }

  /** Zeros beside every parameter. */
  static NDList zeros(NDManager manager, List<Group> groups) {
    NDList zeros = new NDList();
    for (Group group : groups) {
      for (NDArray parameter : group.parameters()) {
        zeros.add(manager.zeros(parameter.getShape()));
      }
    }
    return zeros;
  }
}
