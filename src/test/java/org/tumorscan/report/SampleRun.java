package org.tumorscan.report;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tumorscan.inference.Execution;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.inference.Precision;
import org.tumorscan.inference.Prediction;
import org.tumorscan.model.SeriesRule;

/** Outcomes for tests: small, invented, the same every time. */
final class SampleRun {
  static final double THRESHOLD = 0.5;

  static final RunInfo.SeriesInfo SERIES =
      new RunInfo.SeriesInfo(SeriesRule.UNCALIBRATED, THRESHOLD);

  static final RunInfo INFO =
      new RunInfo(
          "0.1.0",
          Instant.parse("2026-01-02T03:04:05.678Z"),
          new RunInfo.ModelInfo(
              "brain-mri-tumor",
              "0.1.0-preview",
              "0123456789abcdef".repeat(4),
              List.of("no-tumor", "tumor"),
              "balanced",
              THRESHOLD,
              SERIES,
              "MR of the head, axial slices.",
              List.of("A preview: trained on few sources."),
              List.of(new CardSection("Limits", List.of("Few <b>sources</b>.")))),
          "part10",
          new Execution("cpu", Precision.FLOAT32));

  private SampleRun() {}

  /** A slice of series {@code 1.2.3} in study {@code 1.2}. */
  static Outcome.Subject slice(String path, int frameNumber) {
    return slice(path, frameNumber, Optional.of("1.2.3"), Optional.of("1.2"));
  }

  static Outcome.Subject slice(
      String path, int frameNumber, Optional<String> series, Optional<String> study) {
    return new Outcome.Subject(
        path,
        Optional.of(frameNumber),
        1,
        Optional.of("1.2.3.4"),
        series,
        study,
        Optional.of("MR"),
        Optional.of("HEAD"));
  }

  static Outcome.Classified classified(Outcome.Subject subject, double likelihood) {
    Map<String, Double> likelihoods = new LinkedHashMap<>();
    likelihoods.put("no-tumor", 1 - likelihood);
    likelihoods.put("tumor", likelihood);
    return new Outcome.Classified(
        subject,
        new Prediction(
            likelihood,
            0,
            new Prediction.Interval(likelihood * 0.75, Math.min(1, likelihood * 1.125)),
            likelihoods,
            new Prediction.Novelty(likelihood > 0.75 ? 1.25 : 0.5),
            Optional.of(new Heatmap(new float[] {-1, 0, 2, 4}, 2, 2))),
        likelihood >= THRESHOLD,
        likelihood > 0.75 ? List.of("no VOI window: full range used") : List.of(),
        new Outcome.View(new byte[64 * 64], 64));
  }

  static Outcome.NotApplicable notApplicable(String path) {
    return new Outcome.NotApplicable(
        new Outcome.Subject(
            path,
            Optional.of(1),
            1,
            Optional.empty(),
            Optional.of("9.9"),
            Optional.empty(),
            Optional.of("CT"),
            Optional.empty()),
        "made for MR, and this is CT",
        List.of());
  }

  static Outcome.Rejected rejected(String path) {
    return new Outcome.Rejected(
        Outcome.Subject.file(path),
        "truncated",
        "value of 512 bytes, 100 left in the file",
        Optional.of("(7FE0,0010)"),
        OptionalLong.of(1234),
        List.of("the transfer syntax is guessed"));
  }

  /** Every status once, two classified frames. */
  static List<Outcome> outcomes() {
    return List.of(
        classified(slice("a/1.dcm", 1), 0.25),
        classified(slice("a/2.dcm", 1), 0.8),
        notApplicable("ct.dcm"),
        rejected("broken.dcm"));
  }

  static RunTotals totals(List<Outcome> outcomes) {
    ScoreBoard board = new ScoreBoard(SERIES);
    outcomes.forEach(board::add);
    return board.totals(0, false);
  }

  /** Takes a writer through its life. */
  static void write(ReportWriter report, List<Outcome> outcomes) throws IOException {
    try (report) {
      report.begin(INFO);
      for (Outcome outcome : outcomes) {
        report.add(outcome);
      }
      report.finish(totals(outcomes));
    }
  }
}
