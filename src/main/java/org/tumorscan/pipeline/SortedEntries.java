package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The entries of a directory in the order of their names, some at a time: a directory of millions
 * is listed again for each portion rather than held. Nothing is written, as there may be no place.
 */
final class SortedEntries {
  /** Some 10 MB; a million names are listed 16 times, half a second each. */
  static final int PORTION = 1 << 16;

  // Different names may look alike where they are not in the platform's encoding.
  private static final Comparator<Path> ORDER =
      Comparator.comparing(Path::toString).thenComparing(Comparator.naturalOrder());

  private final Path directory;
  private final int portion;
  private Optional<Path> last = Optional.empty();
  private boolean whole;

  /**
   * Lists a directory.
   *
   * @param portion how many entries are held, at least 1
   */
  SortedEntries(Path directory, int portion) {
    this.directory = directory;
    this.portion = portion;
  }

  /** Whether there may be more. */
  boolean hasNext() {
    return !whole;
  }

  /**
   * The next entries, at most a portion; of those that come or go meanwhile some may be missing.
   */
  List<Path> next() throws IOException {
    PriorityQueue<Path> lowest = new PriorityQueue<>(ORDER.reversed());
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory)) {
      for (Path entry : listing) {
        if (last.isEmpty() || ORDER.compare(entry, last.get()) > 0) {
          keep(entry, lowest);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    whole = lowest.size() < portion;
    List<Path> sorted = new ArrayList<>(lowest);
    sorted.sort(ORDER);
    last = sorted.isEmpty() ? last : Optional.of(sorted.get(sorted.size() - 1));
    return sorted;
  }

  private void keep(Path entry, PriorityQueue<Path> lowest) {
    if (lowest.size() < portion) {
      lowest.add(entry);
    } else if (ORDER.compare(entry, lowest.peek()) < 0) {
      lowest.remove();
      lowest.add(entry);
    }
  }
}
