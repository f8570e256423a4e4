package org.tumorscan.benchmark;

/**
 * How fast files become a report.
 *
 * @param workers threads that read and prepare
 * @param batchSize slices that go through the network at once
 * @param slices judged in all that counts here
 * @param slicesPerSecond of each run over the inputs
 * @param shareOfNetwork the median over the network's rate at that batch size; 1 where nothing is
 *     lost to reading and writing
 * @param work where the time went
 */
public record EndToEndRate(
    int workers,
    int batchSize,
    long slices,
    Spread slicesPerSecond,
    double shareOfNetwork,
    StageWork work) {

  /**
   * How long the stages, which overlap, were at work.
   *
   * @param elapsedSeconds by the clock
   * @param readAndPrepareSeconds summed over the workers
   * @param networkSeconds of its one thread
   * @param reportsSeconds of its one thread
   */
  public record StageWork(
      double elapsedSeconds,
      double readAndPrepareSeconds,
      double networkSeconds,
      double reportsSeconds) {}

  /** Part of the time that the network was at work, 0 to 1. */
  public double networkBusy() {
    return work.networkSeconds() / work.elapsedSeconds();
  }

  /** Part of their time that the workers were at work, 0 to 1. */
  public double workersBusy() {
    return work.readAndPrepareSeconds() / work.elapsedSeconds() / workers;
  }
}
