package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options from elsewhere than the command line, and what the program says of itself. */
class SettingsTest {
  private static final String SLICE = "sample-scans/formats/mr-rle.dcm";

  @TempDir Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @Test
  void theCommandLineComesBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
    String config = config("classify.threshold=0.125\nclassify.format = json\n");
    assertEquals(0.125, threshold("--config", config));
    environment.put("TUMORSCAN_CLASSIFY_THRESHOLD", "0.25");
    assertEquals(0.25, threshold("--config=" + config));
    assertEquals(0.5, threshold("--config=" + config, "--threshold=0.5"));
  }

  @Test
  void theFileMayBeNamedByTheEnvironmentOrBeforeTheCommand() throws Exception {
    environment.put("TUMORSCAN_CLASSIFY_FORMAT", "json");
    String config = config("classify.threshold=0.125");
    assertEquals(ExitCode.OK, run("--config", config, "classify", SLICE));
    assertEquals(0.125, json().at("/model/operatingPoint/threshold").asDouble());
    environment.put("TUMORSCAN_CONFIG", config);
    assertEquals(0.125, threshold());
  }

  @Test
  void oneOfTwoThatExcludeEachOtherWinsOnTheCommandLine() throws Exception {
    environment.put("TUMORSCAN_CLASSIFY_FORMAT", "json");
    environment.put("TUMORSCAN_CLASSIFY_OPERATING_POINT", "screening");
    assertEquals(0.5, threshold("--threshold=0.5"));
    environment.put("TUMORSCAN_CLASSIFY_THRESHOLD", "0.5");
    assertEquals(ExitCode.USAGE, run("classify", SLICE));
    assertTrue(err.toString().contains("exclude each other"), err.toString());
  }

  @Test
  void switchesMayBeOnOrOff() throws Exception {
    String config = config("classify.dry-run=true");
    assertEquals(ExitCode.OK, run("classify", SLICE, "--config", config));
    assertTrue(out.toString().contains("1 frames of 1 to classify"), out.toString());
    environment.put("TUMORSCAN_CLASSIFY_FORMAT", "json");
    environment.put("TUMORSCAN_CLASSIFY_DRY_RUN", "false");
    run("classify", SLICE, "--config", config);
    assertEquals("classified", json().at("/instances/0/status").asText());
  }

  @Test
  void aNameThatNoOptionHasIsWrongUsage() throws Exception {
    assertEquals(ExitCode.USAGE, run("--config", config("classify.treshold=1"), "classify", SLICE));
    assertTrue(
        err.toString().contains("--config: no command has an option 'classify.treshold'"),
        err.toString());
    assertEquals(ExitCode.USAGE, run("--config", "missing.properties", "classify", SLICE));
    assertTrue(err.toString().contains("missing.properties: no such file"), err.toString());
  }

  @Test
  void theLogIsJsonWhereAsked() throws Exception {
    assertEquals(ExitCode.USAGE, run("classify", "no\"where", "--log-format", "json"));
    List<String> lines = err.toString().lines().toList();
    assertEquals(2, lines.size(), err.toString());
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertEquals("error", first.path("level").asText());
    assertEquals("no\"where: no such file or directory", first.path("message").asText());
    assertEquals("info", new ObjectMapper().readTree(lines.get(1)).path("level").asText());
    run("classify", SLICE, "--log-format=json");
    assertTrue(
        new ObjectMapper().readTree(err.toString()).path("message").asText().startsWith("1 slice"));
  }

  @Test
  void completionIsABashScriptThatKnowsTheOptions() throws Exception {
    assertEquals(ExitCode.OK, run("completion", "bash"));
    Path script = Files.writeString(directory.resolve("completion"), out.toString());
    String words =
        "source '%s'; COMP_WORDS=(tumorscan classify --op); COMP_CWORD=2; _complete_tumorscan;"
                .formatted(script)
            + " echo \"${COMPREPLY[@]}\"";
    Process bash = new ProcessBuilder("bash", "-c", words).start();
    assertEquals(
        "--operating-point",
        new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
            .strip());
  }

  @Test
  void theManualHasEveryOption() {
    assertEquals(ExitCode.OK, run("man", "classify"));
    String page = out.toString();
    assertTrue(page.startsWith(".TH \"TUMORSCAN\\-CLASSIFY\" 1"), page);
    assertTrue(page.contains(".TP\n\\fB\\-o, \\-\\-output DIR\\fR\n"), page);
    assertEquals(ExitCode.USAGE, run("man", "nothing"));
  }

  @Test
  void theVersionNamesEngineNativesDeviceAndReader() {
    run("--version");
    String text = out.toString();
    assertTrue(text.matches("(?s).*engine PyTorch .*natives \\d.* device (cpu|cuda:0)\n.*"), text);
    assertTrue(text.contains("DICOM reader "), text);
  }

  private double threshold(String... options) throws Exception {
    List<String> args = new java.util.ArrayList<>(List.of("classify", SLICE));
    args.addAll(List.of(options));
    assertEquals(ExitCode.OK, run(args.toArray(String[]::new)), err.toString());
    return json().at("/model/operatingPoint/threshold").asDouble();
  }

  private JsonNode json() throws Exception {
    return new ObjectMapper().readTree(out.toString());
  }

  private String config(String text) throws Exception {
    return Files.writeString(directory.resolve("tumorscan.properties"), text).toString();
  }

  private int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(out),
            new PrintWriter(err, true),
            new ByteArrayInputStream(new byte[0]),
            new StopSignal(),
            environment);
    int code =
        CheckedMain.run(args, console, heard -> new FakeEngine(heard, new FakeEngine.Network()));
    console.out().flush();
    return code;
  }
}
