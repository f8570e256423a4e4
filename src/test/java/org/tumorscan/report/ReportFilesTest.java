package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tumorscan.report.fhir.FhirReport;
import org.tumorscan.report.pdf.PdfReport;

/** What every writer of a file keeps to. */
class ReportFilesTest {

  /** Opens a writer on a file. */
  interface Opener {
    ReportWriter open(Path target) throws IOException;
  }

  @TempDir private Path directory;

  static Stream<Named<Opener>> writers() {
    return Stream.of(
        Named.of("json", path -> new JsonReport(ReportTarget.file(path))),
        Named.of("jsonl", path -> new JsonLinesReport(ReportTarget.file(path))),
        Named.of("csv", path -> new CsvReport(ReportTarget.file(path))),
        Named.of("html", HtmlReport::new),
        Named.of("pdf", PdfReport::new),
        Named.of("fhir", FhirReport::new));
  }

  @ParameterizedTest
  @MethodSource("writers")
  void reportAppearsOnFinishAndNothingElseStays(Opener writer) throws IOException {
    Path target = directory.resolve("report");
    try (ReportWriter report = writer.open(target)) {
      report.begin(SampleRun.INFO);
      report.add(SampleRun.outcomes().get(0));
      assertFalse(Files.exists(target));
      report.finish(SampleRun.totals(SampleRun.outcomes().subList(0, 1)));
      assertTrue(Files.size(target) > 0);
    }
    assertEquals(List.of(target), contents());
  }

  @ParameterizedTest
  @MethodSource("writers")
  void abortedRunLeavesThePreviousReportAndNothingElse(Opener writer) throws IOException {
    Path target = Files.writeString(directory.resolve("report"), "previous");
    try (ReportWriter report = writer.open(target)) {
      report.begin(SampleRun.INFO);
      for (Outcome outcome : SampleRun.outcomes()) {
        report.add(outcome);
      }
    }
    assertEquals("previous", Files.readString(target));
    assertEquals(List.of(target), contents());
  }

  @ParameterizedTest
  @MethodSource("writers")
  void twoRunsInOneDirectoryDoNotMeet(Opener writer) throws IOException {
    Path target = directory.resolve("report");
    try (ReportWriter outer = writer.open(target)) {
      outer.begin(SampleRun.INFO);
      SampleRun.write(writer.open(target), SampleRun.outcomes());
      byte[] inner = Files.readAllBytes(target);
      for (Outcome outcome : SampleRun.outcomes()) {
        outer.add(outcome);
      }
      outer.finish(SampleRun.totals(SampleRun.outcomes()));
      assertArrayEquals(inner, Files.readAllBytes(target));
    }
  }

  @ParameterizedTest
  @MethodSource("writers")
  void twoRunsDifferInTheTimestampAlone(Opener writer) throws IOException {
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    SampleRun.write(writer.open(first), SampleRun.outcomes());
    RunInfo info = SampleRun.INFO;
    RunInfo later =
        new RunInfo(
            info.toolVersion(),
            Instant.parse("2027-11-12T13:14:15Z"),
            info.model(),
            info.dicomReader(),
            info.execution());
    try (ReportWriter report = writer.open(second)) {
      report.begin(later);
      for (Outcome outcome : SampleRun.outcomes()) {
        report.add(outcome);
      }
      report.finish(SampleRun.totals(SampleRun.outcomes()));
    }

    assertEquals(
        text(first).replaceAll("2026-01-02[T ]03:04:05", "WHEN"),
        text(second).replaceAll("2027-11-12[T ]13:14:15", "WHEN"));
  }

  @ParameterizedTest
  @MethodSource("writers")
  void runsOfOneTimeGiveTheSameBytes(Opener writer) throws IOException {
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    SampleRun.write(writer.open(first), SampleRun.outcomes());
    SampleRun.write(writer.open(second), SampleRun.outcomes());
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
  }

  /** The words of a PDF, whose bytes are compressed; any other file as it is. */
  private static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (!new String(bytes, 0, 5, StandardCharsets.ISO_8859_1).equals("%PDF-")) {
      return Files.readString(file);
    }
    try (PDDocument document = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @ParameterizedTest
  @MethodSource("writers")
  void reportIsAsReadableAsOtherFilesOfTheUser(Opener writer) throws IOException {
    Assumptions.assumeTrue(
        directory.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "skipped: no POSIX permissions here");
    Path other = Files.writeString(directory.resolve("other"), "x");
    Path target = directory.resolve("report");
    SampleRun.write(writer.open(target), SampleRun.outcomes());
    assertEquals(permissions(other), permissions(target));
  }

  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.getPosixFilePermissions(file);
  }

  private List<Path> contents() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
