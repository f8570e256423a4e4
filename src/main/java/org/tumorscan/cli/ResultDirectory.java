package org.tumorscan.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for results, made before hours are spent, since one that cannot be made should not
 * cost them. Where nothing came of them it is gone again when this is closed.
 */
final class ResultDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ResultDirectory.class);

  private final Path directory;
  private final boolean isNew;

  private ResultDirectory(Path directory, boolean isNew) {
    this.directory = directory;
    this.isNew = isNew;
  }

  /**
   * Makes the directory, and those above, where they are not there.
   *
   * @param stop upon which it is gone again, too, where nothing has come of it yet
   */
  static ResultDirectory of(Path directory, StopSignal stop) throws IOException {
    boolean isNew = Files.notExists(directory);
    Files.createDirectories(directory);
    ResultDirectory made = new ResultDirectory(directory, isNew);
    stop.tidyUpBy(made::closeAtTheEnd);
    return made;
  }

  private void closeAtTheEnd() {
    try {
      close();
    } catch (IOException e) {
      LOG.info("{} cannot be removed", directory, e);
    }
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
