package org.tumorscan.report.pdf;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tumorscan.inference.Prediction;
import org.tumorscan.report.GroupedReasons;
import org.tumorscan.report.HighestSlices;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.Printable;
import org.tumorscan.report.Rounding;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunTotals;
import org.tumorscan.report.RunTotals.SeriesScore;
import org.tumorscan.report.RunTotals.StudyScore;
import org.tumorscan.report.SeriesKey;
import org.tumorscan.report.SlicePicture;
import org.tumorscan.report.pdf.PageFlow.Captioned;
import org.tumorscan.report.pdf.PageFlow.Cell;
import org.tumorscan.report.pdf.PageFlow.Column;

/** What the summary says, section by section. */
final class SummaryPages {
  private static final int PICTURES_ACROSS = 2;
  private static final int MOST_PATH_CHARACTERS = 240;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final PageFlow flow;
  private final RunInfo run;
  private final RunTotals totals;

  SummaryPages(PageFlow flow, RunInfo run, RunTotals totals) {
    this.flow = flow;
    this.run = run;
    this.totals = totals;
  }

  void write(
      Map<SeriesKey, String> kinds,
      HighestSlices highest,
      GroupedReasons notApplicable,
      GroupedReasons rejected)
      throws IOException {
    masthead();
    counts();
    series(kinds);
    slices(highest.highestFirst());
    reasons("Not applicable", notApplicable.reasons());
    reasons("Rejected", rejected.reasons());
    flow.finish(RunInfo.DISCLAIMER + " " + model() + ", " + DATE.format(run.createdAt()) + ".");
  }

  private String model() {
    return run.model().id() + " " + run.model().version();
  }

  private void masthead() throws IOException {
    flow.paragraph("Tumor-likelihood report", PageFlow.TITLE, PageFlow.INK, true);
    soft(DATE.format(run.createdAt()) + ", tumorscan " + run.toolVersion());
    flow.paragraph(RunInfo.DISCLAIMER, PageFlow.TEXT + 1, PageFlow.ALERT, true);
    text("A low likelihood does not rule out a tumor; a high one does not prove it.");
    if (totals.summary().interrupted()) {
      flow.paragraph(
          "The run was interrupted before its last input; inputs after it are missing.",
          PageFlow.TEXT,
          PageFlow.ALERT,
          true);
    }
    flow.heading("Model");
    text(model() + ". Made for: " + run.model().scope());
    text(
        "Operating point "
            + run.model().operatingPoint()
            + ": suspicious from a likelihood of "
            + Rounding.readable(run.model().threshold()));
    text("Marked as unlike the training data: what lies " + RunInfo.NOVELTY_RULE);
    text("Ran on " + run.execution() + ", files read by " + run.dicomReader());
    soft("SHA-256 " + run.model().sha256());
    for (String limit : run.model().limits()) {
      text("Limit: " + limit);
    }
  }

  private void counts() throws IOException {
    RunTotals.Summary summary = totals.summary();
    flow.heading("Summary");
    List<Column> columns = new ArrayList<>();
    for (String title :
        List.of(
            "Files",
            "Frames",
            "Classified",
            "Suspicious",
            "Not applicable",
            "Rejected",
            "Skipped, no DICOM")) {
      columns.add(new Column(title, 1f / 7));
    }
    flow.table(
        columns,
        List.of(
            List.of(
                count(summary.files()),
                count(summary.frames()),
                count(summary.classified()),
                new Cell(Long.toString(summary.suspicious()), summary.suspicious() > 0),
                count(summary.notApplicable()),
                count(summary.rejected()),
                count(summary.skipped()))));
  }

  private void series(Map<SeriesKey, String> kinds) throws IOException {
    flow.heading("Studies and series");
    soft(
        "Series likelihood: "
            + run.model().series().rule().description()
            + "; suspicious from "
            + Rounding.readable(run.model().series().threshold())
            + ". Study likelihood: "
            + StudyScore.RULE
            + ". Numbers are those of report.html.");
    if (totals.series().isEmpty()) {
      text("No series was classified.");
      return;
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (SeriesScore score : totals.series()) {
      SeriesKey key = new SeriesKey(score.studyInstanceUid(), score.seriesInstanceUid());
      rows.add(
          List.of(
              Cell.of(Integer.toString(rows.size() + 1)),
              Cell.of(kinds.getOrDefault(key, "")),
              Cell.of(Integer.toString(score.instances())),
              Cell.of(Rounding.readable(score.tumorLikelihood())),
              decision(score.suspicious()),
              Cell.of(Printable.of(score.seriesInstanceUid())),
              Cell.of(Printable.of(score.studyInstanceUid()))));
    }
    flow.table(
        List.of(
            new Column("Series", 0.07f),
            new Column("Kind", 0.13f),
            new Column("Slices", 0.07f),
            new Column("Likelihood", 0.10f),
            new Column("Decision", 0.13f),
            new Column("Series UID", 0.25f),
            new Column("Study UID", 0.25f)),
        rows);
  }

  private void slices(List<Outcome.Classified> slices) throws IOException {
    flow.heading("Highest slices");
    if (slices.isEmpty()) {
      text("No slice was classified.");
      return;
    }
    soft(
        "Left what the network saw, right the same with its heat map, where the model has one. Warm"
            + " cells are where the slice speaks for a tumor; each map has a scale of its own. It"
            + " shows what moved the model, not where a tumor ends.");
    List<Captioned> pictures = new ArrayList<>();
    for (Outcome.Classified slice : slices) {
      pictures.add(new Captioned(SlicePicture.of(slice, 1), caption(slice)));
    }
    flow.pictures(pictures, PICTURES_ACROSS);
  }

  private static List<Cell> caption(Outcome.Classified slice) {
    Prediction prediction = slice.prediction();
    List<Cell> lines = new ArrayList<>();
    lines.add(
        new Cell(
            Rounding.readable(prediction.tumorLikelihood())
                + " "
                + decision(slice.suspicious()).text(),
            slice.suspicious()));
    lines.add(
        Cell.of(
            "90 % interval "
                + Rounding.readable(prediction.interval().low())
                + " to "
                + Rounding.readable(prediction.interval().high())));
    if (prediction.novelty().isOutOfDistribution()) {
      lines.add(
          new Cell(
              "Unlike the training data ("
                  + Rounding.oneDecimal(prediction.novelty().score())
                  + ")",
              true));
    }
    slice.warnings().forEach(warning -> lines.add(Cell.of(Printable.of(warning))));
    Outcome.Subject subject = slice.subject();
    String frame =
        subject.frameCount() == 1
            ? ""
            : subject.frameNumber().map(number -> ", frame " + number).orElse("");
    lines.add(Cell.of(end(Printable.of(subject.path())) + frame));
    return lines;
  }

  /** A caption must leave room for its picture; the end of a path tells more than its beginning. */
  private static String end(String path) {
    int cut = path.length() - MOST_PATH_CHARACTERS;
    return cut > 0 ? "\u2026" + Printable.wellFormed(path.substring(cut)) : path;
  }

  private void reasons(String title, List<GroupedReasons.Reason> reasons) throws IOException {
    if (reasons.isEmpty()) {
      return;
    }
    flow.heading(title);
    List<List<Cell>> rows = new ArrayList<>();
    for (GroupedReasons.Reason reason : reasons) {
      String more = reason.more().isEmpty() ? "" : " and " + reason.more() + " more";
      rows.add(
          List.of(
              Cell.of(reason.reason()),
              count(reason.count()),
              Cell.of(String.join(", ", reason.files()) + more)));
    }
    flow.table(
        List.of(
            new Column("Reason", 0.3f),
            new Column("Frames or files", 0.15f),
            new Column("Files", 0.55f)),
        rows);
  }

  private static Cell decision(boolean suspicious) {
    return new Cell(suspicious ? "suspicious" : "not suspicious", suspicious);
  }

  private static Cell count(long count) {
    return Cell.of(Long.toString(count));
  }

  private void text(String text) throws IOException {
    flow.paragraph(text, PageFlow.TEXT, PageFlow.INK, false);
  }

  private void soft(String text) throws IOException {
    flow.paragraph(text, PageFlow.SMALL, PageFlow.SOFT, false);
  }
}
