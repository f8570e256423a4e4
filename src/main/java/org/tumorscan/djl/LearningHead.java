package org.tumorscan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.tumorscan.djl.DenseNetwork.Layer;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.DenseHead.Convolution;
import org.tumorscan.model.DenseHead.Member;
import org.tumorscan.model.DenseHead.Pooling;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;
import org.tumorscan.training.TrainingPlan;

/**
 * The members of a head while they learn. Pooled features are a map of one cell to it. Confined to
 * one thread.
 */
final class LearningHead {
  private final TrainingPlan plan;
  private final HeadLayout layout;
  private final NDArray mean;
  private final NDArray deviation;
  private final List<List<Layer>> members;

  /**
   * With random weights.
   *
   * @param statistics mean and deviation of every channel of the map, [2][channels]
   */
  LearningHead(NDManager manager, TrainingPlan plan, float[][] statistics) {
    this(manager, plan, statistics, randomMembers(manager, plan, statistics[0].length));
  }

  private LearningHead(
      NDManager manager, TrainingPlan plan, float[][] statistics, List<List<Layer>> members) {
    this.plan = plan;
    this.layout = HeadLayout.of(plan.head().kind());
    this.mean = manager.create(statistics[0]).reshape(1, -1, 1, 1);
    this.deviation = manager.create(statistics[1]).reshape(1, -1, 1, 1);
    this.members = members;
    parameters().forEach(parameter -> parameter.setRequiresGradient(true));
  }

  /**
   * With the weights of the first members of a head that has learned before.
   *
   * @param learned over maps that are not standardised
   * @param statistics of the maps to come, as above
   * @throws TrainingException {@code UNSUITABLE_NETWORK} where it is built otherwise than the heads
   *     of this program, or has fewer members than the plan
   */
  static LearningHead of(
      DenseHead learned, NDManager manager, TrainingPlan plan, float[][] statistics)
      throws TrainingException {
    int wanted = plan.head().members();
    if (learned.members().size() < wanted
        || learned.channels() != statistics[0].length
        || !HeadLayout.of(plan.head().kind()).fits(learned)) {
      throw new TrainingException(
          Reason.UNSUITABLE_NETWORK,
          "the model to go on from has "
              + learned.members().size()
              + " heads, not "
              + wanted
              + ", or heads that are built otherwise than those of this program");
    }
    List<List<Layer>> members = new ArrayList<>();
    for (Member member : learned.members().subList(0, wanted)) {
      List<Layer> layers = new ArrayList<>();
      for (Convolution layer : member.layers()) {
        Convolution seen =
            layers.isEmpty() ? onStandardisedMap(layer, statistics[0], statistics[1]) : layer;
        layers.add(Layer.of(manager, seen));
      }
      members.add(layers);
    }
    return new LearningHead(manager, plan, statistics, members);
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

  private static List<List<Layer>> randomMembers(
      NDManager manager, TrainingPlan plan, int channels) {
    HeadLayout layout = HeadLayout.of(plan.head().kind());
    Random random = new Random(plan.seed());
    List<List<Layer>> members = new ArrayList<>();
    for (int i = 0; i < plan.head().members(); i++) {
      members.add(randomMember(manager, layout, channels, random));
    }
    return members;
  }

  // He et al. 2015.
  private static List<Layer> randomMember(
      NDManager manager, HeadLayout layout, int channels, Random random) {
    List<Layer> layers = new ArrayList<>();
    int in = channels;
    for (HeadLayout.Layer layer : layout.layers()) {
      boolean last = layers.size() == layout.layers().size() - 1;
      int out = layer.channels();
      int kernel = layer.kernel();
      double spread = Math.sqrt((last ? 0.1 : 2.0) / (in * kernel * kernel));
      float[] weight = new float[out * in * kernel * kernel];
      for (int k = 0; k < weight.length; k++) {
        weight[k] = (float) (spread * random.nextGaussian());
      }
      float[] bias = new float[out];
      if (last) {
        bias[0] = layout.firstLogit();
      }
      layers.add(
          new Layer(
              manager.create(weight, new Shape(out, in, kernel, kernel)),
              manager.create(bias),
              layer.dilation()));
      in = out;
    }
    return layers;
  }

  /**
   * The loss of a batch, mean over the members.
   *
   * @param map of the network, float32 [batch, channels, rows, columns] or [batch, channels]
   * @param step from 0; the random channels that are left out depend on it
   */
  NDArray loss(NDArray map, Targets targets, int step) {
    NDManager scope = map.getManager();
    NDArray seen = standardised(map);
    NDArray total = scope.zeros(new Shape());
    for (int i = 0; i < members.size(); i++) {
      NDArray mask = channelMask(scope, seen.getShape().get(1), step, i);
      NDArray logits = DenseNetwork.forward(members.get(i), seen.mul(mask));
      total = total.add(loss(logits, targets, targets.learns().get(i)));
    }
    return total.div(members.size());
  }

  /** The slices' logits, mean over the members, [batch]. */
  double[] logits(NDArray map) {
    NDArray seen = standardised(map);
    NDArray sum = DenseNetwork.forward(members.get(0), seen);
    for (List<Layer> member : members.subList(1, members.size())) {
      sum = sum.add(DenseNetwork.forward(member, seen));
    }
    // Cells that the members share, as in the head that comes of it.
    float[] logits = ofSlices(sum.div(members.size())).toFloatArray();
    return IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).toArray();
  }

  private NDArray standardised(NDArray map) {
    return asMap(map).sub(mean).divi(deviation);
  }

  /** Pooled features as a map of one cell; a map as it is. */
  static NDArray asMap(NDArray output) {
    Shape shape = output.getShape();
    return shape.dimension() == 2 ? output.reshape(shape.get(0), shape.get(1), 1, 1) : output;
  }

  /** Channels left out at random, the others raised to make up for it. */
  private NDArray channelMask(NDManager scope, long channels, int step, int member) {
    double dropout = plan.regularisation().dropout();
    Random random = new Random((plan.seed() * 31 + step) * 31 + member);
    float[] mask = new float[(int) channels];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextDouble() < dropout ? 0 : (float) (1 / (1 - dropout));
    }
    return scope.create(mask, new Shape(1, channels, 1, 1));
  }

  private NDArray loss(NDArray logits, Targets targets, NDArray learns) {
    NDArray ofCells =
        crossEntropy(logits, targets.cells()).mul(targets.cellWeights()).sum(new int[] {1});
    NDArray ofSlices = crossEntropy(ofSlices(logits), targets.tumor());
    return ofCells.add(ofSlices).mul(learns).sum().div(learns.sum().add(1e-6f));
  }

  private NDArray ofSlices(NDArray logits) {
    int cells = (int) Math.min(layout.topCells(), logits.getShape().get(1));
    return logits.topK(cells, 1, true, false).get(0).mean(new int[] {1});
  }

  /** Binary cross entropy of logits, in the form that does not overflow. */
  private static NDArray crossEntropy(NDArray logits, NDArray targets) {
    NDArray tail = logits.abs().neg().exp().add(1).log();
    return Activation.relu(logits).sub(logits.mul(targets)).add(tail);
  }

  /** What learns. */
  NDList parameters() {
    NDList parameters = new NDList();
    for (List<Layer> layers : members) {
      for (Layer layer : layers) {
        parameters.add(layer.weight());
        parameters.add(layer.bias());
      }
    }
    return parameters;
  }

  /** What does not: mean and deviation of the map. */
  NDList statistics() {
    return new NDList(mean, deviation);
  }

  /** The head as it stands, over maps that are not standardised. */
  DenseHead toDenseHead() {
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
    return new DenseHead(heads, layout.topCells(), Pooling.SHARED_CELLS);
  }

  /** Folds the standardisation into the first layer, whose kernel is one cell. */
  private static Convolution onRawMap(Convolution layer, float[] means, float[] deviations) {
    double[] factors = new double[means.length];
    double[] offsets = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      factors[i] = 1.0 / deviations[i];
      offsets[i] = -means[i] * factors[i];
    }
    return scaled(layer, factors, offsets);
  }

  /** The first layer of a head over raw maps, for maps that are standardised. */
  private static Convolution onStandardisedMap(
      Convolution layer, float[] means, float[] deviations) {
    double[] factors = new double[means.length];
    double[] offsets = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      factors[i] = deviations[i];
      offsets[i] = means[i];
    }
    return scaled(layer, factors, offsets);
  }

  /** A layer of one cell that does to x what the given one does to factor * x + offset. */
  private static Convolution scaled(Convolution layer, double[] factors, double[] offsets) {
    float[] weight = layer.weight().clone();
    float[] bias = layer.bias().clone();
    for (int out = 0; out < layer.outChannels(); out++) {
      double shift = 0;
      for (int in = 0; in < layer.inChannels(); in++) {
        int at = out * layer.inChannels() + in;
        shift += weight[at] * offsets[in];
        weight[at] = (float) (weight[at] * factors[in]);
      }
      bias[out] += (float) shift;
    }
    return new Convolution(
        layer.outChannels(), layer.inChannels(), 1, layer.dilation(), weight, bias);
  }
}
