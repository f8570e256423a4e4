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
   * Begins to run the network, and waits for nothing. Batches are run in the order in which they
   * are begun; where the next one has been begun in time, no processor is idle in between.
   *
   * @param batch 1 to {@link #batchSize} pictures of one size
   * @return one a picture, in order
   */
  Pending<List<Features>> start(List<ModelInput> batch, Detail detail);

  /**
   * Runs the network.
   *
   * @param batch as for {@link #start}
   * @return one a picture, in order
   * @throws InferenceException {@code FAILED}
   */
  default List<Features> extract(List<ModelInput> batch, Detail detail) throws InferenceException {
    return start(batch, detail).await();
  }

  /** Pictures that go through the network at once; a few can cost as much as a full batch. */
  int batchSize();

  /** Where and how the network runs. */
  Execution execution();

  @Override
  void close();
}
