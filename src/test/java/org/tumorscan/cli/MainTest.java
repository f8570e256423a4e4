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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.djl.Engines;

/** The program as its users call it, over the scans that come with it. */
class MainTest {
  private static final Path SAMPLES = Path.of("sample-scans");

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String standardInput = "";
  private final Map<String, String> environment = new HashMap<>();
  private final StopSignal stop = new StopSignal();

  @BeforeAll
  static void stayOffline() {
    Engines.stayOffline();
  }

  @Test
  void samplesGiveReportsInEveryForm() throws Exception {
    assertEquals(ExitCode.SOME_REJECTED, run("classify", "sample-scans", "-o", reports()));
    JsonNode report = json(directory.resolve("reports/report.json"));
    JsonNode summary = report.path("summary");
    long files;
    try (Stream<Path> walk = Files.walk(SAMPLES)) {
      files = walk.filter(Files::isRegularFile).count();
    }
    // The text among the broken ones is no input.
    assertEquals(1, summary.path("skipped").asInt());
    assertEquals(files - 1, summary.path("files").asLong());
    // 24 slices in two series, five single-frame encodings of one, and four frames in one file.
    assertEquals(33, summary.path("classified").asInt());
    assertEquals(2, summary.path("notApplicable").asInt());
    assertEquals(1, summary.path("rejected").asInt());
    for (String name : List.of("report.jsonl", "report.csv", "report.html")) {
      assertTrue(Files.size(directory.resolve("reports").resolve(name)) > 1000, name);
    }
    assertTrue(out.toString().contains("slice-08.dcm"), out.toString());
  }

  @Test
  void oneSliceScoresTheSameInEveryEncoding() throws Exception {
    // In bfloat16 inputs that differ in their last bit can differ in the fourth decimal.
    run("classify", "sample-scans/formats", "--format", "jsonl", "--precision", "float32");
    List<String> likelihoods = new ArrayList<>();
    for (String line : out.toString().split("\n")) {
      JsonNode instance = new ObjectMapper().readTree(line);
      boolean multiframe = instance.path("path").asText().endsWith("mr-multiframe.dcm");
      if (!multiframe || instance.path("frame").asInt() == 4) {
        likelihoods.add(instance.path("tumorLikelihood").asText());
      }
    }
    assertEquals(6, likelihoods.size(), out.toString());
    assertEquals(1, Set.copyOf(likelihoods).size(), likelihoods.toString());
  }

  @Test
  void twoRunsGiveTheSameBytesButForTheTime() throws Exception {
    String[] files = {"sample-scans/formats", "sample-scans/broken", "sample-scans/ct-slice.dcm"};
    for (String name : List.of("one", "other")) {
      List<String> args = new ArrayList<>(List.of("classify", "-o"));
      args.add(directory.resolve(name).toString());
      args.addAll(List.of(files));
      assertEquals(ExitCode.SOME_REJECTED, run(args.toArray(String[]::new)));
    }
    for (String file : List.of("report.json", "report.jsonl", "report.csv", "report.html")) {
      String one = withoutTime(directory.resolve("one").resolve(file));
      assertEquals(one, withoutTime(directory.resolve("other").resolve(file)), file);
    }
  }

  @Test
  void whatIsNotMrOfTheHeadIsNotApplicable() throws Exception {
    assertEquals(
        ExitCode.OK,
        run(
            "classify",
            "sample-scans/chest-xray.dcm",
            "sample-scans/ct-slice.dcm",
            "--format=json"));
    JsonNode instances = new ObjectMapper().readTree(out.toString()).path("instances");
    assertEquals(2, instances.size());
    assertEquals("not-applicable", instances.path(0).path("status").asText());
    assertTrue(
        instances.path(1).path("notApplicableReason").asText().startsWith("modality is CT"),
        instances.toString());
  }

  @Test
  void aNamedModelJudgesWhatItIsNotMadeForWithAWarning() throws Exception {
    assertEquals(
        ExitCode.OK,
        run("classify", "sample-scans/ct-slice.dcm", "--model=brain-mri-tumor", "--format=json"));
    JsonNode instance = new ObjectMapper().readTree(out.toString()).path("instances").path(0);
    assertEquals("classified", instance.path("status").asText());
    assertTrue(instance.path("warnings").path(0).asText().contains("modality is CT"));
  }

  @Test
  void brokenFilesAreRejectedWithReasonAndPlace() throws Exception {
    assertEquals(
        ExitCode.NOTHING_READABLE,
        run(
            "classify",
            "sample-scans/broken/not-dicom.txt",
            "sample-scans/broken",
            "--format=json"));
    JsonNode instances = new ObjectMapper().readTree(out.toString()).path("instances");
    assertEquals("not-dicom", instances.path(0).path("error").path("reason").asText());
    JsonNode truncated = instances.path(1).path("error");
    assertEquals("(7FE0,0010)", truncated.path("tag").asText());
    assertTrue(truncated.path("offset").asLong() > 128, truncated.toString());
  }

  @Test
  void inputsCanBeListed() throws Exception {
    standardInput = "sample-scans/formats/mr-rle.dcm\0sample-scans/gone.dcm\0";
    assertEquals(ExitCode.SOME_REJECTED, run("classify", "--files-from", "-", "--format", "json"));
    JsonNode instances = new ObjectMapper().readTree(out.toString()).path("instances");
    assertEquals("classified", instances.path(0).path("status").asText());
    assertEquals("unreadable", instances.path(1).path("error").path("reason").asText());
  }

  @Test
  void aMissingInputIsWrongUsage() {
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "gone"));
    assertTrue(err.toString().contains("gone: no such file or directory"), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--threshold", "2"));
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--format", "html"));
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--device", "gpu"));
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--precision", "half"));
    assertTrue(err.toString().contains("--precision half: expected auto or float32"));
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--operating-point", "none"));
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--batch-size", "0"));
    for (String frames : List.of("0", "5-3", "a", "1,", "-2", "1-", "12345678901")) {
      assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--frames=" + frames), frames);
      assertEquals(ExitCode.USAGE, run("inspect", "sample-scans", "--frames=" + frames), frames);
    }
    assertTrue(err.toString().contains("--frames: 5-3 ends before it begins"), err.toString());
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--max-memory", "1.5g"));
    assertEquals(
        ExitCode.USAGE, run("classify", "sample-scans", "--max-memory=9g", "--device=cuda"));
    assertEquals(ExitCode.USAGE, run("classify", ""));
    assertEquals(ExitCode.OK, run("models", "show", "--help"));
    assertEquals(ExitCode.USAGE, run("clasify"));
    assertEquals(ExitCode.USAGE, run());
  }

  @Test
  void limitThatTheNetworkDoesNotFitIntoIsWrongUsage() {
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--max-memory", "1000m"));
    assertTrue(err.toString().contains("batches of 8, which need at least 1100m"), err.toString());
  }

  @Test
  void limitThatJavasHeapDoesNotKeepIsWrongUsage() {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--max-memory", heap + 800 + "m"));
    assertTrue(err.toString().contains("Java's heap may take " + heap + "m"), err.toString());
  }

  @Test
  void aDeviceThatIsNotThereStopsBeforeAnyWork() {
    assertEquals(
        ExitCode.DEVICE, run("classify", "sample-scans", "-o", reports(), "--device", "cuda:63"));
    assertFalse(Files.exists(directory.resolve("reports")));
  }

  @Test
  void aModelWhoseDigestIsWrongStopsBeforeAnyWork() throws Exception {
    Path bundle = copyOfTheShippedModel();
    Files.write(
        bundle.resolve("head.safetensors"),
        new byte[] {1},
        java.nio.file.StandardOpenOption.APPEND);
    assertEquals(
        ExitCode.MODEL,
        run("classify", "sample-scans", "-o", reports(), "--model", bundle.toString()));
    assertTrue(err.toString().contains("sha256"), err.toString());
    assertFalse(Files.exists(directory.resolve("reports")));
  }

  @Test
  void aModelMadeForAnotherBackboneStopsBeforeAnyWork() throws Exception {
    Path bundle = copyOfTheShippedModel();
    Path manifest = bundle.resolve("manifest.json");
    String text = Files.readString(manifest);
    String digest = new ObjectMapper().readTree(text).at("/backbone/sha256").asText();
    Files.writeString(manifest, text.replace(digest, "0".repeat(64)));
    assertEquals(
        ExitCode.MODEL,
        run("classify", "sample-scans", "-o", reports(), "--model", bundle.toString()));
    assertTrue(err.toString().contains("the model needs 0000"), err.toString());
    assertFalse(Files.exists(directory.resolve("reports")));
  }

  @Test
  void anInterruptedRunEndsWithAWholeReportThatSaysSo() throws Exception {
    stop.request();
    assertEquals(ExitCode.INTERRUPTED, run("classify", "sample-scans", "-o", reports()));
    JsonNode report = json(directory.resolve("reports/report.json"));
    assertTrue(report.path("summary").path("interrupted").asBoolean());
  }

  @Test
  void theShippedModelIsAsItsManifestStates() {
    assertEquals(ExitCode.OK, run("models", "verify", "brain-mri-tumor"), err.toString());
    assertEquals(ExitCode.OK, run("models", "show", "djl://org.tumorscan/brain-mri-tumor"));
    assertTrue(out.toString().contains("Limits"), out.toString());
    assertEquals(ExitCode.OK, run("models", "show", "--markdown", "brain-mri-tumor"));
    assertTrue(out.toString().contains("\n## Intended use\n"), out.toString());
  }

  @Test
  void inspectPrintsOneLineAFile() throws Exception {
    assertEquals(ExitCode.SOME_REJECTED, run("inspect", "--json", "sample-scans"));
    long files;
    try (Stream<Path> walk = Files.walk(SAMPLES)) {
      files = walk.filter(Files::isRegularFile).count();
    }
    assertEquals(files, out.toString().lines().count());
  }

  @Test
  void inspectIsATableWithPreviewsWhereAsked() throws Exception {
    Path previews = directory.resolve("previews");
    assertEquals(
        ExitCode.OK, run("inspect", "sample-scans/formats", "--preview", previews.toString()));
    // A heading, and five single-frame files and one of four frames.
    assertEquals(7, out.toString().lines().count(), out.toString());
    try (Stream<Path> files = Files.list(previews)) {
      assertEquals(9, files.count());
    }
    assertTrue(
        err.toString().matches("6 read, 0 rejected; 1 with warnings .*; previews are in .*\\n"),
        err.toString());
  }

  @Test
  void whatIsNoDicomIsSkippedWhereFoundAndRejectedWhereNamed() throws Exception {
    Path scans = Files.createDirectory(directory.resolve("scans"));
    Path text = Files.writeString(scans.resolve("notes"), "not a scan");
    Path slice = Path.of("sample-scans/brain-healthy/slice-06.dcm");
    assertEquals(ExitCode.NOTHING_READABLE, run("inspect", scans.toString()));
    Files.copy(slice, scans.resolve("slice"));
    Path named = Files.copy(text, directory.resolve("named"));
    for (String command : List.of("inspect", "classify")) {
      assertEquals(ExitCode.OK, run(command, scans.toString()), command);
      assertEquals(
          ExitCode.SOME_REJECTED, run(command, scans.toString(), named.toString()), command);
    }
    assertTrue(err.toString().contains("1 read, 0 rejected, 1 skipped"), err.toString());
  }

  @Test
  void aPlaceForPreviewsThatIsAFileIsSaidSo() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertEquals(
        ExitCode.USAGE, run("inspect", "sample-scans/ct-slice.dcm", "--preview", file.toString()));
    assertEquals("tumorscan: " + file + ": exists, and is no directory\n", err.toString());
    err.getBuffer().setLength(0);
    assertEquals(
        ExitCode.USAGE, run("classify", "sample-scans/ct-slice.dcm", "-o", file + "/below"));
    assertTrue(err.toString().contains("file/below: Not a directory"), err.toString());
  }

  @Test
  void framesThatNoFileHasLeaveItsPixelsOut() throws Exception {
    assertEquals(
        ExitCode.OK,
        run("inspect", "--json", "sample-scans/brain-with-lesion", "--frames", "2-4,9"));
    assertFalse(out.toString().contains("pixels"), out.toString());
    assertTrue(out.toString().contains("no frame 2-4,9: the file has 1 frame"), out.toString());
    out.getBuffer().setLength(0);
    assertEquals(
        ExitCode.OK, run("inspect", "sample-scans/formats/mr-multiframe.dcm", "--frames", "9"));
    assertTrue(out.toString().contains("no such frame"), out.toString());
  }

  @Test
  void nothingOfThePatientIsInAnyReport() throws Exception {
    run("classify", "sample-scans", "-o", reports(), "-v");
    run("inspect", "--json", "sample-scans");
    List<String> texts = new ArrayList<>(List.of(out.toString(), err.toString()));
    try (Stream<Path> files = Files.list(directory.resolve("reports"))) {
      for (Path file : files.toList()) {
        texts.add(Files.readString(file));
      }
    }
    for (String text : texts) {
      assertFalse(text.contains("SYNTHETIC^"), "a patient's name");
      assertFalse(text.contains("SYNTHETIC-"), "a patient's id");
    }
  }

  @Test
  void resultsForAnArchiveAreThoseAskedForAndNoInputOfTheNextRun() throws Exception {
    Path scans = Files.createDirectory(directory.resolve("scans"));
    Files.copy(Path.of("sample-scans/brain-with-lesion/slice-08.dcm"), scans.resolve("8.dcm"));
    String[] args = {"classify", scans.toString(), "-o", scans.toString(), "--format=sr,sc,kos"};
    for (int i = 0; i < 2; i++) {
      assertEquals(ExitCode.OK, run(args), err.toString());
      try (Stream<Path> files = Files.list(scans)) {
        assertEquals(
            List.of(".report.journal", ".report.lock", "8.dcm", "kos", "sc", "sr"),
            files
                .map(file -> file.getFileName().toString().replaceAll("-2\\.25.*", ""))
                .sorted()
                .toList());
      }
    }
    assertEquals(3, out.toString().split("1 files, 1 frames: 1 classified", -1).length);
  }

  @Test
  void pseudonymsStandInEveryReport() throws Exception {
    Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef");
    run(
        "classify",
        "sample-scans/formats/mr-rle.dcm",
        "sample-scans/broken",
        "-v",
        "-o",
        reports(),
        "--format=json,jsonl,csv,html,sr,sc,kos",
        "--pseudonymize",
        key.toString());
    List<String> uids = new ArrayList<>();
    run("classify", "sample-scans/formats/mr-rle.dcm", "--format=jsonl");
    String plain = out.toString().substring(out.toString().lastIndexOf("{\"path"));
    for (String field : List.of("sopInstanceUid", "seriesInstanceUid", "studyInstanceUid")) {
      uids.add(new ObjectMapper().readTree(plain).path(field).asText());
    }
    List<String> texts = new ArrayList<>(List.of(out.toString().replace(plain, "")));
    texts.add(err.toString().replaceAll("reports are in.*", ""));
    try (Stream<Path> files = Files.list(directory.resolve("reports"))) {
      for (Path file : files.toList()) {
        texts.add(file.getFileName() + Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    // With the journal and the lock.
    assertEquals(2 + 4 + 3 + 2, texts.size());
    for (String text : texts) {
      for (String uid : uids) {
        assertFalse(text.contains(uid), "a UID");
      }
      assertFalse(text.contains("mr-rle"), "a path");
      assertFalse(text.contains("not-dicom.txt"), "a path");
      assertFalse(text.contains("SYNTHETIC"), "a patient");
      assertFalse(text.contains("0123456789abcdef"), "the key");
    }
  }

  @Test
  void aKeyThatCannotBeUsedIsWrongUsage() throws Exception {
    Path key = Files.writeString(directory.resolve("key"), "0123456789abcde");
    for (String file : List.of(key.toString(), key + "-gone", directory.toString())) {
      assertEquals(
          ExitCode.USAGE, run("classify", "sample-scans/ct-slice.dcm", "--pseudonymize", file));
    }
    assertTrue(err.toString().contains("a key has 16 to 65536 bytes"), err.toString());
    assertFalse(err.toString().contains("0123456789abcde"), err.toString());
    assertEquals(ExitCode.USAGE, run("classify", "sample-scans", "--format", "sr"));
  }

  private Path copyOfTheShippedModel() throws IOException {
    Path bundle = Files.createDirectories(directory.resolve("bundle"));
    Path shipped = Path.of("src/main/resources/org/tumorscan/models/brain-mri-tumor");
    try (Stream<Path> files = Files.list(shipped)) {
      for (Path file : files.toList()) {
        Files.copy(file, bundle.resolve(file.getFileName()));
      }
    }
    return bundle;
  }

  @Test
  void reportNamesTheReaderThatWasAskedFor() throws Exception {
    String[] args = {"classify", "sample-scans/ct-slice.dcm", "--format=json"};
    environment.put("TUMORSCAN_DICOM_READER", "part10");
    assertEquals(ExitCode.OK, run(args));
    assertEquals(
        "part10", new ObjectMapper().readTree(out.toString()).path("dicomReader").asText());
    run("--version");
    assertTrue(out.toString().contains("DICOM reader part10"), out.toString());
  }

  @Test
  void readerThatIsNotInTheProgramIsWrongUsage() {
    for (String command : List.of("classify", "inspect")) {
      assertEquals(
          ExitCode.USAGE, run(command, "sample-scans/ct-slice.dcm", "--dicom-reader=none"));
    }
    assertEquals(
        ExitCode.USAGE, run("train", "sample-scans", "-o", reports(), "--dicom-reader=none"));
    assertTrue(err.toString().contains("--dicom-reader none: this program has"), err.toString());
    environment.put("TUMORSCAN_DICOM_READER", "none");
    assertEquals(ExitCode.USAGE, run("inspect", "sample-scans/ct-slice.dcm"));
    assertTrue(err.toString().contains("TUMORSCAN_DICOM_READER=none: "), err.toString());
    assertEquals(ExitCode.OK, run("inspect", "sample-scans/ct-slice.dcm", "--dicom-reader=part10"));
  }

  private int run(String... args) {
    environment.putIfAbsent("TUMORSCAN_HOME", directory.resolve("home").toString());
    Console console =
        new Console(
            new PrintWriter(out),
            new PrintWriter(err, true),
            new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
            stop,
            environment);
    int code = CheckedMain.run(args, console);
    console.out().flush();
    return code;
  }

  private String reports() {
    return directory.resolve("reports").toString();
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static String withoutTime(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(Z| UTC)?", "TIME");
  }
}
