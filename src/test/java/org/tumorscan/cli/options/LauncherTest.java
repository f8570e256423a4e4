package org.tumorscan.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/tumorscan}, with a program in the place of Java that prints its arguments. */
class LauncherTest {
  @TempDir private Path root;

  @BeforeEach
  void install() throws IOException {
    Files.createDirectories(root.resolve("scripts"));
    Files.createDirectories(root.resolve("target"));
    Files.createDirectories(root.resolve("java/bin"));
    Files.copy(Path.of("scripts/tumorscan"), root.resolve("scripts/tumorscan"));
    Files.write(root.resolve("target/tumorscan.jar"), new byte[0]);
    Path java = root.resolve("java/bin/java");
    Files.writeString(java, "#!/bin/sh\nfor word in \"$@\"; do echo \"$word\"; done\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String heap(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(environment, arguments)
        .lines()
        .filter(line -> line.startsWith("-Xmx"))
        .map(line -> line.substring(4))
        .findFirst()
        .orElseThrow();
  }

  /** What Java was called with, an argument a line. */
  private String run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(0, environment, arguments);
  }

  private String run(int exitCode, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", root.resolve("scripts/tumorscan").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("TUMORSCAN_"));
    builder.environment().put("JAVA_HOME", root.resolve("java").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(exitCode, process.waitFor(), output);
    return output;
  }

  @Test
  void heapIsAGibibyteWithoutALimit() throws Exception {
    assertEquals("1g", heap(Map.of(), "classify", "scans"));
    assertEquals("3g", heap(Map.of("TUMORSCAN_HEAP", "3g"), "classify", "scans"));
  }

  @Test
  void heapThatIsNoSizeIsWrongUsage() throws Exception {
    for (String heap : List.of("plenty", "g", "1.5g", "-1g")) {
      String said = run(2, Map.of("TUMORSCAN_HEAP", heap), "classify", "scans");
      assertTrue(said.startsWith("tumorscan: TUMORSCAN_HEAP=" + heap + ": expected"), said);
    }
    assertEquals("1048576k", heap(Map.of("TUMORSCAN_HEAP", "1048576k"), "classify", "scans"));
  }

  /** The pictures of a data set stay in memory. */
  @Test
  void heapIsHalfOfAllMemoryForADataSet() throws Exception {
    for (String command : List.of("train", "leave-one-out", "dataset", "evaluate", "models")) {
      String called = run(Map.of(), command, "pictures");
      assertTrue(called.lines().anyMatch("-XX:MaxRAMPercentage=50"::equals), called);
      assertFalse(called.contains("-Xmx"), called);
    }
    assertEquals("3g", heap(Map.of("TUMORSCAN_HEAP", "3g"), "train", "pictures"));
  }

  @Test
  void heapIsWhatTheLimitLeavesBesideTheNetwork() throws Exception {
    int left = 1500 - MemoryPlan.OUTSIDE;
    assertEquals(left + "m", heap(Map.of(), "classify", "scans", "--max-memory", "1500m"));
    assertEquals(left + "m", heap(Map.of(), "classify", "--max-memory=1500M", "scans"));
    assertEquals(
        left + "m", heap(Map.of("TUMORSCAN_CLASSIFY_MAX_MEMORY", "1500m"), "classify", "scans"));
    assertEquals(
        2048 - MemoryPlan.OUTSIDE + "m",
        heap(Map.of("TUMORSCAN_HEAP", "3g"), "classify", "--max-memory", "2g"));
  }

  @Test
  void heapStaysSmallerThanTheLimitAllows() throws Exception {
    assertEquals("1g", heap(Map.of(), "classify", "--max-memory", "4g"));
    assertEquals("500m", heap(Map.of("TUMORSCAN_HEAP", "500m"), "classify", "--max-memory=4g"));
  }

  @Test
  void heapIsTheLeastThatLoadsTheNetworkWhereTheLimitIsTooLow() throws Exception {
    assertEquals(MemoryPlan.LEAST_HEAP + "m", heap(Map.of(), "classify", "--max-memory", "64m"));
  }

  @Test
  void whatIsNoSizeAndWhatIsAFileIsLeftToTheProgram() throws Exception {
    assertEquals("1g", heap(Map.of(), "classify", "--max-memory", "plenty"));
    assertEquals("1g", heap(Map.of(), "classify", "--max-memory"));
    assertEquals("1g", heap(Map.of(), "classify", "--", "--max-memory=1500m"));
  }
}
