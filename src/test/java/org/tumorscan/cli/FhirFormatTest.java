package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --format fhir} as its users call it, over the scans that come with the program. */
class FhirFormatTest {
  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();

  @Test
  void samplesGiveTheSeriesAndStudiesThatTheJsonReportHas() throws IOException {
    assertEquals(
        ExitCode.SOME_REJECTED,
        run("classify", "sample-scans", "-o", directory.toString(), "--format=json,fhir"),
        err.toString());
    JsonNode json = read("report.json");
    List<String> expected = new ArrayList<>();
    for (JsonNode series : json.path("series")) {
      expected.add(series.path("tumorLikelihood") + " " + series.path("decision").asText());
    }
    List<String> series = new ArrayList<>();
    int studies = 0;
    for (JsonNode entry : read("report.fhir.json").path("entry")) {
      JsonNode resource = entry.path("resource");
      if (resource.has("interpretation")) {
        series.add(
            resource.at("/valueQuantity/value")
                + " "
                + resource.at("/interpretation/0/coding/0/code").asText());
      }
      studies += resource.path("resourceType").asText().equals("DiagnosticReport") ? 1 : 0;
    }
    assertEquals(expected, series);
    assertEquals(json.path("studies").size(), studies);
    assertTrue(series.size() >= 3, series.toString());
    String text = Files.readString(directory.resolve("report.fhir.json"));
    assertFalse(text.contains("SYNTHETIC"), "a patient");
  }

  @Test
  void pseudonymsStandForPathsAndUids() throws IOException {
    Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef");
    String slice = "sample-scans/formats/mr-rle.dcm";
    Path plain = directory.resolve("plain");
    run("classify", slice, "-o", plain.toString(), "--format=json");
    run(
        "classify",
        slice,
        "-o",
        directory.toString(),
        "--format=fhir",
        "--pseudonymize",
        key.toString());
    JsonNode instance = read("plain/report.json").at("/instances/0");
    String text = Files.readString(directory.resolve("report.fhir.json"));
    for (String field : List.of("sopInstanceUid", "seriesInstanceUid", "studyInstanceUid")) {
      assertFalse(instance.path(field).asText().isEmpty(), field);
      assertFalse(text.contains(instance.path(field).asText()), field);
    }
    assertFalse(text.contains("mr-rle"), "a path");
    assertTrue(text.contains("urn:dicom:uid"), text);
  }

  @Test
  void aRunThatIsNotAskedForItRemovesAnEarlierOne() throws IOException {
    String slice = "sample-scans/formats/mr-rle.dcm";
    run("classify", slice, "-o", directory.toString(), "--format=fhir,pdf");
    assertTrue(Files.exists(directory.resolve("report.fhir.json")));
    assertTrue(Files.exists(directory.resolve("report.pdf")));
    run("classify", slice, "-o", directory.toString(), "--format=csv");
    assertFalse(Files.exists(directory.resolve("report.fhir.json")));
    assertFalse(Files.exists(directory.resolve("report.pdf")));
  }

  @Test
  void standardOutputIsNoPlaceForIt() {
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--format", "fhir"));
    assertTrue(
        err.toString().contains("--format fhir needs a directory: add -o DIR"), err.toString());
  }

  /** Its library is heavy: it must cost nothing where it is not asked for. */
  @Test
  void theLibraryIsLoadedOnlyWhereTheFormatIsAskedFor() throws Exception {
    assertEquals(0, classesOfTheLibrary("csv"));
    assertTrue(classesOfTheLibrary("fhir") > 100);
  }

  private long classesOfTheLibrary(String format) throws Exception {
    Path log = directory.resolve(format + ".log");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                FakeEngine.class.getName(),
                "classify",
                "sample-scans/formats/mr-rle.dcm",
                "-o",
                directory.resolve(format).toString(),
                "--format=" + format)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(ExitCode.OK, program.waitFor());
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(" ca.uhn.fhir.") || line.contains(" org.hl7.fhir."))
          .count();
    }
  }

  private JsonNode read(String name) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(name).toFile());
  }

  private int run(String... args) {
    Console console =
        new Console(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            new ByteArrayInputStream(new byte[0]),
            new StopSignal(),
            Map.of());
    return CheckedMain.run(args, console, heard -> new FakeEngine(heard, new FakeEngine.Network()));
  }
}
