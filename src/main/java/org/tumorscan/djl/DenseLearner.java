package org.tumorscan.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tumorscan.djl.DenseNetwork.Layer;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.DenseHead.Convolution;
import org.tumorscan.model.DenseHead.Member;
import org.tumorscan.training.DensePlan;

/** The members of a dense head while they learn, and the optimizer. Confined to one thread. */
final class DenseLearner {
  /** Of the stage-3 map of a ResNet. */
  static final int PIXELS_PER_CELL = 16;

  private final NDManager manager;
  private final DensePlan plan;
  private final NDArray mean;
  private final NDArray deviation;
  private final List<List<Layer>> members;
  private final AdamW optimizer;
  private int steps;

  private DenseLearner(
      NDManager manager,
      DensePlan plan,
      NDArray mean,
      NDArray deviation,
      List<List<Layer>> members) {
    this.manager = manager;
    this.plan = plan;
    this.mean = mean;
    this.deviation = deviation;
    this.members = members;
    List<NDArray> parameters = parameters();
    this.optimizer = new AdamW(manager, parameters, plan.weightDecay());
    parameters.forEach(parameter -> parameter.setRequiresGradient(true));
  }

  /**
   * What a batch should come to.
   *
   * @param cells float32 [batch, cells]
   * @param cellWeights float32 [batch, cells]
   * @param tumor float32 [batch], smoothed
   * @param learns float32 [members, batch], 1 where a member learns from an example
   */
  record Targets(NDArray cells, NDArray cellWeights, NDArray tumor, NDArray learns) {}

  /**
   * With random weights.
   *
   * @param statistics mean and deviation of every channel of the map, [2][channels]
   */
  static DenseLearner fresh(NDManager manager, DensePlan plan, float[][] statistics) {
    Random random = new Random(plan.seed());
    List<List<Layer>> members = new ArrayList<>();
    for (int i = 0; i < plan.members(); i++) {
      members.add(randomMember(manager, statistics[0].length, random));
    }
    return new DenseLearner(
        manager,
        plan,
        manager.create(statistics[0]).reshape(1, -1, 1, 1),
        manager.create(statistics[1]).reshape(1, -1, 1, 1),
        members);
  }

  /** As {@link #state} was. */
  static DenseLearner restored(NDManager manager, DensePlan plan, NDList state, int stepsDone) {
    List<List<Layer>> members = new ArrayList<>();
    int at = 2;
    for (int i = 0; i < plan.members(); i++) {
      List<Layer> layers = new ArrayList<>();
      for (int[] kernel : DensePlan.KERNELS) {
        layers.add(new Layer(state.get(at), state.get(at + 1), kernel[1]));
        at += 2;
      }
      members.add(layers);
    }
    DenseLearner learner = new DenseLearner(manager, plan, state.get(0), state.get(1), members);
    learner.optimizer.restore(state.subNDList(at), stepsDone);
    learner.steps = stepsDone;
    return learner;
  }

  // He et al. 2015; the last layer begins at no tumor being likely in any one cell.
  private static List<Layer> randomMember(NDManager manager, int channels, Random random) {
    List<Layer> layers = new ArrayList<>();
    int in = channels;
    for (int i = 0; i < DensePlan.CHANNELS.length; i++) {
      int out = DensePlan.CHANNELS[i];
      int kernel = DensePlan.KERNELS[i][0];
      boolean last = i == DensePlan.CHANNELS.length - 1;
      double deviation = Math.sqrt((last ? 0.1 : 2.0) / (in * kernel * kernel));
      float[] weight = new float[out * in * kernel * kernel];
      for (int k = 0; k < weight.length; k++) {
        weight[k] = (float) (deviation * random.nextGaussian());
      }
      float[] bias = new float[out];
      if (last) {
        bias[0] = -2;
      }
      layers.add(
          new Layer(
              manager.create(weight, new Shape(out, in, kernel, kernel)),
              manager.create(bias),
              DensePlan.KERNELS[i][1]));
      in = out;
    }
    return layers;
  }

  NDManager manager() {
    return manager;
  }

  int steps() {
    return steps;
  }

  NDArray standardised(NDArray map) {
    return map.sub(mean).divi(deviation);
  }

  /**
   * One step of all members.
   *
   * @param map standardised, float32 [batch, channels, rows, columns]
   * @return the loss, mean over the members
   */
  double step(NDArray map, Targets targets) {
    NDManager scope = map.getManager();
    float loss;
    try (GradientCollector collector = Engine.getEngine(Engines.PYTORCH).newGradientCollector()) {
      NDArray total = scope.zeros(new Shape());
      for (int i = 0; i < members.size(); i++) {
        NDArray seen = map.mul(channelMask(scope, map.getShape().get(1), i));
        NDArray logits = DenseNetwork.forward(members.get(i), seen);
        total = total.add(loss(logits, targets, targets.learns().get(i)));
      }
      collector.backward(total);
      loss = total.getFloat() / members.size();
    }
    optimizer.step(plan.learningRate(steps));
    steps++;
    return loss;
  }

  /** Channels left out at random, the others raised to make up for it. */
  private NDArray channelMask(NDManager scope, long channels, int member) {
    Random random = new Random((plan.seed() * 31 + steps) * 31 + member);
    float[] mask = new float[(int) channels];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextDouble() < plan.dropout() ? 0 : (float) (1 / (1 - plan.dropout()));
    }
    return scope.create(mask, new Shape(1, channels, 1, 1));
  }

  private static NDArray loss(NDArray logits, Targets targets, NDArray learns) {
    NDArray ofCells =
        crossEntropy(logits, targets.cells()).mul(targets.cellWeights()).sum(new int[] {1});
    NDArray slice = logits.topK(DensePlan.TOP_CELLS, 1, true, false).get(0).mean(new int[] {1});
    NDArray ofSlices = crossEntropy(slice, targets.tumor());
    return ofCells.add(ofSlices).mul(learns).sum().div(learns.sum().add(1e-6f));
  }

  /** Binary cross entropy of logits, in the form that does not overflow. */
  private static NDArray crossEntropy(NDArray logits, NDArray targets) {
    NDArray tail = logits.abs().neg().exp().add(1).log();
    return Activation.relu(logits).sub(logits.mul(targets)).add(tail);
  }

  private List<NDArray> parameters() {
    List<NDArray> parameters = new ArrayList<>();
    for (List<Layer> layers : members) {
      for (Layer layer : layers) {
        parameters.add(layer.weight());
        parameters.add(layer.bias());
      }
    }
    return parameters;
  }

  /** Everything that the next step depends on but the number of steps. */
  NDList state() {
    return new NDList(mean, deviation).addAll(new NDList(parameters())).addAll(optimizer.state());
  }

  /** The head as it stands, over maps that are not standardised. */
  DenseHead head() {
    float[] means = mean.toFloatArray();
    float[] deviations = deviation.toFloatArray();
    List<Member> heads = new ArrayList<>();
    for (List<Layer> layers : members) {
      List<Convolution> convolutions = new ArrayList<>();
      for (Layer layer : layers) {
        Convolution convolution = layer.toConvolution();
        convolutions.add(
            convolutions.isEmpty() ? onRawMap(convolution, means, deviations) : convolution);
      }
      heads.add(new Member(convolutions));
    }
    return new DenseHead(heads, DensePlan.TOP_CELLS);
  }

  /** Folds the standardisation into the first layer, whose kernel is one cell. */
  private static Convolution onRawMap(Convolution layer, float[] means, float[] deviations) {
    float[] weight = layer.weight().clone();
    float[] bias = layer.bias().clone();
    for (int out = 0; out < layer.outChannels(); out++) {
      double shift = 0;
      for (int in = 0; in < layer.inChannels(); in++) {
        int at = out * layer.inChannels() + in;
        weight[at] /= deviations[in];
        shift += (double) weight[at] * means[in];
      }
      bias[out] -= (float) shift;
    }
    return new Convolution(
        layer.outChannels(), layer.inChannels(), 1, layer.dilation(), weight, bias);
  }
}
