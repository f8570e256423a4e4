package org.tumorscan.benchmark;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that moves by a tick whenever it is read, and as far as it is told. */
final class TickingClock implements LongSupplier {
  private final AtomicLong nanos = new AtomicLong();
  private final long tick;

  TickingClock(long tickNanos) {
    tick = tickNanos;
  }

  @Override
  public long getAsLong() {
    return nanos.addAndGet(tick);
  }

  void advanceMillis(double millis) {
    nanos.addAndGet((long) (millis * 1e6));
  }
}
