package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.djl.Engines;

/** Evaluation, export and import as their users call them, over the scans that come along. */
class EvaluateTest {
  private static final Path SAMPLES = Path.of("sample-scans").toAbsolutePath();

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeAll
  static void stayOffline() {
    Engines.stayOffline();
  }

  @Test
  void everyCaseIsAccountedFor() throws Exception {
    Path table =
        table(
            "brain-with-lesion/slice-06.dcm,1,p1",
            "brain-with-lesion/slice-07.dcm,1,p1",
            "brain-healthy/slice-05.dcm,0,p2",
            "brain-healthy/slice-06.dcm,0,p2",
            "ct-slice.dcm,0,p3",
            "broken/truncated.dcm,1,p4");
    int code = evaluate(table, "--split", "all", "--compare", "brain-mri-tumor", "--json");
    assertEquals(ExitCode.SOME_REJECTED, code, err.toString());
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertEquals(4, json.at("/models/0/counts/scored").asInt());
    assertEquals("not-applicable", json.at("/cases/4/results/0/status").asText());
    assertEquals("too-little-pixel-data", json.at("/cases/5/results/0/reason").asText());
    assertEquals(0, json.at("/comparison/differences/0/difference/value").asDouble());
    assertEquals(2, json.at("/models/0/counts/groups").asInt());
    assertFalse(out.toString().contains("p1"), "a group is written");
    assertTrue(Files.size(directory.resolve("out/evaluation.html")) > 10_000);
  }

  @Test
  void labelledSlicesOfASeriesHaveASayInEachOther() throws Exception {
    Path table =
        table(
            "brain-with-lesion/slice-06.dcm,1,p1",
            "brain-with-lesion/slice-07.dcm,1,p1",
            "brain-healthy/slice-05.dcm,0,p2");
    double[] alone = likelihoods(table, "0");
    double[] smoothed = likelihoods(table, "8");
    double low = Math.min(alone[0], alone[1]);
    double high = Math.max(alone[0], alone[1]);
    assertTrue(low < smoothed[0] && smoothed[0] < high, low + " " + smoothed[0] + " " + high);
    assertTrue(low < smoothed[1] && smoothed[1] < high, low + " " + smoothed[1] + " " + high);
    assertEquals(alone[2], smoothed[2], "the only one of its series");
  }

  private double[] likelihoods(Path table, String smoothing) throws Exception {
    out.getBuffer().setLength(0);
    int code = evaluate(table, "--split", "all", "--smoothing", smoothing, "--json");
    assertEquals(ExitCode.OK, code, err.toString());
    JsonNode cases = new ObjectMapper().readTree(out.toString()).path("cases");
    return IntStream.range(0, cases.size())
        .mapToDouble(i -> cases.get(i).at("/results/0/tumorLikelihood").asDouble())
        .toArray();
  }

  @Test
  void whereNothingIsScoredThereIsNothingToMeasure() throws Exception {
    Path table = table("ct-slice.dcm,0,p3", "chest-xray.dcm,1,p4");
    assertEquals(ExitCode.NOTHING_READABLE, evaluate(table, "--split", "all"));
    assertTrue(err.toString().contains("modality is CT"), err.toString());
    assertFalse(Files.exists(directory.resolve("out/evaluation.json")));
  }

  @Test
  void anEmptySplitIsNamedWithTheOthers() throws Exception {
    Path table = directory.resolve("labels.csv");
    Files.writeString(table, "file,tumor,split\n" + SAMPLES.resolve("ct-slice.dcm") + ",1,train\n");
    assertEquals(ExitCode.USAGE, evaluate(table));
    assertTrue(err.toString().contains("--split val|train|test|all"), err.toString());
  }

  @Test
  void aGroupInBothSplitsIsWarnedOf() throws Exception {
    Path table = directory.resolve("labels.csv");
    Files.writeString(
        table,
        "file,tumor,group,split\n"
            + SAMPLES.resolve("brain-healthy/slice-05.dcm")
            + ",0,p,val\n"
            + SAMPLES.resolve("brain-healthy/slice-06.dcm")
            + ",0,p,train\n");
    assertEquals(ExitCode.OK, evaluate(table), err.toString());
    assertTrue(out.toString().contains("lie in several splits"), out.toString());
    assertTrue(out.toString().contains("No case with a tumor"), out.toString());
  }

  @Test
  void regroupingJudgesOnlyWhatTrainingLeftForIt() throws Exception {
    Path table = directory.resolve("labels.csv");
    List<String> lines = new ArrayList<>(List.of("file,tumor,group,split"));
    List.of("healthy/slice-05 0,p,val", "healthy/slice-06 0,p,train", "healthy/slice-07 0,p,train")
        .forEach(row -> lines.add(SAMPLES + "/brain-" + row.replace(" ", ".dcm,")));
    lines.add(SAMPLES + "/brain-with-lesion/slice-09.dcm,1,q,val");
    Files.write(table, lines);
    assertEquals(ExitCode.OK, evaluate(table, "--regroup"), err.toString());
    assertFalse(out.toString().contains("lie in several splits"), out.toString());
    JsonNode cases =
        new ObjectMapper()
            .readTree(directory.resolve("out/evaluation.json").toFile())
            .path("cases");
    assertEquals(1, cases.size());
    assertTrue(cases.get(0).path("path").asText().endsWith("slice-09.dcm"), cases.toString());
  }

  @Test
  void anExportedModelIsImportedOnAnotherMachine() throws Exception {
    Path zip = directory.resolve("model.zip");
    assertEquals(ExitCode.OK, run("models", "export", "brain-mri-tumor", "-o", zip.toString()));
    environment.put("TUMORSCAN_HOME", directory.resolve("home").toString());
    assertEquals(ExitCode.USAGE, run("models", "import", zip.toString()));
    assertTrue(err.toString().contains("ships with tumorscan"), err.toString());
    Path copy = copyOfTheShippedModel();
    assertEquals(
        ExitCode.OK,
        run("models", "export", copy.toString(), "-o", zip.toString()),
        err.toString());
    assertEquals(ExitCode.OK, run("models", "import", zip.toString()), err.toString());
    assertEquals(ExitCode.OK, run("models", "verify", "our-scanner"), err.toString());
    assertEquals(ExitCode.USAGE, run("models", "import", zip.toString()));
    assertTrue(err.toString().contains("--force"), err.toString());
    assertEquals(ExitCode.OK, run("models", "import", "--force", zip.toString()), err.toString());
  }

  @Test
  void aModelWhoseBackboneThisProgramHasNotIsNotImported() throws Exception {
    Path copy = copyOfTheShippedModel();
    String manifest = Files.readString(copy.resolve("manifest.json"));
    Path zip = directory.resolve("model.zip");
    run("models", "export", copy.toString(), "-o", zip.toString());
    String digest = new ObjectMapper().readTree(manifest).at("/backbone/sha256").asText();
    Path other = directory.resolve("other.zip");
    rewriteManifest(zip, other, manifest.replace(digest, "0".repeat(64)));
    environment.put("TUMORSCAN_HOME", directory.resolve("home").toString());
    assertEquals(ExitCode.MODEL, run("models", "import", other.toString()));
    assertTrue(err.toString().contains("0".repeat(64)), err.toString());
    assertFalse(Files.exists(directory.resolve("home/models/our-scanner")));
  }

  /** Under another id. */
  private Path copyOfTheShippedModel() throws IOException {
    Path copy = Files.createDirectories(directory.resolve("copy"));
    Path shipped = Path.of("src/main/resources/org/tumorscan/models/brain-mri-tumor");
    try (Stream<Path> files = Files.list(shipped)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Files.writeString(
        copy.resolve("manifest.json"),
        Files.readString(shipped.resolve("manifest.json"))
            .replace("\"id\" : \"brain-mri-tumor\"", "\"id\" : \"our-scanner\""));
    return copy;
  }

  private static void rewriteManifest(Path from, Path to, String manifest) throws IOException {
    Files.copy(from, to);
    try (java.nio.file.FileSystem zip = java.nio.file.FileSystems.newFileSystem(to)) {
      Files.writeString(zip.getPath("manifest.json"), manifest);
    }
  }

  private Path table(String... rows) throws IOException {
    StringBuilder table = new StringBuilder("file,tumor,group\n");
    for (String row : rows) {
      table.append(SAMPLES).append('/').append(row).append('\n');
    }
    return Files.writeString(directory.resolve("labels.csv"), table);
  }

  private int evaluate(Path table, String... options) {
    String[] args = new String[options.length + 6];
    System.arraycopy(
        new String[] {
          "evaluate",
          table.toString(),
          "--model",
          "brain-mri-tumor",
          "-o",
          directory.resolve("out").toString()
        },
        0,
        args,
        0,
        6);
    System.arraycopy(options, 0, args, 6, options.length);
    return run(args);
  }

  private int run(String... args) {
    Console console =
        new Console(
            new PrintWriter(out),
            new PrintWriter(err, true),
            InputStream.nullInputStream(),
            new StopSignal(),
            environment);
    int code = CheckedMain.run(args, console);
    console.out().flush();
    return code;
  }
}
