package org.tumorscan.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tumorscan.benchmark.Recommendation.Setting;
import org.tumorscan.benchmark.SampledInputs.Unreadable;
import org.tumorscan.report.Printable;

/** A benchmark for people, at most 100 columns wide but for paths and reasons. */
public final class BenchmarkTable {
  private static final String HEADER = "%-42s %10s %10s  %-17s %s";

  private BenchmarkTable() {}

  /** The lines, without line breaks. */
  public static List<String> lines(BenchmarkReport report) {
    Measurements measurements = report.measurements();
    List<String> lines = new ArrayList<>();
    addRun(lines, report.run(), measurements.machine());
    lines.add("");
    lines.add(header("network", "slices/s", "ms/slice", "times"));
    measurements.network().forEach(rate -> lines.add(network(rate)));
    lines.add("");
    lines.add(header("reading and decoding, one thread", "MB/s", "ms/frame", "times"));
    measurements.decoding().forEach(rate -> lines.add(decoding(rate)));
    lines.add("");
    lines.add(header("preparing, one thread", "slices/s", "ms/slice", "times"));
    Spread preparation = measurements.millisPerPreparation();
    lines.add(
        row(
            MadeSlices.SIZE + " x " + MadeSlices.SIZE,
            1000 / preparation.median(),
            preparation.median(),
            preparation));
    addEndToEnd(lines, measurements.endToEnd());
    addInputs(lines, report.given());
    lines.add("");
    measurements.warnings().forEach(lines::add);
    addRecommendation(lines, measurements.recommendation());
    return lines;
  }

  private static void addRun(List<String> lines, BenchmarkReport.Run run, Machine machine) {
    lines.add(
        text(
            "%s %s on %s, read by %s: median and quartiles of %s s each",
            run.modelId(),
            run.modelVersion(),
            machine.execution(),
            run.dicomReader(),
            run.seconds()));
    lines.add(
        text(
            "%s, %d processors, %d network threads (TUMORSCAN_THREADS), Java %s, %d MB heap",
            machine.system(),
            machine.processors(),
            machine.networkThreads(),
            machine.java(),
            machine.heapMegabytes()));
  }

  private static String network(NetworkRate rate) {
    return row(
        "batch size " + rate.batchSize(),
        rate.slicesPerSecond(),
        rate.millisPerSlice().median(),
        rate.millisPerSlice());
  }

  private static String decoding(DecodingRate rate) {
    return row(
        rate.transferSyntax().displayName() + (rate.made() ? " (made)" : ""),
        rate.megabytesPerSecond(),
        rate.millisPerFrame().median(),
        rate.millisPerFrame());
  }

  private static void addEndToEnd(List<String> lines, List<EndToEndRate> rates) {
    if (rates.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(
        header(
            "files to report, batch size " + rates.get(0).batchSize(),
            "slices/s",
            "of network",
            "at work: network, workers"));
    for (EndToEndRate rate : rates) {
      Spread spread = rate.slicesPerSecond();
      lines.add(
          text(
              HEADER,
              "--workers " + rate.workers(),
              figure(spread.median()),
              text("%.0f %%", 100 * rate.shareOfNetwork()),
              quartiles(spread),
              text("%.0f %%, %.0f %%", 100 * rate.networkBusy(), 100 * rate.workersBusy())));
    }
  }

  private static void addInputs(List<String> lines, SampledInputs given) {
    if (given.files() == 0) {
      return;
    }
    lines.add("");
    lines.add(
        text(
            "%s%d files of the inputs looked at, %d unreadable, %d skipped",
            given.whole() ? "" : "the first ",
            given.files(),
            given.unreadable().size(),
            given.skipped()));
    for (Unreadable file : given.unreadable()) {
      lines.add(
          "  "
              + Printable.of(file.path())
              + ": "
              + file.reason()
              + ": "
              + Printable.of(file.message()));
    }
  }

  private static void addRecommendation(List<String> lines, Recommendation recommendation) {
    lines.add("recommended");
    lines.add(setting("--batch-size ", recommendation.batchSize()));
    lines.add(setting("--workers ", recommendation.workers()));
    lines.add(setting("TUMORSCAN_THREADS=", recommendation.threads()));
  }

  private static String setting(String name, Setting setting) {
    return text("  %-22s %s", name + setting.value(), setting.reason());
  }

  private static String header(String what, String first, String second, String last) {
    return text(HEADER, what, first, second, "quartiles", last);
  }

  private static String row(String what, double first, double second, Spread quartiles) {
    return text(
        HEADER, what, figure(first), figure(second), quartiles(quartiles), quartiles.repetitions());
  }

  private static String quartiles(Spread spread) {
    return figure(spread.lowerQuartile()) + " - " + figure(spread.upperQuartile());
  }

  /** Three digits that count, where the number has no more before its point. */
  private static String figure(double value) {
    return text(value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).stripTrailing();
  }
}
