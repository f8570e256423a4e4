package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code benchmark} as its users call it, with a network of the test's own. */
@Timeout(120)
class BenchmarkCommandTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final StopSignal stop = new StopSignal();
  private final FakeEngine.Network engine = new FakeEngine.Network();

  @Test
  void theUsersFilesAreMeasuredAndWhatCannotBeReadIsNamed() throws Exception {
    Path file = directory.resolve("benchmark.json");
    assertEquals(
        ExitCode.SOME_REJECTED, benchmark("sample-scans", "-o", file.toString()), err.toString());
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertEquals(34, json.at("/inputs/files").asInt());
    assertEquals(1, json.at("/inputs/skipped").asInt());
    assertEquals("too-little-pixel-data", json.at("/inputs/unreadable/0/reason").asText());
    List<String> names = new ArrayList<>();
    json.at("/decoding").forEach(rate -> names.add(rate.path("name").asText()));
    assertTrue(names.containsAll(List.of("JPEG Lossless SV1", "RLE Lossless")), names.toString());
    assertEquals(
        Runtime.getRuntime().availableProcessors(), json.at("/machine/processors").asInt());
    int batchSize = json.at("/recommendation/batchSize/value").asInt();
    assertEquals(batchSize, json.at("/endToEnd/0/batchSize").asInt());
    assertTrue(json.at("/endToEnd/0/slices").asInt() > 0);
    assertTrue(out.toString().contains("--batch-size " + batchSize + " "), out.toString());
    assertTrue(out.toString().contains("truncated.dcm: too-little-pixel-data"), out.toString());
    assertEquals(List.of("benchmark.json"), names(directory));
  }

  @Test
  void withoutFilesItMakesItsOwn() {
    assertEquals(ExitCode.OK, benchmark("-q"));
    assertTrue(out.toString().contains("Explicit VR Little Endian (made)"), out.toString());
    assertTrue(out.toString().contains("--workers 1 "), out.toString());
    assertEquals("", err.toString());
    out.toString().lines().limit(20).forEach(line -> assertTrue(line.length() <= 110, line));
  }

  @Test
  void whereNothingIsReadableThereIsNothingToMeasure() throws Exception {
    Path file = directory.resolve("benchmark.json");
    assertEquals(
        ExitCode.NOTHING_READABLE,
        benchmark("sample-scans/broken/truncated.dcm", "-o", file.toString()));
    assertTrue(err.toString().contains("truncated.dcm: too-little-pixel-data"), err.toString());
    assertEquals(0, engine.pictures.get());
    assertEquals(List.of(), names(directory));
  }

  @Test
  void anOutputThatCannotBeWrittenIsWrongUsageBeforeAnythingIsMeasured() {
    assertEquals(ExitCode.USAGE, benchmark("-o", directory.resolve("no/such.json").toString()));
    assertTrue(err.toString().contains("no/such.json cannot be written"), err.toString());
    assertEquals(ExitCode.USAGE, benchmark("-o", directory.toString()));
    assertTrue(err.toString().contains("is a directory"), err.toString());
    assertEquals(0, engine.pictures.get());
  }

  @Test
  void optionsOutOfTheirRangeAreWrongUsage() {
    assertEquals(ExitCode.USAGE, run("benchmark", "--seconds=0"));
    assertTrue(err.toString().contains("--seconds 0.0: expected more than 0"), err.toString());
    assertEquals(ExitCode.USAGE, run("benchmark", "--seconds=NaN"));
    assertEquals(ExitCode.USAGE, benchmark("--device=tpu"));
    assertTrue(err.toString().contains("--device tpu"), err.toString());
    assertEquals(ExitCode.MODEL, benchmark("--model=no-such-model"));
    assertEquals(0, engine.pictures.get());
  }

  @Test
  void aStoppedRunWritesNothing() throws Exception {
    engine.onBatch = stop::request;
    Path file = Files.writeString(directory.resolve("benchmark.json"), "before\n");
    assertEquals(ExitCode.INTERRUPTED, benchmark("-o", file.toString()));
    assertTrue(stop.isHeeded());
    assertEquals("", out.toString());
    assertEquals("before\n", Files.readString(file));
    assertEquals(List.of("benchmark.json"), names(directory));
    assertFalse(err.toString().contains("internal error"), err.toString());
  }

  private static List<String> names(Path directory) throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(each -> each.getFileName().toString()).toList();
    }
  }

  private int benchmark(String... options) {
    List<String> args = new ArrayList<>(List.of("benchmark", "--seconds=0.01"));
    args.addAll(List.of(options));
    return run(args.toArray(String[]::new));
  }

  private int run(String... args) {
    Console console =
        new Console(
            new PrintWriter(out),
            new PrintWriter(err, true),
            InputStream.nullInputStream(),
            stop,
            Map.of());
    return CheckedMain.run(args, console, heard -> new FakeEngine(heard, engine));
  }
}
