package org.tumorscan.djl;

import ai.djl.Device;

/**
 * How a batch is shared among processors. Several workers, each with pictures of its own, wait for
 * one another once a batch; the threads of one worker wait at every layer, and where other work
 * takes one of their processors, all of them do.
 *
 * @param workers that run the network side by side, at least 1
 * @param pictures of a worker, at least 1
 * @param threads of a worker, at least 1
 */
record NetworkShare(int workers, int pictures, int threads) {
  // Fewer would not repay reading the weights.
  private static final int LEAST_PICTURES = 4;

  /**
   * The share on a device.
   *
   * @param batchSize pictures at once, at least 1
   * @param threads of the CPU, at least 1
   */
  static NetworkShare of(Device device, int batchSize, int threads) {
    int most = device.isGpu() ? 1 : Math.max(1, Math.min(threads, batchSize / LEAST_PICTURES));
    int pictures = (batchSize + most - 1) / most;
    int workers = (batchSize + pictures - 1) / pictures;
    return new NetworkShare(workers, pictures, Math.max(1, threads / workers));
  }
}
