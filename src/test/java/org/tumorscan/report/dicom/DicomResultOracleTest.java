package org.tumorscan.report.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.SharedScans;
import org.tumorscan.dicom.SourceAttributes;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.ScoreBoard;

/**
 * What others say of the objects: {@code dciodvfy} of dicom3tools finds no error, and {@code
 * dsrdump} of DCMTK reads the documents. Skipped where they are not installed.
 */
class DicomResultOracleTest {
  private static final String CHARACTER_SETS = "pydicom/src/pydicom/data/charset_files/";
  private static final String MULTI_FRAME = "pydicom-data/data_store/data/";

  @TempDir private Path directory;

  @Test
  void inventedSourcesPass() throws Exception {
    assumeInstalled();
    SourceAttributes single = Slices.source(Slices.MR, "1.2.3.1.1");
    SourceAttributes multiFrame = Slices.source(Slices.ENHANCED_MR, "1.2.3.1.2");
    write(
        List.of(single, multiFrame, multiFrame),
        List.of(
            Slices.slice(single, 1, 1, 0.25),
            Slices.slice(multiFrame, 1, 2, 0.6),
            Slices.slice(multiFrame, 2, 2, 0.9)));
    assertAllPass(4);
  }

  @Test
  void realSourcesPass() throws Exception {
    Path conformance = SharedScans.conformance();
    assumeInstalled();
    Path series = conformance.resolveSibling("series");
    List<Path> files =
        List.of(
            series.resolve("brain-mr-PGBM-001/1-10.dcm"),
            series.resolve("lung-ct-A0002/1-11.dcm"),
            conformance.resolve(MULTI_FRAME + "emri_small.dcm"),
            conformance.resolve(MULTI_FRAME + "eCT_Supplemental.dcm"),
            conformance.resolve(CHARACTER_SETS + "chrH31.dcm"),
            conformance.resolve(CHARACTER_SETS + "chrH32.dcm"));
    List<SourceAttributes> sources = new ArrayList<>();
    List<Outcome.Classified> slices = new ArrayList<>();
    for (Path file : files) {
      DicomInstance instance = read(file);
      sources.add(instance.source());
      slices.add(Slices.slice(instance.source(), 1, instance.attributes().frameCount(), 0.75));
    }
    write(sources, slices);
    assertAllPass(3 * files.size());
  }

  private static DicomInstance read(Path file) throws DicomException {
    return new Part10Reader(ReadLimits.DEFAULT).read(file);
  }

  private void write(List<SourceAttributes> sources, List<Outcome.Classified> slices)
      throws IOException {
    ScoreBoard scores = new ScoreBoard(Slices.run().model().series());
    try (DicomResultFiles files =
        new DicomResultFiles(directory, EnumSet.allOf(ResultKind.class), ZoneOffset.UTC)) {
      files.begin(Slices.run());
      for (int i = 0; i < slices.size(); i++) {
        scores.add(slices.get(i));
        files.add(slices.get(i), sources.get(i));
      }
      files.finish(scores.totals(0, false));
    }
  }

  private void assertAllPass(int expected) throws IOException, InterruptedException {
    List<Path> objects;
    try (Stream<Path> files = Files.list(directory)) {
      objects = files.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
    }
    assertEquals(expected, objects.size());
    for (Path object : objects) {
      List<String> errors =
          run(0, "dciodvfy", object.toString())
              .lines()
              .filter(line -> line.startsWith("Error"))
              .toList();
      assertEquals(List.of(), errors, object.getFileName().toString());
      if (!object.getFileName().toString().startsWith("sc-")) {
        String document = run(0, "dsrdump", object.toString());
        assertTrue(document.contains("<CONTAINER:"), document);
      }
    }
  }

  private String run(int expected, String... command) throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(expected, process.waitFor(), command[0]);
    return Files.readString(output, StandardCharsets.ISO_8859_1);
  }

  private static void assumeInstalled() {
    for (String tool : List.of("dciodvfy", "dsrdump")) {
      boolean found =
          Stream.of(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
      Assumptions.assumeTrue(found, "skipped: " + tool + " is not installed");
    }
  }
}
