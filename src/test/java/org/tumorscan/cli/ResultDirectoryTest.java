package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultDirectoryTest {
  @TempDir private Path parent;

  private final StopSignal stop = new StopSignal();

  @Test
  void whatNothingCameOfIsGone() throws Exception {
    Path empty = parent.resolve("empty");
    try (ResultDirectory made = ResultDirectory.of(empty, stop)) {
      assertTrue(Files.isDirectory(empty));
    }
    assertFalse(Files.exists(empty));
  }

  @Test
  void soItIsWhereTheRunIsEnded() throws Exception {
    Path empty = parent.resolve("empty");
    ResultDirectory.of(empty, stop);
    stop.tidyUp();
    assertFalse(Files.exists(empty));
  }

  @Test
  void whatHoldsAnythingOrWasThereStays() throws Exception {
    Path used = parent.resolve("used");
    ResultDirectory.of(used, stop);
    Files.writeString(used.resolve("state"), "half a training");
    Path before = Files.createDirectory(parent.resolve("before"));
    ResultDirectory.of(before, stop);
    stop.tidyUp();
    assertEquals("half a training", Files.readString(used.resolve("state")));
    assertTrue(Files.isDirectory(before));
  }
}
