package org.tumorscan.benchmark;

/**
 * How fast the model is when it has nothing to wait for.
 *
 * @param batchSize slices at once
 * @param millisPerSlice time of a full batch over its size
 */
public record NetworkRate(int batchSize, Spread millisPerSlice) {

  /** By the median. */
  public double slicesPerSecond() {
    return 1000 / millisPerSlice.median();
  }
}
