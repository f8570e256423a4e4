package org.tumorscan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.tumorscan.report.ReportDirectory;
import org.tumorscan.report.ReportTarget;
import org.tumorscan.report.ReportWriter;
import org.tumorscan.report.dicom.DicomResultFiles;
import org.tumorscan.report.dicom.ResultKind;
import org.tumorscan.report.fhir.FhirReport;
import org.tumorscan.report.pdf.PdfReport;

/** Makes the writers that the options ask for. */
final class ReportWriters {
  private ReportWriters() {}

  /** The one form of a report that standard output gets. */
  static List<ReportWriter> forStream(Reports reports, PrintWriter out) throws IOException {
    Optional<Format> format = reports.formats().stream().findFirst();
    return List.of(
        format.isPresent()
            ? toStream(format.get(), ReportTarget.stream(out))
            : new ConsoleReport(out));
  }

  /** Writers for files. */
  static List<ReportWriter> forDirectory(Reports reports, Path path, ReportDirectory directory)
      throws IOException {
    List<ReportWriter> writers = new ArrayList<>();
    for (Format format : Format.values()) {
      if (reports.formats().contains(format) && !format.isDicom()) {
        writers.add(toFile(format, path));
      }
    }
    if (reports.isFiled()) {
      writers.add(new DicomResultFiles(path, kinds(reports), ZoneId.systemDefault()));
    }
    if (reports.heatmapPictures()) {
      writers.add(new HeatmapPictures(directory.heatmaps()));
    }
    return writers;
  }

  /** Removes what an earlier run left that this one, which is finished, was not asked for. */
  static void removeOthers(Reports reports, Path path, ReportDirectory directory)
      throws IOException {
    directory.keepReports(reports.formats().stream().map(Format::extension).toList());
    if (!reports.isFiled()) {
      DicomResultFiles.removeOthers(path, Set.of());
    }
    if (!reports.heatmapPictures()) {
      HeatmapPictures.remove(directory.heatmaps());
    }
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
      case FHIR -> new FhirReport(file);
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
