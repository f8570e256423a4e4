package org.tumorscan.report.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tumorscan.report.ReportTarget;

/** The files of an evaluation. */
public final class EvaluationFiles {
  private EvaluationFiles() {}

  /**
   * Writes {@code evaluation.json}, {@code evaluation.html} and {@code plots/}; each file appears
   * whole or not at all, and replaces an older one.
   *
   * @param directory made where absent
   */
  public static void write(Evaluation evaluation, Path directory) throws IOException {
    Path plotDirectory = Files.createDirectories(directory.resolve("plots"));
    List<Plots.Plot> plots = Plots.of(evaluation);
    for (Plots.Plot plot : plots) {
      PlotFiles.write(plotDirectory, plot.file(), plot.chart(), plot.size());
    }
    try (ReportTarget target = ReportTarget.file(directory.resolve("evaluation.html"))) {
      EvaluationHtml.write(evaluation, plots, target);
    }
    try (ReportTarget target = ReportTarget.file(directory.resolve("evaluation.json"))) {
      EvaluationJson.write(evaluation, target);
    }
  }
}
