package org.tumorscan.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.model.Safetensors.Tensor;

/**
 * What a bundle's weights file holds.
 *
 * @param head the ensemble
 * @param novelty distance from the training features
 */
public record HeadWeights(TumorHead head, NoveltyScale novelty) {
  private static final String LINEAR_WEIGHT = "head.weight";

  /** Checks that both look at the same features. */
  public HeadWeights {
    if (head instanceof LinearHead linear && linear.featureCount() != novelty.mean().length) {
      throw new IllegalArgumentException(
          linear.featureCount()
              + " features in the head, "
              + novelty.mean().length
              + " in novelty");
    }
  }

  /** The safetensors file. */
  byte[] toBytes() {
    int features = novelty.mean().length;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    if (head instanceof LinearHead linear) {
      tensors.putAll(tensors(linear));
    } else if (head instanceof DenseHead dense) {
      tensors.putAll(DenseHeadTensors.of(dense));
    }
    tensors.put("novelty.mean", new Tensor(new int[] {features}, novelty.mean()));
    tensors.put(
        "novelty.standard_deviation",
        new Tensor(new int[] {features}, novelty.standardDeviation()));
    tensors.put("novelty.edge", new Tensor(new int[] {1}, new float[] {(float) novelty.edge()}));
    return Safetensors.write(tensors);
  }

  private static Map<String, Tensor> tensors(LinearHead head) {
    int rows = head.biases().length;
    int features = head.featureCount();
    float[] flat = new float[Math.multiplyExact(rows, features)];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(head.weights()[row], 0, flat, row * features, features);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(LINEAR_WEIGHT, new Tensor(new int[] {rows, features}, flat));
    tensors.put("head.bias", new Tensor(new int[] {rows}, head.biases()));
    return tensors;
  }

  /**
   * Reads the safetensors file.
   *
   * @throws ModelException {@code MALFORMED} where a tensor is missing or shapes disagree
   */
  static HeadWeights fromBytes(byte[] bytes) throws ModelException {
    Map<String, Tensor> tensors = Safetensors.read(bytes);
    try {
      return new HeadWeights(
          tensors.containsKey(LINEAR_WEIGHT) ? linear(tensors) : DenseHeadTensors.read(tensors),
          new NoveltyScale(
              Safetensors.required(tensors, "novelty.mean", 1).values(),
              Safetensors.required(tensors, "novelty.standard_deviation", 1).values(),
              Safetensors.required(tensors, "novelty.edge", 1).values()[0]));
    } catch (IllegalArgumentException e) {
      throw new ModelException(Reason.MALFORMED, "weights: " + e.getMessage(), e);
    }
  }

  private static LinearHead linear(Map<String, Tensor> tensors) throws ModelException {
    Tensor weight = Safetensors.required(tensors, LINEAR_WEIGHT, 2);
    int rows = weight.shape()[0];
    int features = weight.shape()[1];
    float[][] weights = new float[rows][features];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(weight.values(), row * features, weights[row], 0, features);
    }
    return new LinearHead(weights, Safetensors.required(tensors, "head.bias", 1).values());
  }
}
