package org.tumorscan.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Pair;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.tumorscan.model.Adapter;
import org.tumorscan.model.Adapter.Change;
import org.tumorscan.model.Adapter.Full;
import org.tumorscan.model.Adapter.LowRank;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.training.LowRankFit;

/** A network and what an adapter adds to its weights. */
final class AdaptedNetwork {
  private AdaptedNetwork() {}

  /**
   * The network with the adapter in its weights.
   *
   * @param name for messages
   * @param torchScript a whole TorchScript file
   * @return such a file
   * @throws ModelException {@code MALFORMED} where libtorch cannot read the file, {@code
   *     INCOMPATIBLE} where the adapter is not for it
   */
  static byte[] merged(String name, byte[] torchScript, Adapter adapter) throws ModelException {
    try (Model model = TorchScriptLoader.load(name, torchScript, Device.cpu());
        Engines.Recording off = Engines.recordNothing();
        NDManager passing = model.getNDManager().newSubManager()) {
      Map<String, NDArray> parameters = parameters(model.getBlock());
      for (Map.Entry<String, Change> change : adapter.changes().entrySet()) {
        NDArray parameter = parameters.get(change.getKey());
        if (parameter == null) {
          throw incompatible(name, change.getKey(), "which the network does not have");
        }
        add(name, change, parameter, passing);
      }
      return written((PtSymbolBlock) model.getBlock());
    }
  }

  /**
   * What a network has learned.
   *
   * @param learned the network
   * @param original the TorchScript file of the network that it began as
   * @param rank of the adapter, at least 1
   */
  static Adapter difference(Block learned, byte[] original, int rank) throws ModelException {
    Map<String, Change> changes = new HashMap<>();
    try (Model model = TorchScriptLoader.load("the base network", original, Device.cpu());
        Engines.Recording off = Engines.recordNothing()) {
      Map<String, NDArray> after = parameters(learned);
      parameters(model.getBlock())
          .forEach(
              (name, before) -> {
                NDArray now = Objects.requireNonNull(after.get(name), name);
                float[] change = difference(now.toFloatArray(), before.toFloatArray());
                if (!isZero(change)) {
                  changes.put(name, LowRankFit.of(change, (int) now.getShape().get(0), rank));
                }
              });
    }
    return new Adapter(changes);
  }

  /** The network as it stands, as a TorchScript file. */
  static byte[] written(PtSymbolBlock block) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JniUtils.writeModule(block, bytes, false);
    return bytes.toByteArray();
  }

  private static void add(
      String name, Map.Entry<String, Change> entry, NDArray parameter, NDManager passing)
      throws ModelException {
    Shape shape = parameter.getShape();
    long rows = shape.get(0);
    long size = shape.size();
    NDArray change;
    if (entry.getValue() instanceof LowRank lowRank
        && lowRank.up().length == rows
        && lowRank.down()[0].length == size / rows) {
      change = passing.create(lowRank.up()).matMul(passing.create(lowRank.down()));
    } else if (entry.getValue() instanceof Full full && full.values().length == size) {
      change = passing.create(full.values());
    } else {
      throw incompatible(name, entry.getKey(), "which has another shape, " + shape);
    }
    parameter.set(new NDIndex("..."), parameter.add(change.reshape(shape)));
  }

  private static ModelException incompatible(String network, String parameter, String why) {
    return new ModelException(
        Reason.INCOMPATIBLE,
        "the adapter is not for " + network + ": it changes '" + parameter + "', " + why);
  }

  private static Map<String, NDArray> parameters(Block block) {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
      parameters.put(parameter.getKey(), parameter.getValue().getArray());
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
