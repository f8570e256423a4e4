package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkShareTest {
  @ParameterizedTest
  @CsvSource({
    // batch, threads; workers, pictures and threads of each
    "8, 1, 1, 8, 1",
    "8, 2, 2, 4, 1",
    "8, 16, 2, 4, 8",
    "64, 16, 16, 4, 1",
    "64, 6, 6, 11, 1",
    "9, 2, 2, 5, 1",
    "7, 4, 1, 7, 4",
    "1, 4, 1, 1, 4"
  })
  void everyWorkerHasPicturesEnoughAndTheThreadsAreShared(
      int batchSize, int threads, int workers, int pictures, int threadsEach) {
    assertEquals(
        new NetworkShare(workers, pictures, threadsEach),
        NetworkShare.of(Device.cpu(), batchSize, threads));
  }

  @ParameterizedTest
  @CsvSource({"1", "8", "64"})
  void graphicsProcessorTakesTheBatchWhole(int batchSize) {
    assertEquals(new NetworkShare(1, batchSize, 4), NetworkShare.of(Device.gpu(), batchSize, 4));
  }
}
