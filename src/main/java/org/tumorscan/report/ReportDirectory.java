package org.tumorscan.report;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A directory of reports, which one run has for itself. The operating system lets go of it when the
 * process ends, however that comes about.
 */
public final class ReportDirectory implements Closeable {
  /** What a run leaves that is killed. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\.report\\.[a-z]+\\..*\\.tmp|\\.report-.*\\.spool|\\.(sr|sc|kos)-.*\\.tmp");

  private static final Pattern REPORT =
      Pattern.compile("report\\.(json|jsonl|csv|html|pdf|fhir\\.json)");

  private final Path path;
  private final FileChannel channel;

  private ReportDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the directory and removes what a killed run has left unfinished in it.
   *
   * @param path made where absent
   * @return empty where another run has it
   */
  public static Optional<ReportDirectory> take(Path path) throws IOException {
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(
            path.resolve(".report.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    ReportDirectory directory = new ReportDirectory(path, channel);
    try {
      if (!isLocked(channel)) {
        directory.close();
        return Optional.empty();
      }
      directory.remove(UNFINISHED);
      HeatmapPictures.remove(HeatmapPictures.waiting(directory.heatmaps()));
      return Optional.of(directory);
    } catch (IOException e) {
      directory.close();
      throw e;
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      // Held by the channel, and for as long.
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Where the run's predictions are kept. */
  public Path journal() {
    return path.resolve(".report.journal");
  }

  /** Where pictures of heat maps go. */
  public Path heatmaps() {
    return path.resolve("heatmaps");
  }

  /**
   * Removes the reports of an earlier run that this one does not replace.
   *
   * @param extensions of the reports that are this run's
   */
  public void keepReports(Collection<String> extensions) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "report.*")) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (REPORT.matcher(name).matches()
            && !extensions.contains(name.substring("report.".length()))) {
          Files.deleteIfExists(entry);
        }
      }
    }
  }

  private void remove(Pattern names) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, ".*")) {
      for (Path entry : entries) {
        if (names.matcher(entry.getFileName().toString()).matches()) {
          Files.deleteIfExists(entry);
        }
      }
    }
  }

  /** Lets go of the directory. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
