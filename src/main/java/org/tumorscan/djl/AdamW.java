package org.tumorscan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * Adam with decoupled weight decay.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter 2019</a>
 */
final class AdamW extends Optimizer {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final NDList means;
  private final NDList squares;

  AdamW(NDManager manager, List<Group> groups, double weightDecay, double longestGradient) {
    super(groups, weightDecay, longestGradient);
    means = zeros(manager, groups);
    squares = zeros(manager, groups);
  }

  @Override
  void move(int index, NDArray parameter, NDArray gradient, double rate, Moment moment) {
    NDArray mean = means.get(index);
    NDArray square = squares.get(index);
    NDArray passing = gradient.mul(1 - BETA_1);
    passing.attach(moment.scope());
    mean.muli(BETA_1).addi(passing);
    gradient.muli(gradient).muli(1 - BETA_2);
    square.muli(BETA_2).addi(gradient);
    NDArray spread = square.sqrt();
    spread.attach(moment.scope());
    // The moments' bias is corrected in the two factors instead of in the arrays.
    spread.muli(1 / Math.sqrt(1 - Math.pow(BETA_2, moment.step() + 1))).addi(EPSILON);
    NDArray move = mean.div(spread);
    move.attach(moment.scope());
    parameter.subi(move.muli(rate / (1 - Math.pow(BETA_1, moment.step() + 1))));
  }

  @Override
  NDList state() {
    return new NDList(means).addAll(squares);
  }
}
