package org.tumorscan.cli;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * The user's wish that the run end. It is granted time only where the code at work has said that it
 * will heed it; everything else may end at once, since it leaves nothing half-written.
 */
final class StopSignal {
  private volatile boolean requested;
  private volatile boolean heeded;
  private final Queue<Runnable> tidying = new ConcurrentLinkedQueue<>();

  /** The user wants the run to end. */
  void request() {
    requested = true;
  }

  /** From now on the code at work asks, and finishes what it must once the answer is yes. */
  BooleanSupplier heed() {
    heeded = true;
    return () -> requested;
  }

  /** What is to be done before a run that does not heed the wish is ended. */
  void tidyUpBy(Runnable work) {
    tidying.add(work);
  }

  /** Does all that. */
  void tidyUp() {
    tidying.forEach(Runnable::run);
  }

  /** Whether the code at work is worth waiting for. */
  boolean isHeeded() {
    return heeded;
  }
}
