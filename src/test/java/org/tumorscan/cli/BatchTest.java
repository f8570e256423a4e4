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
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code classify} as a pipeline runs it, with a network of the test's own. */
@Timeout(120)
class BatchTest {
  private static final String[] EVERYTHING = {
    "--explain", "--format=json,jsonl,csv,html,sr,sc,kos", "--batch-size=2"
  };

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();
  private final StopSignal stop = new StopSignal();
  private final FakeEngine.Network engine = new FakeEngine.Network();

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.4, 0.9})
  void aKilledRunThatIsResumedEndsAsIfItHadNotBeenKilled(double part) throws Exception {
    assertEquals(ExitCode.SOME_REJECTED, classify("whole", EVERYTHING));
    int pictures = engine.pictures.getAndSet(0);
    long journalBytes = Files.size(reports("whole").resolve(".report.journal"));

    Process child = start("killed", EVERYTHING);
    Path journal = reports("killed").resolve(".report.journal");
    while (child.isAlive()
        && !(Files.exists(journal) && Files.size(journal) > part * journalBytes)) {
      Thread.sleep(1);
    }
    child.destroyForcibly().waitFor();
    assertFalse(Files.exists(reports("killed").resolve("report.json")), "killed too late");

    List<String> resumed = new ArrayList<>(List.of(EVERYTHING));
    resumed.add("--resume");
    assertEquals(ExitCode.SOME_REJECTED, classify("killed", resumed.toArray(String[]::new)));
    assertTrue(
        engine.pictures.get() <= pictures - Math.floor(part * pictures) + 1,
        engine.pictures + " of " + pictures);
    assertEquals(contents("whole"), contents("killed"));
    assertEveryFileOnce(reports("killed").resolve("report.json"));
  }

  @Test
  void resumingAFinishedRunAsksTheNetworkNothing() throws Exception {
    classify("reports", EVERYTHING);
    Map<String, String> before = contents("reports");
    engine.pictures.set(0);
    List<String> resumed = new ArrayList<>(List.of(EVERYTHING));
    resumed.add("--resume");
    assertEquals(ExitCode.SOME_REJECTED, classify("reports", resumed.toArray(String[]::new)));
    assertEquals(0, engine.pictures.get());
    assertEquals(before, contents("reports"));
  }

  @Test
  void anotherThresholdIsAppliedToWhatIsKept() throws Exception {
    classify("reports", "--threshold=0");
    engine.pictures.set(0);
    classify("reports", "--threshold=1", "--resume");
    assertEquals(0, engine.pictures.get());
    JsonNode summary = json("reports").path("summary");
    assertEquals(0, summary.path("suspicious").asInt());
    assertEquals(33, summary.path("classified").asInt());
  }

  @Test
  void anotherModelIsNotMixedInButReplacesTheReportWhole() throws Exception {
    classify("reports");
    Path journal = reports("reports").resolve(".report.journal");
    String text = Files.readString(journal);
    Files.writeString(journal, text.replaceFirst("\"model\":\"[^\"]*\"", "\"model\":\"other 7\""));
    byte[] report = Files.readAllBytes(reports("reports").resolve("report.json"));
    assertEquals(ExitCode.USAGE, classify("reports", "--resume"));
    assertTrue(
        err.toString().contains("cannot be resumed, as it was made with model other 7 instead of"),
        err.toString());
    assertEquals(
        new String(report, java.nio.charset.StandardCharsets.UTF_8),
        Files.readString(reports("reports").resolve("report.json")));
    assertEquals(ExitCode.SOME_REJECTED, classify("reports"));
    assertEquals(ExitCode.SOME_REJECTED, classify("reports", "--resume"));
  }

  @Test
  void aRunInAnotherPrecisionIsNotGoneOnWith() throws IOException {
    classify("reports", "--threshold=1");
    assertEquals("bfloat16", json("reports").get("precision").asText());
    assertEquals(ExitCode.USAGE, classify("reports", "--resume", "--precision=float32"));
    assertTrue(
        err.toString().contains("cpu in bfloat16 instead of cpu in float32"), err.toString());
    classify("other", "--threshold=1", "--precision=float32");
    assertEquals("float32", json("other").get("precision").asText());
    assertTrue(out.toString().contains(" on cpu in float32\n"), out.toString());
  }

  @Test
  void resumingNeedsADirectory() {
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--resume"));
    assertTrue(err.toString().contains("add -o DIR"), err.toString());
  }

  @Test
  void aSecondRunIntoTheSameDirectoryIsRefused() throws Exception {
    List<Integer> second = new ArrayList<>();
    engine.onBatch =
        () -> {
          engine.onBatch = () -> {};
          second.add(run("classify", "sample-scans/formats", "-o", reports("reports").toString()));
        };
    assertEquals(ExitCode.SOME_REJECTED, classify("reports"));
    assertEquals(List.of(ExitCode.USAGE), second);
    assertTrue(
        err.toString().contains(reports("reports") + ": another run writes its reports there"),
        err.toString());
    assertEquals(ExitCode.SOME_REJECTED, classify("reports"));
  }

  @Test
  void aRunInAnotherProcessHoldsTheDirectoryUntilItEnds() throws Exception {
    Process child = start("reports");
    Path journal = reports("reports").resolve(".report.journal");
    while (!Files.exists(journal)) {
      Thread.sleep(1);
    }
    assertEquals(ExitCode.USAGE, classify("reports"));
    child.destroyForcibly().waitFor();
    assertEquals(ExitCode.SOME_REJECTED, classify("reports"));
  }

  @Test
  void whatAnEarlierRunLeftIsNotTakenForThisOnes() throws Exception {
    classify("reports", EVERYTHING);
    Files.writeString(reports("reports").resolve("notes.txt"), "mine");
    Files.writeString(reports("reports").resolve("sr-2.25.7.dcm"), "not ours");
    classify("reports", "--format=csv");
    assertEquals(
        Set.of(".report.journal", ".report.lock", "notes.txt", "report.csv", "sr-2.25.7.dcm"),
        new TreeSet<>(contents("reports").keySet()));
  }

  @Test
  void leftoversOfAKilledRunAreRemoved() throws Exception {
    Path reports = Files.createDirectories(reports("reports").resolve(".report.heatmaps"));
    Files.createFile(reports.resolve("000001.png"));
    for (String name :
        List.of(".report.json.0-1.tmp", ".report-12.spool", ".sr-2.25.1.dcm.0.tmp")) {
      Files.createFile(reports("reports").resolve(name));
    }
    classify("reports", "--format=json");
    assertEquals(
        Set.of(".report.journal", ".report.lock", "report.json"), contents("reports").keySet());
  }

  @Test
  void aDryRunSaysWhatWouldBecomeOfEveryFileAndWritesNothing() throws Exception {
    // The truncated one is so in its pixels alone.
    assertEquals(ExitCode.OK, classify("reports", "--dry-run"));
    assertFalse(Files.exists(reports("reports")));
    assertEquals(0, engine.pictures.get());
    String text = out.toString();
    assertTrue(text.contains("classify        sample-scans/formats/mr-rle.dcm\n"), text);
    assertTrue(text.contains("classify        sample-scans/formats/mr-multiframe.dcm: 4 frames\n"));
    assertTrue(text.contains("not applicable  sample-scans/ct-slice.dcm: modality is CT"), text);
    assertTrue(text.contains("skipped         sample-scans/broken/not-dicom.txt: "), text);
  }

  @Test
  void failFastEndsWithTheFirstRejectedFileAndAWholeReport() throws Exception {
    Path bad = Files.writeString(directory.resolve("bad.dcm"), "not DICOM");
    int code =
        run(
            "classify",
            "sample-scans/formats/mr-rle.dcm",
            bad.toString(),
            "sample-scans/brain-healthy",
            "--fail-fast",
            "-o",
            reports("reports").toString());
    assertEquals(ExitCode.SOME_REJECTED, code);
    JsonNode report = json("reports");
    assertEquals(2, report.path("instances").size());
    assertTrue(report.path("summary").path("interrupted").asBoolean());
  }

  @Test
  void theTermSignalEndsARunWithWholeReportsThatCanBeResumed() throws Exception {
    Process child = start("reports", "--batch-size=2");
    Path journal = reports("reports").resolve(".report.journal");
    while (!Files.exists(journal) || Files.size(journal) < 3000) {
      Thread.sleep(1);
    }
    child.destroy();
    assertTrue(child.waitFor(30, TimeUnit.SECONDS));
    assertEquals(ExitCode.INTERRUPTED, child.exitValue());
    assertTrue(json("reports").path("summary").path("interrupted").asBoolean());
    assertEquals(ExitCode.SOME_REJECTED, classify("reports", "--resume"));
    assertEquals(33, json("reports").path("summary").path("classified").asInt());
    assertTrue(engine.pictures.get() < 33, engine.pictures.toString());
  }

  @Test
  void theAuditFileSaysWhoJudgedWhatAndNothingOfThePatient() throws Exception {
    Path audit = directory.resolve("audit.jsonl");
    Files.writeString(audit, "{\"torn");
    classify("one", "--audit", audit.toString());
    Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef");
    classify("two", "--audit", audit.toString(), "--pseudonymize", key.toString());
    List<String> lines = Files.readAllLines(audit);
    assertEquals("{\"torn", lines.get(0));
    assertFalse(String.join("", lines).contains("sample-scans"));
    Map<String, List<JsonNode>> runs = new TreeMap<>();
    List<List<JsonNode>> inOrder = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      JsonNode node = new ObjectMapper().readTree(line);
      runs.computeIfAbsent(
              node.path("run").asText(),
              unused -> {
                inOrder.add(new ArrayList<>());
                return inOrder.get(inOrder.size() - 1);
              })
          .add(node);
    }
    assertEquals(2, inOrder.size());
    List<JsonNode> one = inOrder.get(0);
    assertEquals(System.getProperty("user.name"), one.get(0).path("user").asText());
    assertEquals(
        json("one").path("model").path("sha256").asText(), one.get(0).path("modelSha256").asText());
    assertEquals(uids(json("one").path("instances")), uids(one));
    assertEquals(33, one.get(one.size() - 1).path("classified").asInt());
    assertEquals(uids(json("two").path("instances")), uids(inOrder.get(1)));
    Set<String> common = new HashSet<>(uids(one));
    common.retainAll(uids(inOrder.get(1)));
    assertEquals(Set.of(), common);
  }

  @Test
  void aFullDiskLeavesNothingHalfWrittenAndTheRunCanBeGoneOnWith() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full");
    classify("reports", "--threshold=0.25");
    Map<String, String> before = contents("reports");
    assertEquals(ExitCode.INTERNAL, classify("reports", "--audit=/dev/full"));
    assertTrue(err.toString().contains("/dev/full: No space left on device"), err.toString());
    assertEquals(before, contents("reports"));
    assertEquals(ExitCode.SOME_REJECTED, classify("reports", "--resume"));
    assertEquals("balanced", json("reports").at("/model/operatingPoint/name").asText());
  }

  private static List<String> uids(Iterable<JsonNode> nodes) {
    List<String> uids = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (node.has("sopInstanceUid")) {
        uids.add(node.path("sopInstanceUid").asText() + node.path("decision").asText());
      }
    }
    return uids;
  }

  private static void assertEveryFileOnce(Path report) throws IOException {
    List<String> paths = new ArrayList<>();
    for (JsonNode instance : new ObjectMapper().readTree(report.toFile()).path("instances")) {
      paths.add(instance.path("path").asText() + "#" + instance.path("frame").asText());
    }
    assertEquals(36, paths.size());
    assertEquals(36, new HashSet<>(paths).size());
  }

  private int classify(String name, String... options) {
    List<String> args = new ArrayList<>(List.of("classify", "sample-scans", "-o"));
    args.add(reports(name).toString());
    args.addAll(List.of(options));
    return run(args.toArray(String[]::new));
  }

  private int run(String... args) {
    environment.putIfAbsent("TUMORSCAN_HOME", directory.resolve("home").toString());
    Console console =
        new Console(
            new PrintWriter(out),
            new PrintWriter(err, true),
            new ByteArrayInputStream(new byte[0]),
            stop,
            environment);
    int code = CheckedMain.run(args, console, heard -> new FakeEngine(heard, engine));
    console.out().flush();
    return code;
  }

  private Process start(String name, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Dtumorscan.test.picture-millis=30", "-Djava.awt.headless=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FakeEngine.class.getName());
    command.addAll(List.of("classify", "sample-scans", "-o", reports(name).toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private Path reports(String name) {
    return directory.resolve(name);
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(reports(name).resolve("report.json").toFile());
  }

  /** All files below a directory of reports; of DICOM results, which hold a time, the size. */
  private Map<String, String> contents(String name) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(reports(name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(reports(name).relativize(file).toString(), content(file));
      }
    }
    return contents;
  }

  private static String content(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.startsWith("report.")) {
      String text =
          Files.readString(file)
              .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(Z| UTC)?", "TIME");
      return text.length() + " characters of hash " + text.hashCode();
    }
    if (name.endsWith(".png")) {
      return "hash " + Arrays.hashCode(Files.readAllBytes(file));
    }
    // A journal names a picture that comes twice once or twice.
    return name.equals(".report.journal") ? "" : Files.size(file) + " bytes";
  }
}
