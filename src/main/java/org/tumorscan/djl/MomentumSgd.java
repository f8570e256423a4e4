package org.tumorscan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * Gradient descent with momentum and decoupled weight decay.
 *
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al. 2013</a>
 */
final class MomentumSgd extends Optimizer {
  private static final double MOMENTUM = 0.9;

  private final NDList velocities;

  MomentumSgd(NDManager manager, List<Group> groups, double weightDecay, double longestGradient) {
    super(groups, weightDecay, longestGradient);
    velocities = zeros(manager, groups);
  }

  @Override
  void move(int index, NDArray parameter, NDArray gradient, double rate, Moment moment) {
    NDArray velocity = velocities.get(index);
    velocity.muli(MOMENTUM).addi(gradient);
    NDArray move = velocity.mul(rate);
    move.attach(moment.scope());
    parameter.subi(move);
  }

  @Override
  NDList state() {
    return new NDList(velocities);
  }
}
