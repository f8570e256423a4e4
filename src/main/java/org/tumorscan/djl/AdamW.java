package org.tumorscan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * Adam with decoupled weight decay, whose state can be kept: DJL's own optimizers lose theirs.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter 2019</a>
 */
final class AdamW {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<NDArray> parameters;
  private final NDList means;
  private final NDList squares;
  private final double weightDecay;
  private int steps;

  AdamW(NDManager manager, List<NDArray> parameters, double weightDecay) {
    this.parameters = parameters;
    this.weightDecay = weightDecay;
    means = new NDList();
    squares = new NDList();
    for (NDArray parameter : parameters) {
      means.add(manager.zeros(parameter.getShape()));
      squares.add(manager.zeros(parameter.getShape()));
    }
  }

  /** Moves the parameters against their gradients, which are then gone. */
  void step(double learningRate) {
    steps++;
    double rate = learningRate / (1 - Math.pow(BETA_1, steps));
    double correction = 1 - Math.pow(BETA_2, steps);
    for (int i = 0; i < parameters.size(); i++) {
      NDArray parameter = parameters.get(i);
      try (NDManager scope = parameter.getManager().newSubManager();
          NDArray gradient = parameter.getGradient()) {
        gradient.attach(scope);
        // libtorch refuses to change in place what it keeps gradients of.
        parameter.setRequiresGradient(false);
        NDArray mean = means.get(i);
        NDArray square = squares.get(i);
        mean.muli(BETA_1).addi(gradient.mul(1 - BETA_1));
        square.muli(BETA_2).addi(gradient.square().mul(1 - BETA_2));
        // Results belong to the manager of their first operand: these to the scope.
        NDArray spread = gradient.zerosLike().addi(square).divi(correction).sqrt().addi(EPSILON);
        NDArray move = gradient.zerosLike().addi(mean).divi(spread).muli(rate);
        // Biases, which have one dimension, are not drawn to 0.
        if (parameter.getShape().dimension() > 1) {
          parameter.muli(1 - learningRate * weightDecay);
        }
        parameter.subi(move);
        gradient.muli(0);
      }
      parameter.setRequiresGradient(true);
    }
  }

  /** The state: means, then squares. */
  NDList state() {
    return new NDList(means).addAll(squares);
  }

  /** Goes on from a state. */
  void restore(NDList state, int stepsDone) {
    for (int i = 0; i < means.size(); i++) {
      state.get(i).copyTo(means.get(i));
      state.get(means.size() + i).copyTo(squares.get(i));
    }
    steps = stepsDone;
  }
}
