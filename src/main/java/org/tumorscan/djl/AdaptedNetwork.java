package org.tumorscan.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tumorscan.djl.TorchScriptArchive.Tensor;
import org.tumorscan.model.Adapter;
import org.tumorscan.model.Adapter.Change;
import org.tumorscan.model.Adapter.Full;
import org.tumorscan.model.Adapter.LowRank;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.training.LowRankFit;

/** A network and what an adapter adds to its weights. */
final class AdaptedNetwork {
  /** IEEE 754-2019 3.6, binary16. */
  private static final float LARGEST_HALF = 65504;

  private AdaptedNetwork() {}

  /**
   * The network with the adapter in its weights. They are changed where they lie in the file:
   * libtorch would take three times as long to read and to write it.
   *
   * @param name for messages
   * @param torchScript the TorchScript file of our ResNet-50
   * @throws ModelException {@code INCOMPATIBLE} where the adapter is not for it
   */
  static TorchScriptArchive merged(String name, byte[] torchScript, Adapter adapter)
      throws ModelException {
    TorchScriptArchive archive = archive(name, torchScript);
    Map<String, Tensor> tensors = changed(name, archive, adapter);
    Map<String, byte[]> sums = new HashMap<>();
    try (NDManager passing = NDManager.newBaseManager(Device.cpu(), Engines.PYTORCH)) {
      for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
        Change change = Objects.requireNonNull(adapter.changes().get(tensor.getKey()));
        sums.put(
            tensor.getValue().entry(),
            sum(change, tensor.getValue(), passing)
                .orElseThrow(() -> incompatible(name, tensor.getKey(), "beyond what it can hold")));
      }
    }
    return archive.with(sums);
  }

  /**
   * Compares an adapter's names and shapes with those of the network, without libtorch.
   *
   * @throws ModelException {@code INCOMPATIBLE} where the adapter is not for it
   */
  static void requireFits(String name, byte[] torchScript, Adapter adapter) throws ModelException {
    changed(name, archive(name, torchScript), adapter);
  }

  private static TorchScriptArchive archive(String name, byte[] torchScript) throws ModelException {
    return TorchScriptArchive.read(torchScript)
        .orElseThrow(() -> new ModelException(Reason.INCOMPATIBLE, "adapters are not for " + name));
  }

  /** The parameters that an adapter changes, by name. */
  private static Map<String, Tensor> changed(
      String network, TorchScriptArchive archive, Adapter adapter) throws ModelException {
    Map<String, Tensor> tensors = archive.tensors();
    for (Map.Entry<String, Change> change : adapter.changes().entrySet()) {
      String name = change.getKey();
      Tensor tensor = tensors.get(name);
      if (tensor == null) {
        throw incompatible(network, name, "which the network does not have");
      }
      if (!fits(change.getValue(), tensor)) {
        String shape = tensor.rows() + " x " + tensor.columns();
        throw incompatible(network, name, "which has another shape, " + shape);
      }
    }
    tensors.keySet().retainAll(adapter.changes().keySet());
    return tensors;
  }

  private static boolean fits(Change change, Tensor tensor) {
    if (change instanceof LowRank lowRank) {
      return lowRank.up().length == tensor.rows() && lowRank.down()[0].length == tensor.columns();
    }
    return change instanceof Full full
        && full.values().length == (long) tensor.rows() * tensor.columns();
  }

  /**
   * The bytes of a parameter and of what is added to it, in the parameter's own precision; empty
   * where that cannot hold a value.
   */
  private static Optional<byte[]> sum(Change change, Tensor tensor, NDManager manager) {
    DataType stored = tensor.isHalf() ? DataType.FLOAT16 : DataType.FLOAT32;
    float largest = tensor.isHalf() ? LARGEST_HALF : Float.MAX_VALUE;
    ByteBuffer bytes = ByteBuffer.wrap(tensor.bytes()).order(ByteOrder.nativeOrder());
    try (NDManager passing = manager.newSubManager()) {
      NDArray added = array(change, passing);
      NDArray sum =
          passing
              .create(bytes, added.getShape(), stored)
              .toType(DataType.FLOAT32, false)
              .add(added);
      return sum.abs().max().getFloat() <= largest
          ? Optional.of(sum.toType(stored, false).toByteArray())
          : Optional.empty();
    }
  }

  private static NDArray array(Change change, NDManager manager) {
    if (change instanceof LowRank lowRank) {
      return manager.create(lowRank.up()).matMul(manager.create(lowRank.down()));
    }
    return manager.create(((Full) change).values());
  }

  /**
   * What a network has learned.
   *
   * @param network that has
   * @param learned the names of the parameters that may have changed
   * @param original the TorchScript file of the network that it began as
   * @param rank of the adapter, at least 1
   */
  static Adapter difference(Block network, Set<String> learned, byte[] original, int rank)
      throws ModelException {
    Map<String, Change> changes = new HashMap<>();
    try (Model model = TorchScriptLoader.load("the base network", original, Device.cpu())) {
      Map<String, NDArray> before = parameters(model.getBlock(), learned);
      parameters(network, learned)
          .forEach(
              (name, now) -> {
                NDArray then = Objects.requireNonNull(before.get(name), name);
                float[] change = difference(now.toFloatArray(), then.toFloatArray());
                if (!isZero(change)) {
                  changes.put(name, LowRankFit.of(change, (int) now.getShape().get(0), rank));
                }
              });
    }
    return new Adapter(changes);
  }

  private static ModelException incompatible(String network, String parameter, String why) {
    return new ModelException(
        Reason.INCOMPATIBLE,
        "the adapter is not for " + network + ": it changes '" + parameter + "', " + why);
  }

  private static Map<String, NDArray> parameters(Block block, Set<String> names) {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
      if (names.contains(parameter.getKey())) {
        parameters.put(parameter.getKey(), parameter.getValue().getArray());
      }
    }
    return parameters;
  }

  private static float[] difference(float[] after, float[] before) {
    float[] difference = new float[after.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = after[i] - before[i];
    }
    return difference;
  }

  private static boolean isZero(float[] values) {
    for (float value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }
}
