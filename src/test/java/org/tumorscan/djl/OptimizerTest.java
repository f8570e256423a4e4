package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tumorscan.djl.Optimizer.Group;
import org.tumorscan.inference.InferenceException;

/** Steps whose results are worked out by hand; the loss is the slope times the parameter. */
class OptimizerTest {
  @BeforeAll
  static void startEngine() throws InferenceException {
    Engines.stayOffline();
    Engines.start();
  }

  @Test
  void aLongGradientIsShortenedAsAWholeWhateverItsSigns() {
    // Length 5, brought to 1: each value is a fifth of what it was, negative ones too.
    float[] moved = sgd(new float[] {0, 0}, new float[] {3, -4}, 1, 1, 0);
    assertArrayEquals(new float[] {-0.6f, 0.8f}, moved, 1e-6f);
  }

  @Test
  void aShortGradientIsLeftAlone() {
    float[] moved = sgd(new float[] {0, 0}, new float[] {0.3f, -0.4f}, 1, 1, 0);
    assertArrayEquals(new float[] {-0.3f, 0.4f}, moved, 1e-6f);
  }

  @Test
  void momentumAddsNineTenthsOfTheStepBefore() {
    float[] moved = sgd(new float[] {0}, new float[] {1}, 2, 10, 0);
    assertArrayEquals(new float[] {-1 - 1.9f}, moved, 1e-6f);
  }

  @Test
  void weightsShrinkAndBiasesDoNot() {
    try (Engines.Recording off = Engines.recordNothing();
        NDManager manager = NDManager.newBaseManager(Engines.PYTORCH)) {
      NDArray weight = parameter(manager, new float[] {2}, new Shape(1, 1));
      NDArray bias = parameter(manager, new float[] {2}, new Shape(1));
      List<Group> groups = List.of(new Group(new NDList(weight, bias), 0.5));
      Optimizer optimizer = new MomentumSgd(manager, groups, 0.1, 1);
      backwardToNothing(weight, bias);
      assertFalse(optimizer.step(1, 0), "no group had a gradient");
      assertEquals(2 * (1 - 0.5f * 0.1f), weight.toFloatArray()[0], 1e-6);
      assertEquals(2, bias.toFloatArray()[0]);
    }
  }

  @Test
  void theFirstStepOfAdamIsTheRateWhateverTheGradientsSize() {
    try (Engines.Recording off = Engines.recordNothing();
        NDManager manager = NDManager.newBaseManager(Engines.PYTORCH)) {
      NDArray parameter = parameter(manager, new float[] {0, 0}, new Shape(2));
      NDArray slower = parameter(manager, new float[] {0}, new Shape(1));
      List<Group> groups =
          List.of(new Group(new NDList(parameter), 0.1), new Group(new NDList(slower), 0.01));
      Optimizer optimizer = new AdamW(manager, groups, 0, 100);
      for (int step = 0; step < 2; step++) {
        backward(new float[] {7, -0.02f}, parameter, slower);
        assertTrue(optimizer.step(1, step));
      }
      // A gradient that stays makes every step as long as the first.
      assertArrayEquals(new float[] {-0.2f, 0.2f}, parameter.toFloatArray(), 1e-5f);
      assertArrayEquals(new float[] {-0.02f}, slower.toFloatArray(), 1e-6f);
      assertEquals(0, parameter.getGradient().abs().sum().getFloat(), "gradients are used up");
    }
  }

  private static float[] sgd(float[] at, float[] slope, int steps, double longest, double decay) {
    try (Engines.Recording off = Engines.recordNothing();
        NDManager manager = NDManager.newBaseManager(Engines.PYTORCH)) {
      NDArray parameter = parameter(manager, at, new Shape(at.length));
      Optimizer optimizer =
          new MomentumSgd(manager, List.of(new Group(new NDList(parameter), 1)), decay, longest);
      for (int step = 0; step < steps; step++) {
        try (GradientCollector collector =
            Engine.getEngine(Engines.PYTORCH).newGradientCollector()) {
          collector.backward(parameter.mul(manager.create(slope)).sum());
        }
        optimizer.step(1, step);
      }
      return parameter.toFloatArray();
    }
  }

  private static void backward(float[] slope, NDArray parameter, NDArray other) {
    try (GradientCollector collector = Engine.getEngine(Engines.PYTORCH).newGradientCollector()) {
      NDArray slopes = parameter.getManager().create(slope);
      collector.backward(parameter.mul(slopes).sum().add(other.sum()));
    }
  }

  private static void backwardToNothing(NDArray weight, NDArray bias) {
    try (GradientCollector collector = Engine.getEngine(Engines.PYTORCH).newGradientCollector()) {
      collector.backward(weight.sum().mul(0).add(bias.sum().mul(0)));
    }
  }

  private static NDArray parameter(NDManager manager, float[] values, Shape shape) {
    NDArray parameter = manager.create(values, shape);
    parameter.setRequiresGradient(true);
    return parameter;
  }
}
