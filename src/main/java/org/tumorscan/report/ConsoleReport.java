package org.tumorscan.report;

import java.io.Flushable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.tumorscan.inference.Prediction;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.report.RunTotals.SeriesScore;

/** A table for a terminal, at most {@value #WIDTH} columns wide. */
public final class ConsoleReport implements ReportWriter {

  /** Widest line, in characters. */
  public static final int WIDTH = 100;

  private static final int PATH_WIDTH = 46;
  private static final String ROW = "%-" + PATH_WIDTH + "s  %5s  %10s  %-13s  %s";
  private static final String INDENT = "    ";

  private final Appendable out;
  private RunInfo.SeriesInfo series = new RunInfo.SeriesInfo(SeriesRule.UNCALIBRATED, 1);
  private String lastReason = "";
  private List<String> lastWarnings = List.of();

  /**
   * Writes to a stream that the caller keeps and closes.
   *
   * @param out such as standard output
   */
  public ConsoleReport(Appendable out) {
    this.out = out;
  }

  @Override
  public void begin(RunInfo run) throws IOException {
    RunInfo.ModelInfo model = run.model();
    series = model.series();
    line(model.id() + " " + model.version() + " on " + run.execution());
    line(
        "suspicious from "
            + Rounding.readable(model.threshold())
            + " ("
            + model.operatingPoint()
            + "); 90 % intervals over the ensemble");
    line("? = " + RunInfo.NOVELTY_RULE);
    line("");
    row("path", "frame", "likelihood", "interval", "decision");
  }

  @Override
  public void add(Outcome outcome) throws IOException {
    String path = shorten(Printable.of(outcome.subject().path()), PATH_WIDTH);
    String frame = outcome.subject().frameNumber().map(String::valueOf).orElse("");
    if (outcome instanceof Outcome.Classified classified) {
      addClassified(path, frame, classified);
    } else if (outcome instanceof Outcome.NotApplicable notApplicable) {
      row(path, frame, "", "", "not applicable");
      addReason(notApplicable);
    } else if (outcome instanceof Outcome.Rejected rejected) {
      row(path, frame, "", "", "rejected");
      detail(describe(rejected));
      addWarnings(rejected);
    }
    if (out instanceof Flushable stream) {
      // Somebody may be watching.
      stream.flush();
    }
  }

  @Override
  public void finish(RunTotals totals) throws IOException {
    if (!totals.series().isEmpty()) {
      line("");
      row("series", "count", "likelihood", "", "decision");
      for (SeriesScore series : totals.series()) {
        row(
            shorten(Printable.of(series.seriesInstanceUid()), PATH_WIDTH),
            String.valueOf(series.instances()),
            Rounding.readable(series.tumorLikelihood()),
            "",
            decision(series.suspicious()));
      }
      detail(
          "Series: "
              + series.rule().description()
              + "; suspicious from "
              + Rounding.readable(series.threshold())
              + ".");
    }
    line("");
    line(describe(totals.summary()));
    line(RunInfo.DISCLAIMER);
  }

  /** Does nothing: the stream is the caller's. */
  @Override
  public void close() {}

  private void addClassified(String path, String frame, Outcome.Classified classified)
      throws IOException {
    Prediction prediction = classified.prediction();
    row(
        path,
        frame,
        Rounding.readable(prediction.tumorLikelihood()),
        Rounding.readable(prediction.interval().low())
            + " - "
            + Rounding.readable(prediction.interval().high()),
        decision(classified.suspicious())
            + (prediction.novelty().isOutOfDistribution() ? " ?" : ""));
    addNewWarnings(classified.warnings());
  }

  /** The slices of a series tend to have the same. */
  private void addNewWarnings(List<String> warnings) throws IOException {
    if (!warnings.isEmpty() && warnings.equals(lastWarnings)) {
      detail("warnings as above");
    } else {
      for (String warning : warnings) {
        detail(warning);
      }
    }
    lastWarnings = warnings;
  }

  private void addWarnings(Outcome outcome) throws IOException {
    for (String warning : outcome.warnings()) {
      detail(warning);
    }
  }

  private void addReason(Outcome.NotApplicable outcome) throws IOException {
    String reason = outcome.reason() + String.join("\n", outcome.warnings());
    // A directory of scans that the model is not made for would repeat one sentence on every row.
    if (!reason.equals(lastReason)) {
      detail(outcome.reason());
      addWarnings(outcome);
      lastReason = reason;
    }
  }

  private static String describe(Outcome.Rejected rejected) {
    StringBuilder text =
        new StringBuilder(rejected.reason()).append(": ").append(rejected.message());
    rejected.tag().ifPresent(tag -> text.append(", element ").append(tag));
    rejected.byteOffset().ifPresent(offset -> text.append(", byte ").append(offset));
    return text.toString();
  }

  private static String describe(RunTotals.Summary summary) {
    return String.format(
        Locale.ROOT,
        "%d files, %d frames: %d classified (%d suspicious), %d not applicable, %d rejected%s%s",
        summary.files(),
        summary.frames(),
        summary.classified(),
        summary.suspicious(),
        summary.notApplicable(),
        summary.rejected(),
        summary.skipped() > 0 ? "; %d skipped, no DICOM".formatted(summary.skipped()) : "",
        summary.interrupted() ? "; INTERRUPTED before the last input" : "");
  }

  private static String decision(boolean suspicious) {
    return suspicious ? "SUSPICIOUS" : "not suspicious";
  }

  private void row(String path, String frame, String likelihood, String interval, String decision)
      throws IOException {
    String row = String.format(Locale.ROOT, ROW, path, frame, likelihood, interval, decision);
    line(row.stripTrailing());
  }

  private void detail(String text) throws IOException {
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : Printable.of(text).split(" ", -1)) {
      if (line.length() > INDENT.length() && line.length() + word.length() > WIDTH) {
        line(line.toString().stripTrailing());
        line.setLength(0);
        line.append(INDENT);
      }
      line.append(word).append(' ');
    }
    line(line.toString().stripTrailing());
  }

  private void line(String text) throws IOException {
    out.append(text).append('\n');
  }

  /** Keeps both ends of a path: the directory it lies in and the name that tells it apart. */
  static String shorten(String text, int width) {
    int length = text.codePointCount(0, text.length());
    if (length <= width) {
      return text;
    }
    int kept = width - 3;
    int head = kept / 3;
    int tail = kept - head;
    return text.substring(0, text.offsetByCodePoints(0, head))
        + "..."
        + text.substring(text.offsetByCodePoints(text.length(), -tail));
  }
}
