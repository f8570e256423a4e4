package org.tumorscan.cli.options;

import org.tumorscan.cli.options.EngineOptions.Engine;

/**
 * How resident memory is divided: Java's heap, and all that the process takes beside it. {@code
 * scripts/tumorscan} sizes the heap by {@link #OUTSIDE} and {@link #LEAST_HEAP}.
 *
 * <p>Measured with the shipped model, all formats, jemalloc or glibc, 1 to 8 network threads: 715
 * to 780 MiB outside the heap for batches of up to 16, 860 for 32 and 1250 for 64. Loading the
 * network takes most of that, and leaves room for the batches that follow.
 *
 * @param heapMebibytes most that Java's heap may take
 * @param nativeMebibytes most that all else may take
 * @param engine on the CPU, with as many workers as have memory enough
 */
public record MemoryPlan(long heapMebibytes, long nativeMebibytes, Engine engine) {
  /** Outside the heap, in MiB, for batches of up to {@link #FREE_PICTURES}. */
  static final int OUTSIDE = 850;

  /** Heap that it takes to load the network, in MiB. */
  static final int LEAST_HEAP = 250;

  private static final int FREE_PICTURES = 16;
  private static final int OUTSIDE_A_PICTURE = 11;

  /**
   * Up to eight inputs a picture of the batch wait in queues. Set when each took 0.65 MiB; now it
   * is a third of that, so this is on the safe side.
   */
  private static final int HEAP_A_PICTURE = 6;

  private static final int HEAP_OF_THE_REST = 100;

  /** Frames of 4096 x 4096 samples fit into it. */
  private static final int HEAP_OF_A_WORKER = 384;

  private static final int PIXELS = 224;

  static MemoryPlan of(long heapMebibytes, Engine engine, int sizePixels) {
    long pictures = pictures(engine.batchSize(), sizePixels);
    long outside = OUTSIDE + OUTSIDE_A_PICTURE * Math.max(0, pictures - FREE_PICTURES);
    long workers = Math.max(1, forFiles(heapMebibytes, pictures) / HEAP_OF_A_WORKER);
    return new MemoryPlan(
        heapMebibytes,
        outside,
        new Engine(
            "cpu",
            engine.precision(),
            engine.batchSize(),
            (int) Math.min(engine.workers(), workers)));
  }

  /** A batch, in pictures of 224 x 224. */
  private static long pictures(int batchSize, int sizePixels) {
    return (long) Math.ceil((double) batchSize * sizePixels * sizePixels / (PIXELS * PIXELS));
  }

  private static long forFiles(long heapMebibytes, long pictures) {
    return Math.max(0, heapMebibytes - HEAP_OF_THE_REST - HEAP_A_PICTURE * pictures);
  }

  /** The smallest limit that can hold. */
  long leastMebibytes() {
    return nativeMebibytes + LEAST_HEAP;
  }

  /** What may be taken in all. */
  long mostMebibytes() {
    return nativeMebibytes + heapMebibytes;
  }

  /**
   * Heap in bytes that one file may take.
   *
   * @param sizePixels height and width of the network's input
   */
  public long bytesForOneFile(int sizePixels) {
    long all = forFiles(heapMebibytes, pictures(engine.batchSize(), sizePixels));
    return (all << 20) / engine.workers();
  }
}
