package org.tumorscan.pipeline;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.LongAdder;

/** How long each stage was at work, summed over its threads. Safe for many threads. */
public final class StageTimes {

  /** The stages of classification. */
  public enum Stage {
    READ_AND_PREPARE,
    NETWORK,
    REPORTS
  }

  private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);

  /** All at zero. */
  public StageTimes() {
    for (Stage stage : Stage.values()) {
      nanos.put(stage, new LongAdder());
    }
  }

  /** Adds the time since a reading of {@link System#nanoTime}. */
  void addSince(Stage stage, long startNanos) {
    LongAdder adder = nanos.get(stage);
    if (adder != null) {
      adder.add(System.nanoTime() - startNanos);
    }
  }

  /** How long a stage was at work so far. */
  public Duration of(Stage stage) {
    LongAdder adder = nanos.get(stage);
    return adder == null ? Duration.ZERO : Duration.ofNanos(adder.sum());
  }

  /** One line: seconds of each stage and their share of the elapsed time. */
  public String describe(Duration elapsed) {
    StringJoiner line = new StringJoiner(", ", "time at work: ", "");
    nanos.forEach(
        (stage, sum) ->
            line.add(
                String.format(
                    Locale.ROOT,
                    "%s %.1f s (%.0f %% of elapsed)",
                    stage.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    sum.sum() / 1e9,
                    100.0 * sum.sum() / Math.max(1, elapsed.toNanos()))));
    return line.toString();
  }
}
