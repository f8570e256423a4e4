package org.tumorscan.inference;

import java.util.List;
import org.tumorscan.image.ModelInput;

/** Judges pictures. Owned and used by one thread. */
public interface Classifier extends AutoCloseable {

  /**
   * Begins to judge a batch, as {@link FeatureExtractor#start} does.
   *
   * @param batch 1 to {@link #batchSize} pictures
   * @return one a picture, in order
   */
  Pending<List<Prediction>> start(List<ModelInput> batch);

  /**
   * Judges a batch.
   *
   * @param batch 1 to {@link #batchSize} pictures
   * @return one a picture, in order
   * @throws InferenceException {@code FAILED}
   */
  default List<Prediction> classify(List<ModelInput> batch) throws InferenceException {
    return start(batch).await();
  }

  /** Pictures that are judged at once. */
  int batchSize();

  /** Where and how the network runs. */
  Execution execution();

  @Override
  void close();
}
