package org.tumorscan.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Repeats work for a time and keeps how long each repetition took. */
final class Repetition {
  /** libtorch rewrites a network at its second run, and the first pages memory in. */
  static final int FEWEST_WARM_UPS = 2;

  static final int FEWEST = 3;

  /** Enough for quartiles, however short the work. */
  static final int MOST = 10_000;

  private static final double WARM_UP_SHARE = 0.25;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private final LongSupplier nanoClock;
  private final double seconds;
  private final BooleanSupplier stop;

  /**
   * How long to repeat.
   *
   * @param nanoClock as {@link System#nanoTime}
   * @param seconds of each measurement, above 0, the warm-up not counted
   * @param stop asked before every repetition
   */
  Repetition(LongSupplier nanoClock, double seconds, BooleanSupplier stop) {
    this.nanoClock = nanoClock;
    this.seconds = seconds;
    this.stop = stop;
  }

  /** Work that is the same every time. */
  interface Work<E extends Exception> {
    void run() throws E;
  }

  long nanoTime() {
    return nanoClock.getAsLong();
  }

  /** When a measurement that begins now ends. */
  long deadline() {
    return nanoTime() + (long) (seconds * NANOS_PER_SECOND);
  }

  /** When a warm-up that begins now ends. */
  long warmUpDeadline() {
    return nanoTime() + (long) (WARM_UP_SHARE * seconds * NANOS_PER_SECOND);
  }

  boolean isPast(long deadline) {
    return nanoTime() - deadline >= 0;
  }

  boolean isStopped() {
    return stop.getAsBoolean();
  }

  void checkStop() throws BenchmarkStoppedException {
    if (isStopped()) {
      throw new BenchmarkStoppedException();
    }
  }

  /** Milliseconds of one repetition, after a warm-up. */
  <E extends Exception> Spread millis(Work<E> work) throws E, BenchmarkStoppedException {
    repeat(work, warmUpDeadline(), FEWEST_WARM_UPS);
    return Spread.of(repeat(work, deadline(), FEWEST));
  }

  private <E extends Exception> List<Double> repeat(Work<E> work, long deadline, int fewest)
      throws E, BenchmarkStoppedException {
    List<Double> millis = new ArrayList<>();
    while (millis.size() < fewest || (millis.size() < MOST && !isPast(deadline))) {
      checkStop();
      long start = nanoTime();
      work.run();
      // A coarse clock may not have moved, and rates divide by this.
      millis.add(Math.max(1, nanoTime() - start) / NANOS_PER_MILLI);
    }
    return millis;
  }
}
