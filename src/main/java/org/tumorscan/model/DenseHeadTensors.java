package org.tumorscan.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tumorscan.model.DenseHead.Convolution;
import org.tumorscan.model.DenseHead.Member;
import org.tumorscan.model.DenseHead.Pooling;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.model.Safetensors.Tensor;

/** A dense head as tensors, its weights in half precision. */
final class DenseHeadTensors {
  // Members, layers, top cells; and behind them 1 where the members share these cells.
  private static final String SHAPE = "dense.shape";
  private static final int OWN_CELLS_SHAPE = 3;
  private static final int MOST = 64;

  private DenseHeadTensors() {}

  static Map<String, Tensor> of(DenseHead head) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int layers = head.members().get(0).layers().size();
    float[] all = {head.members().size(), layers, head.topCells(), 1};
    float[] shape =
        head.pooling() == Pooling.SHARED_CELLS ? all : Arrays.copyOf(all, OWN_CELLS_SHAPE);
    tensors.put(SHAPE, new Tensor(new int[] {shape.length}, shape));
    for (int member = 0; member < head.members().size(); member++) {
      for (int layer = 0; layer < layers; layer++) {
        Convolution convolution = head.members().get(member).layers().get(layer);
        String name = name(member, layer);
        int[] sizes = {
          convolution.outChannels(),
          convolution.inChannels(),
          convolution.kernel(),
          convolution.kernel()
        };
        tensors.put(name + ".weight", new Tensor(sizes, convolution.weight(), true));
        tensors.put(
            name + ".bias", new Tensor(new int[] {convolution.outChannels()}, convolution.bias()));
        float[] dilation = {convolution.dilation()};
        tensors.put(name + ".dilation", new Tensor(new int[] {1}, dilation));
      }
    }
    return tensors;
  }

  static DenseHead read(Map<String, Tensor> tensors) throws ModelException {
    Tensor shape = Safetensors.required(tensors, SHAPE, 1);
    Pooling pooling = pooling(shape.values());
    int memberCount = count(shape.values()[0]);
    int layerCount = count(shape.values()[1]);
    List<Member> members = new ArrayList<>();
    for (int member = 0; member < memberCount; member++) {
      List<Convolution> layers = new ArrayList<>();
      for (int layer = 0; layer < layerCount; layer++) {
        layers.add(convolution(tensors, name(member, layer)));
      }
      members.add(new Member(layers));
    }
    return new DenseHead(members, count(shape.values()[2]), pooling);
  }

  private static Pooling pooling(float[] shape) throws ModelException {
    if (shape.length == OWN_CELLS_SHAPE) {
      return Pooling.OWN_CELLS;
    }
    if (shape.length == OWN_CELLS_SHAPE + 1 && shape[OWN_CELLS_SHAPE] == 1) {
      return Pooling.SHARED_CELLS;
    }
    throw new ModelException(
        Reason.MALFORMED, "weights: '" + SHAPE + "' is " + Arrays.toString(shape));
  }

  private static int count(float value) throws ModelException {
    if (!(value >= 1 && value <= MOST)) {
      throw new ModelException(Reason.MALFORMED, "weights: '" + SHAPE + "' holds " + value);
    }
    return (int) value;
  }

  private static Convolution convolution(Map<String, Tensor> tensors, String name)
      throws ModelException {
    Tensor weight = Safetensors.required(tensors, name + ".weight", 4);
    int[] sizes = weight.shape();
    return new Convolution(
        sizes[0],
        sizes[1],
        sizes[2],
        count(Safetensors.required(tensors, name + ".dilation", 1).values()[0]),
        weight.values(),
        Safetensors.required(tensors, name + ".bias", 1).values());
  }

  private static String name(int member, int layer) {
    return "dense." + member + "." + layer;
  }
}
