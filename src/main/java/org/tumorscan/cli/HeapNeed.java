package org.tumorscan.cli;

import java.util.List;
import java.util.Optional;
import org.tumorscan.dataset.Case;
import org.tumorscan.dataset.Split;
import org.tumorscan.training.TrainingException;

/**
 * Java's heap that a training run takes, whose prepared pictures stay in memory. A run that lacks
 * it would end after hours.
 *
 * @param pictures number of them beside the test split, as far as it is known before they are read
 * @param sizePixels height and width of the network's input
 * @param bytes of the heap
 */
record HeapNeed(int pictures, int sizePixels, long bytes) {
  /** A fingerprint, a thumbnail, and what the table and the header say. */
  private static final long FACTS_OF_A_PICTURE = 14_000;

  /** What does not grow with the pictures. */
  private static final long REST = 200L << 20;

  /** A byte a pixel; of the test split the facts alone. */
  static HeapNeed of(List<Case> cases, int sizePixels) {
    Optional<Split> test = Optional.of(Split.TEST);
    int kept = (int) cases.stream().filter(listed -> !listed.split().equals(test)).count();
    long ofKept = (long) kept * sizePixels * sizePixels;
    return new HeapNeed(kept, sizePixels, REST + cases.size() * FACTS_OF_A_PICTURE + ofKept);
  }

  /**
   * Checks that it is there.
   *
   * @param heapBytes most that the heap may take
   * @throws TrainingException {@code OUT_OF_MEMORY}
   */
  void require(long heapBytes) throws TrainingException {
    if (heapBytes < bytes) {
      throw new TrainingException(
          TrainingException.Reason.OUT_OF_MEMORY,
          "%d pictures of %d x %d need %d MiB of Java's heap, which may take %d; set TUMORSCAN_HEAP=%dm"
              .formatted(
                  pictures,
                  sizePixels,
                  sizePixels,
                  (bytes >> 20) + 1,
                  heapBytes >> 20,
                  optionMebibytes()));
    }
  }

  /** Java tells a heap of 300 MiB as 290: of what the collector copies between, half is empty. */
  private long optionMebibytes() {
    return (long) (bytes * 1.05) / (1 << 20) + 1;
  }
}
