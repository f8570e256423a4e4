package org.tumorscan.inference;

import java.util.List;
import org.tumorscan.image.ModelInput;

/** The port to the network. Owned and used by one thread; holds native memory until closed. */
public interface FeatureExtractor extends AutoCloseable {

  /** Features of every picture. */
  enum Detail {
    POOLED,
    POOLED_AND_LAST_MAP
  }

  /**
   * Runs the network.
   *
   * @param batch 1 to {@link #batchSize} pictures of one size
   * @return one a picture, in order
   * @throws InferenceException {@code FAILED}
   */
  List<Features> extract(List<ModelInput> batch, Detail detail) throws InferenceException;

  /** Pictures that go through the network at once; a few can cost as much as a full batch. */
  int batchSize();

  /** Where and how the network runs. */
  Execution execution();

  @Override
  void close();
}
