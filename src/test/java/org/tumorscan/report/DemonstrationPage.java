package org.tumorscan.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.inference.Prediction;
import org.tumorscan.report.pdf.PdfReport;

/**
 * Writes every report of an invented run of drawn heads, to look at: {@code DemonstrationPage
 * DIRECTORY}. The figures are invented too; no model has seen the drawings.
 */
final class DemonstrationPage {
  private static final int SIZE = 224;
  private static final int CELLS = 7;
  private static final long SEED = 20260102;

  private DemonstrationPage() {}

  /** Takes the directory to write to. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    List<Outcome> outcomes = outcomes();
    SampleRun.write(new JsonReport(ReportTarget.file(directory.resolve("report.json"))), outcomes);
    SampleRun.write(
        new JsonLinesReport(ReportTarget.file(directory.resolve("report.jsonl"))), outcomes);
    SampleRun.write(new CsvReport(ReportTarget.file(directory.resolve("report.csv"))), outcomes);
    SampleRun.write(new HtmlReport(directory.resolve("report.html")), outcomes);
    SampleRun.write(new PdfReport(directory.resolve("report.pdf")), outcomes);
    try (var console = Files.newBufferedWriter(directory.resolve("console.txt"))) {
      SampleRun.write(new ConsoleReport(console), outcomes);
    }
  }

  static List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    Random random = new Random(SEED);
    for (int slice = 0; slice < 20; slice++) {
      outcomes.add(head(random, "with-lesion/t1c", "2.25.1001.1", "2.25.1001", slice, 20, 11.5));
    }
    for (int slice = 0; slice < 12; slice++) {
      outcomes.add(head(random, "without/t1c", "2.25.1002.1", "2.25.1002", slice, 12, -1));
    }
    for (int slice = 0; slice < 8; slice++) {
      outcomes.add(head(random, "with-lesion/flair", "2.25.1001.2", "2.25.1001", slice, 8, 4.5));
    }
    for (int slice = 1; slice <= 30; slice++) {
      outcomes.add(SampleRun.notApplicable(String.format("scans/ct/slice-%03d.dcm", slice)));
    }
    outcomes.add(SampleRun.rejected("scans/broken/truncated.dcm"));
    outcomes.add(
        new Outcome.Rejected(
            Outcome.Subject.file("scans/notes.txt"),
            "not-dicom",
            "no DICOM prefix and no data set that begins like one",
            Optional.empty(),
            OptionalLong.of(0),
            List.of()));
    outcomes.add(
        new Outcome.Rejected(
            Outcome.Subject.file("scans/broken/<script>alert(1)</script>\u202E\".dcm"),
            "unsupported-transfer-syntax",
            "JPEG-LS Lossless is not read yet",
            Optional.of("(0002,0010)"),
            OptionalLong.empty(),
            List.of()));
    return outcomes;
  }

  private static Outcome head(
      Random random,
      String name,
      String series,
      String study,
      int slice,
      int count,
      double middle) {
    double height = 2.0 * slice / (count - 1) - 1;
    double size = 0.35 + 0.6 * Math.sqrt(Math.max(0, 1 - height * height * 0.9));
    double lesion = middle < 0 ? 0 : Math.max(0, 1 - Math.abs(slice - middle) / (count * 0.22));
    boolean strange = slice == count - 1;
    double likelihood =
        Math.min(0.985, 0.04 + 0.1 * random.nextDouble() + 0.88 * Math.sqrt(lesion));
    Map<String, Double> likelihoods = new LinkedHashMap<>();
    likelihoods.put("no-tumor", 1 - likelihood);
    likelihoods.put("tumor", likelihood);
    double spread = 0.03 + 0.5 * likelihood * (1 - likelihood);
    return new Outcome.Classified(
        new Outcome.Subject(
            "scans/" + name + String.format("/slice-%03d.dcm", slice + 1),
            Optional.of(1),
            1,
            Optional.of(series + "." + slice),
            Optional.of(series),
            Optional.of(study),
            Optional.of("MR"),
            Optional.of("HEAD")),
        new Prediction(
            likelihood,
            0,
            new Prediction.Interval(
                Math.max(0, likelihood - spread), Math.min(1, likelihood + spread * 0.8)),
            likelihoods,
            new Prediction.Novelty(strange ? 1.6 : 0.4 + 0.3 * random.nextDouble()),
            Optional.of(heat(random, lesion))),
        likelihood >= SampleRun.THRESHOLD,
        strange ? List.of("no VOI window in the file: full range used") : List.of(),
        new Outcome.View(draw(random, size, lesion), SIZE));
  }

  private static Heatmap heat(Random random, double lesion) {
    float[] cells = new float[CELLS * CELLS];
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        double distance = Math.hypot(row - 2.4, column - 4.3);
        cells[row * CELLS + column] =
            (float)
                (9 * lesion * Math.exp(-distance * distance / 1.6) + random.nextGaussian() - 1.2);
      }
    }
    return new Heatmap(cells, CELLS, CELLS);
  }

  private static byte[] draw(Random random, double size, double lesion) {
    byte[] pixels = new byte[SIZE * SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        double x = (column - SIZE / 2.0) / (SIZE / 2.0) / size / 0.82;
        double y = (row - SIZE / 2.0) / (SIZE / 2.0) / size / 0.98;
        double grey = tissue(x, y, size) + 7 * random.nextGaussian();
        double fromLesion =
            Math.hypot((column - 152) / (1 + 26.0 * lesion), (row - 92) / (1 + 22.0 * lesion));
        if (lesion > 0 && fromLesion < 1) {
          grey = fromLesion > 0.7 ? 225 : 95 + 20 * random.nextGaussian();
        }
        pixels[row * SIZE + column] = (byte) Math.max(0, Math.min(255, Math.round(grey)));
      }
    }
    return pixels;
  }

  private static double tissue(double x, double y, double size) {
    double radius = Math.hypot(x, y);
    if (radius > 1) {
      return 6;
    }
    if (radius > 0.94) {
      return 190;
    }
    if (radius > 0.88) {
      return 25;
    }
    double folds = 0.045 * Math.sin(14 * Math.atan2(y, x)) + 0.03 * Math.sin(23 * Math.atan2(y, x));
    if (radius + folds > 0.8) {
      return 55;
    }
    boolean ventricle =
        size > 0.75 && Math.hypot((Math.abs(x) - 0.13 - 0.12 * y * y) / 0.1, y / 0.38) < 1;
    if (ventricle) {
      return 35;
    }
    if (Math.abs(x) < 0.012) {
      return 70;
    }
    return radius + 2 * folds > 0.62 ? 118 : 150;
  }
}
