package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The process itself, with standard output that takes nothing. */
class StandardOutputTest {

  @Test
  void whereNobodyReadsTheProgramEndsQuietly() throws Exception {
    assertEquals("141|", ended("| true"));
  }

  @Test
  void aFullDiskIsSaid() throws Exception {
    assertEquals("70|tumorscan: standard output cannot be written\n", ended(">/dev/full"));
  }

  /** Exit code and stderr. */
  private static String ended(String where) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
    String command =
        "( sleep 1; exec \"$0\" -cp \"$1\" org.tumorscan.cli.Main inspect --json -q"
            + " sample-scans/formats ) "
            + where
            + "; exit \"${PIPESTATUS[0]}\"";
    Path err = Files.createTempFile("tumorscan", ".err");
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      "/bin/bash",
                      "-c",
                      command,
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      System.getProperty("java.class.path")))
              .redirectError(err.toFile())
              .start();
      int code = process.waitFor();
      return code + "|" + Files.readString(err);
    } finally {
      Files.delete(err);
    }
  }
}
