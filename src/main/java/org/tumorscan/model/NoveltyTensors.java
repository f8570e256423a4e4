package org.tumorscan.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tumorscan.model.Safetensors.Tensor;

/** A novelty scale as tensors. */
final class NoveltyTensors {
  private static final String MEAN = "novelty.mean";
  private static final String DEVIATION = "novelty.standard_deviation";
  private static final String DIRECTIONS = "novelty.directions";
  private static final String EDGE = "novelty.edge";

  private NoveltyTensors() {}

  static Map<String, Tensor> of(NoveltyScale scale) {
    int[] features = {scale.mean().length};
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(MEAN, new Tensor(features, scale.mean()));
    tensors.put(DEVIATION, new Tensor(features, scale.standardDeviation()));
    if (scale.directions().length > 0) {
      tensors.put(DIRECTIONS, Tensor.ofRows(scale.directions()));
    }
    tensors.put(EDGE, new Tensor(new int[] {1}, new float[] {(float) scale.edge()}));
    return tensors;
  }

  static NoveltyScale read(Map<String, Tensor> tensors) throws ModelException {
    return new NoveltyScale(
        Safetensors.required(tensors, MEAN, 1).values(),
        Safetensors.required(tensors, DEVIATION, 1).values(),
        tensors.containsKey(DIRECTIONS)
            ? Safetensors.required(tensors, DIRECTIONS, 2).rows()
            : new float[0][],
        Safetensors.required(tensors, EDGE, 1).values()[0]);
  }
}
