package org.tumorscan.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.model.Safetensors.Tensor;

/**
 * What a linear bundle's weights file holds.
 *
 * @param head the ensemble
 * @param novelty distance from the training features
 */
public record HeadWeights(LinearHead head, NoveltyScale novelty) {

  /** Checks that both look at the same features. */
  public HeadWeights {
    if (head.featureCount() != novelty.mean().length) {
      throw new IllegalArgumentException(
          head.featureCount() + " features in the head, " + novelty.mean().length + " in novelty");
    }
  }

  /** The safetensors file. */
  byte[] toBytes() {
    int rows = head.biases().length;
    int features = head.featureCount();
    float[] flat = new float[Math.multiplyExact(rows, features)];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(head.weights()[row], 0, flat, row * features, features);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("head.weight", new Tensor(new int[] {rows, features}, flat));
    tensors.put("head.bias", new Tensor(new int[] {rows}, head.biases()));
    tensors.put("novelty.mean", new Tensor(new int[] {features}, novelty.mean()));
    tensors.put(
        "novelty.standard_deviation",
        new Tensor(new int[] {features}, novelty.standardDeviation()));
    tensors.put("novelty.edge", new Tensor(new int[] {1}, new float[] {(float) novelty.edge()}));
    return Safetensors.write(tensors);
  }

  /**
   * Reads the safetensors file.
   *
   * @throws ModelException {@code MALFORMED} where a tensor is missing or shapes disagree
   */
  static HeadWeights fromBytes(byte[] bytes) throws ModelException {
    Map<String, Tensor> tensors = Safetensors.read(bytes);
    Tensor weight = required(tensors, "head.weight", 2);
    int rows = weight.shape()[0];
    int features = weight.shape()[1];
    float[][] weights = new float[rows][features];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(weight.values(), row * features, weights[row], 0, features);
    }
    try {
      return new HeadWeights(
          new LinearHead(weights, required(tensors, "head.bias", 1).values()),
          new NoveltyScale(
              required(tensors, "novelty.mean", 1).values(),
              required(tensors, "novelty.standard_deviation", 1).values(),
              required(tensors, "novelty.edge", 1).values()[0]));
    } catch (IllegalArgumentException e) {
      throw new ModelException(Reason.MALFORMED, "weights: " + e.getMessage(), e);
    }
  }

  private static Tensor required(Map<String, Tensor> tensors, String name, int dimensions)
      throws ModelException {
    Tensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().length != dimensions || tensor.values().length == 0) {
      throw new ModelException(
          Reason.MALFORMED, "weights: no tensor '" + name + "' of " + dimensions + " dimensions");
    }
    return tensor;
  }
}
