package org.tumorscan.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.tumorscan.model.Adapter.Change;
import org.tumorscan.model.Adapter.Full;
import org.tumorscan.model.Adapter.LowRank;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.model.Safetensors.Tensor;

/**
 * An adapter as tensors: a change of low rank under its parameter's name with {@code .lora_B}, the
 * first matrix, and {@code .lora_A}, the second; another under its parameter's name.
 */
final class AdapterTensors {
  private static final String UP = ".lora_B";
  private static final String DOWN = ".lora_A";

  private AdapterTensors() {}

  static Map<String, Tensor> of(Adapter adapter) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    new TreeMap<>(adapter.changes()).forEach((name, change) -> put(tensors, name, change));
    return tensors;
  }

  private static void put(Map<String, Tensor> tensors, String name, Change change) {
    if (change instanceof LowRank lowRank) {
      tensors.put(name + UP, half(lowRank.up()));
      tensors.put(name + DOWN, half(lowRank.down()));
    } else if (change instanceof Full full) {
      tensors.put(name, new Tensor(new int[] {full.values().length}, full.values()));
    }
  }

  private static Tensor half(float[][] matrix) {
    Tensor full = Tensor.ofRows(matrix);
    return new Tensor(full.shape(), full.values(), true);
  }

  static Adapter read(Map<String, Tensor> tensors) throws ModelException {
    Map<String, Change> changes = new HashMap<>();
    for (String name : tensors.keySet()) {
      if (name.endsWith(UP)) {
        String parameter = name.substring(0, name.length() - UP.length());
        if (tensors.containsKey(parameter)) {
          throw new ModelException(
              Reason.MALFORMED, "adapter: '" + parameter + "' is changed twice");
        }
        changes.put(parameter, lowRank(tensors, parameter));
      } else if (!name.endsWith(DOWN)) {
        changes.put(name, new Full(finite(tensors, name, 1).values()));
      } else if (!tensors.containsKey(name.substring(0, name.length() - DOWN.length()) + UP)) {
        throw new ModelException(Reason.MALFORMED, "adapter: '" + name + "' stands alone");
      }
    }
    return new Adapter(changes);
  }

  private static LowRank lowRank(Map<String, Tensor> tensors, String parameter)
      throws ModelException {
    try {
      return new LowRank(
          finite(tensors, parameter + UP, 2).rows(), finite(tensors, parameter + DOWN, 2).rows());
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          Reason.MALFORMED, "adapter: '" + parameter + "': " + e.getMessage(), e);
    }
  }

  private static Tensor finite(Map<String, Tensor> tensors, String name, int dimensions)
      throws ModelException {
    Tensor tensor = Safetensors.required(tensors, name, dimensions);
    for (float value : tensor.values()) {
      if (!Float.isFinite(value)) {
        throw new ModelException(Reason.MALFORMED, "adapter: '" + name + "' holds " + value);
      }
    }
    return tensor;
  }
}
