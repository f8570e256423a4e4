package org.tumorscan.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepetitionTest {
  private final TickingClock clock = new TickingClock(0);
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void workIsRepeatedUntilTheTimeIsUp() throws Exception {
    Spread millis = repetition(1).millis(() -> work(100));
    assertEquals(new Spread(10, 100, 100, 100), millis);
  }

  @Test
  void theWarmUpIsAQuarterOfTheTimeAndDoesNotCount() throws Exception {
    Spread millis = repetition(1).millis(() -> work(runs.get() < 3 ? 100 : 50));
    assertEquals(new Spread(20, 50, 50, 50), millis);
    assertEquals(23, runs.get());
  }

  @Test
  void slowWorkIsDoneThreeTimesNevertheless() throws Exception {
    assertEquals(new Spread(3, 5000, 5000, 5000), repetition(0.01).millis(() -> work(5000)));
    assertEquals(Repetition.FEWEST_WARM_UPS + Repetition.FEWEST, runs.get());
  }

  @Test
  void workThatTheClockDoesNotSeeEndsAfterManyTimes() throws Exception {
    Spread millis = repetition(1).millis(() -> work(0));
    assertEquals(Repetition.MOST, millis.repetitions());
    assertEquals(1e-6, millis.median());
  }

  @Test
  void theUserMayStopIt() {
    Repetition stopped = new Repetition(clock, 1, () -> runs.get() == 4);
    assertThrows(BenchmarkStoppedException.class, () -> stopped.millis(() -> work(1)));
    assertEquals(4, runs.get());
  }

  private Repetition repetition(double seconds) {
    return new Repetition(clock, seconds, () -> false);
  }

  private void work(double millis) {
    runs.incrementAndGet();
    clock.advanceMillis(millis);
  }
}
