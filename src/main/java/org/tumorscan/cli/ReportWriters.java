package org.tumorscan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tumorscan.cli.options.ReportOptions.Format;
import org.tumorscan.cli.options.ReportOptions.Reports;
import org.tumorscan.report.ConsoleReport;
import org.tumorscan.report.CsvReport;
import org.tumorscan.report.HeatmapPictures;
import org.tumorscan.report.HtmlReport;
import org.tumorscan.report.JsonLinesReport;
import org.tumorscan.report.JsonReport;
import org.tumorscan.report.ReportTarget;
import org.tumorscan.report.ReportWriter;
import org.tumorscan.report.dicom.DicomResultFiles;
import org.tumorscan.report.dicom.ResultKind;
import org.tumorscan.report.pdf.PdfReport;

/** Makes the writers that the options ask for. */
final class ReportWriters {
  private ReportWriters() {}

  /**
   * Writers for files in the directory and a table on standard output, or for standard output
   * alone.
   */
  static List<ReportWriter> of(Reports reports, PrintWriter out) throws IOException {
    List<ReportWriter> writers = new ArrayList<>();
    boolean toFiles = reports.directory().isPresent();
    for (Format format : Format.values()) {
      if (reports.formats().contains(format) && !format.isDicom()) {
        writers.add(
            toFiles
                ? toFile(format, reports.directory().get())
                : toStream(format, ReportTarget.stream(out)));
      }
    }
    if (reports.isFiled()) {
      writers.add(
          new DicomResultFiles(
              reports.directory().orElseThrow(), kinds(reports), ZoneId.systemDefault()));
    }
    if (reports.heatmapPictures()) {
      writers.add(new HeatmapPictures(reports.directory().get().resolve("heatmaps")));
    }
    if (toFiles || writers.isEmpty()) {
      writers.add(new ConsoleReport(out));
    }
    return writers;
  }

  private static Set<ResultKind> kinds(Reports reports) {
    return reports.formats().stream()
        .filter(Format::isDicom)
        .map(format -> ResultKind.valueOf(format.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ReportWriter toFile(Format format, Path directory) throws IOException {
    Path file = directory.resolve("report." + format.extension());
    return switch (format) {
      case HTML -> new HtmlReport(file);
      case PDF -> new PdfReport(file);
      default -> toStream(format, ReportTarget.file(file));
    };
  }

  private static ReportWriter toStream(Format format, ReportTarget target) throws IOException {
    return switch (format) {
      case JSON -> new JsonReport(target);
      case JSONL -> new JsonLinesReport(target);
      case CSV -> new CsvReport(target);
      default -> throw new IllegalArgumentException(format + " is not for a stream");
    };
  }
}
