package org.tumorscan.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory for results, made before hours are spent, since one that cannot be made should not
 * cost them. Where nothing came of them it is gone again when this is closed.
 */
final class ResultDirectory implements AutoCloseable {
  private final Path directory;
  private final boolean isNew;

  private ResultDirectory(Path directory, boolean isNew) {
    this.directory = directory;
    this.isNew = isNew;
  }

  /** Makes the directory, and those above, where they are not there. */
  static ResultDirectory of(Path directory) throws IOException {
    boolean isNew = Files.notExists(directory);
    Files.createDirectories(directory);
    return new ResultDirectory(directory, isNew);
  }

  @Override
  public void close() throws IOException {
    if (isNew) {
      try {
        Files.deleteIfExists(directory);
      } catch (DirectoryNotEmptyException e) {
        // It holds what it was made for.
      }
    }
  }
}
