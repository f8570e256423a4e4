package org.tumorscan.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Settings that suit the machine.
 *
 * @param batchSize for {@code --batch-size}
 * @param workers for {@code --workers}
 * @param threads for {@code TUMORSCAN_THREADS}
 */
public record Recommendation(Setting batchSize, Setting workers, Setting threads) {
  /** Below this, a difference is not worth the memory or the threads that it costs. */
  static final double TOLERANCE = 0.05;

  /** From this share on, the network is what takes the time. */
  static final double NETWORK_BOUND = 0.9;

  /**
   * A setting.
   *
   * @param value at least 1
   * @param reason in words, without a full stop
   */
  public record Setting(int value, String reason) {}

  /** From all that was measured. */
  static Recommendation of(
      Machine machine, List<NetworkRate> network, List<EndToEndRate> endToEnd) {
    return new Recommendation(
        batchSize(network), workers(machine, endToEnd), threads(machine, endToEnd));
  }

  /**
   * The smallest batch that is nearly as fast as the fastest.
   *
   * @param network at least one
   */
  static Setting batchSize(List<NetworkRate> network) {
    NetworkRate best =
        network.stream()
            .max(Comparator.comparingDouble(NetworkRate::slicesPerSecond))
            .orElseThrow();
    NetworkRate chosen =
        network.stream()
            .filter(rate -> isClose(rate.slicesPerSecond(), best.slicesPerSecond()))
            .min(Comparator.comparingInt(NetworkRate::batchSize))
            .orElse(best);
    if (chosen.equals(best)) {
      return new Setting(
          best.batchSize(),
          text("the network's fastest, %.1f slices a second", best.slicesPerSecond()));
    }
    return new Setting(
        chosen.batchSize(),
        text(
            "%.1f slices a second through the network; %d give %.1f, too little more for the memory",
            chosen.slicesPerSecond(), best.batchSize(), best.slicesPerSecond()));
  }

  /** The fewest workers that are nearly as fast as the fastest number. */
  static Setting workers(Machine machine, List<EndToEndRate> endToEnd) {
    Optional<EndToEndRate> best = best(endToEnd);
    if (best.isEmpty()) {
      return new Setting(
          machine.processors(), "one a processor; not measured, as no slice could be judged");
    }
    EndToEndRate chosen =
        endToEnd.stream()
            .filter(rate -> isClose(rate.slicesPerSecond().median(), fastest(best.get())))
            .min(Comparator.comparingInt(EndToEndRate::workers))
            .orElse(best.get());
    String share =
        text(
            "%.1f slices a second from files to report, %.0f %% of the network alone",
            fastest(chosen), 100 * chosen.shareOfNetwork());
    return new Setting(
        chosen.workers(),
        chosen.equals(best.get())
            ? share
            : share + text("; %d workers are no faster than that by 5 %%", best.get().workers()));
  }

  /** Only one number can be measured in a process, so the others are for the user to try. */
  static Setting threads(Machine machine, List<EndToEndRate> endToEnd) {
    int threads = machine.networkThreads();
    int processors = machine.processors();
    if (!machine.execution().device().equals("cpu")) {
      return new Setting(
          threads, "of little weight, as the network runs on " + machine.execution().device());
    }
    if (threads > processors) {
      return new Setting(
          processors,
          text("%d were measured, and more threads than processors wait for each other", threads));
    }
    if (threads < processors) {
      return new Setting(threads, "the only number measured; " + compareWith(processors));
    }
    boolean starved =
        best(endToEnd).map(rate -> rate.shareOfNetwork() < NETWORK_BOUND).orElse(false);
    if (starved && threads > 1) {
      return new Setting(
          threads,
          "one a processor, the only number measured; workers and network share the processors, so "
              + compareWith(threads - 1));
    }
    return new Setting(threads, "one a processor, the only number measured");
  }

  private static String compareWith(int threads) {
    return text("compare with TUMORSCAN_THREADS=%d tumorscan benchmark", threads);
  }

  private static Optional<EndToEndRate> best(List<EndToEndRate> endToEnd) {
    return endToEnd.stream().max(Comparator.comparingDouble(Recommendation::fastest));
  }

  private static double fastest(EndToEndRate rate) {
    return rate.slicesPerSecond().median();
  }

  private static boolean isClose(double rate, double best) {
    return rate >= (1 - TOLERANCE) * best;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
