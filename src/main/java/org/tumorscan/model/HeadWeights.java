package org.tumorscan.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.model.Safetensors.Tensor;

/**
 * What a bundle's weights files hold.
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

  /** The head's safetensors file. */
  byte[] headBytes() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    if (head instanceof LinearHead linear) {
      tensors.putAll(tensors(linear));
    } else if (head instanceof DenseHead dense) {
      tensors.putAll(DenseHeadTensors.of(dense));
    }
    return Safetensors.write(tensors);
  }

  /** The safetensors file of the novelty scale. */
  byte[] noveltyBytes() {
    return Safetensors.write(NoveltyTensors.of(novelty));
  }

  private static Map<String, Tensor> tensors(LinearHead head) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(LINEAR_WEIGHT, Tensor.ofRows(head.weights()));
    tensors.put("head.bias", new Tensor(new int[] {head.biases().length}, head.biases()));
    return tensors;
  }

  /**
   * Reads the safetensors files.
   *
   * @param novelty the same as that of the head in bundles that have one file for both
   * @throws ModelException {@code MALFORMED} where a tensor is missing or shapes disagree
   */
  static HeadWeights fromBytes(byte[] head, byte[] novelty) throws ModelException {
    Map<String, Tensor> tensors = Safetensors.read(head);
    try {
      return new HeadWeights(
          tensors.containsKey(LINEAR_WEIGHT) ? linear(tensors) : DenseHeadTensors.read(tensors),
          NoveltyTensors.read(Safetensors.read(novelty)));
    } catch (IllegalArgumentException e) {
      throw new ModelException(Reason.MALFORMED, "weights: " + e.getMessage(), e);
    }
  }

  private static LinearHead linear(Map<String, Tensor> tensors) throws ModelException {
    Tensor weight = Safetensors.required(tensors, LINEAR_WEIGHT, 2);
    float[][] weights = weight.rows();
    return new LinearHead(weights, Safetensors.required(tensors, "head.bias", 1).values());
  }
}
