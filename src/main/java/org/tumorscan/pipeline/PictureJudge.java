package org.tumorscan.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.FeatureExtractor.Detail;
import org.tumorscan.inference.Features;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.DenseHead;
import org.tumorscan.training.augment.Slice;

/** Scores prepared pictures with a dense head. */
final class PictureJudge {
  private final FeatureExtractor extractor;
  private final Preprocessor preprocessor;
  private final DenseHead head;

  /** A judge; the extractor has the head on top and stays open. */
  PictureJudge(FeatureExtractor extractor, Preprocessor preprocessor, DenseHead head) {
    this.extractor = extractor;
    this.preprocessor = preprocessor;
    this.head = head;
  }

  /**
   * What the pictures got.
   *
   * @param logits [n], the head's own
   * @param pooled float32 [n][features]
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Scores(double[] logits, float[][] pooled) {}

  Scores score(List<Slice> slices) throws InferenceException {
    double[] logits = new double[slices.size()];
    float[][] pooled = new float[slices.size()][];
    for (int start = 0; start < logits.length; start += extractor.batchSize()) {
      int end = Math.min(logits.length, start + extractor.batchSize());
      List<ModelInput> batch = new ArrayList<>();
      for (Slice slice : slices.subList(start, end)) {
        batch.add(preprocessor.input(slice.values()));
      }
      int at = start;
      for (Features features : extractor.extract(batch, Detail.POOLED)) {
        pooled[at] = features.pooled();
        logits[at] = head.logits(features.cells().orElseThrow().members())[0];
        at++;
      }
    }
    return new Scores(logits, pooled);
  }
}
