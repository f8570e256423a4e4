package org.tumorscan.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tumorscan.inference.Features.CellLogits;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.DenseHead.Convolution;
import org.tumorscan.model.DenseHead.Member;

/** A dense head in libtorch. Confined to one thread; holds native memory until closed. */
final class DenseNetwork implements AutoCloseable {
  private final NDManager manager;
  private final List<List<Layer>> members;

  /** Takes over the manager. */
  DenseNetwork(NDManager manager, List<List<Layer>> members) {
    this.manager = manager;
    this.members = members;
  }

  /**
   * A convolution's arrays.
   *
   * @param weight float32 [out, in, kernel, kernel]
   * @param bias float32 [out]
   */
  record Layer(NDArray weight, NDArray bias, int dilation) {

    static Layer of(NDManager manager, Convolution convolution) {
      Shape shape =
          new Shape(
              convolution.outChannels(),
              convolution.inChannels(),
              convolution.kernel(),
              convolution.kernel());
      return new Layer(
          manager.create(convolution.weight(), shape),
          manager.create(convolution.bias()),
          convolution.dilation());
    }

    Convolution toConvolution() {
      Shape shape = weight.getShape();
      return new Convolution(
          (int) shape.get(0),
          (int) shape.get(1),
          (int) shape.get(2),
          dilation,
          weight.toFloatArray(),
          bias.toFloatArray());
    }

    private NDArray apply(NDArray input) {
      long padding = dilation * (weight.getShape().get(2) / 2);
      return Conv2d.conv2d(
              input,
              weight,
              bias,
              new Shape(1, 1),
              new Shape(padding, padding),
              new Shape(dilation, dilation))
          .singletonOrThrow();
    }
  }

  static DenseNetwork of(DenseHead head, Device device) {
    NDManager manager = NDManager.newBaseManager(device, Engines.PYTORCH);
    List<List<Layer>> members = new ArrayList<>();
    for (Member member : head.members()) {
      members.add(
          member.layers().stream().map(convolution -> Layer.of(manager, convolution)).toList());
    }
    return new DenseNetwork(manager, members);
  }

  /**
   * One member's logit of every cell.
   *
   * @param map float32 [batch, channels, rows, columns]
   * @return float32 [batch, rows * columns]
   */
  static NDArray forward(List<Layer> layers, NDArray map) {
    NDArray values = map;
    for (int i = 0; i < layers.size(); i++) {
      values = layers.get(i).apply(i == 0 ? values : Activation.relu(values));
    }
    Shape shape = map.getShape();
    return values.reshape(shape.get(0), shape.get(2) * shape.get(3));
  }

  /** The logits of the first pictures of a batch, as plain Java. */
  List<CellLogits> score(NDArray map, int pictures) {
    int rows = (int) map.getShape().get(2);
    int columns = (int) map.getShape().get(3);
    float[][][] logits = new float[pictures][members.size()][rows * columns];
    for (int member = 0; member < members.size(); member++) {
      try (NDArray cells = forward(members.get(member), map)) {
        FloatBuffer all = cells.toByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        for (int picture = 0; picture < pictures; picture++) {
          all.get(logits[picture][member]);
        }
      }
    }
    List<CellLogits> scores = new ArrayList<>();
    for (float[][] ofPicture : logits) {
      scores.add(new CellLogits(ofPicture, rows, columns));
    }
    return scores;
  }

  @Override
  public void close() {
    manager.close();
  }
}
