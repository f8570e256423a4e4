package org.tumorscan.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Walks over the files that the caller named: files as they are, directories with all that lies
 * below them, in an order that depends on names alone. Holds the names of one directory a level,
 * never of the whole tree.
 *
 * <p>Symbolic links are followed; a directory is never entered from within itself. Reports of this
 * program in the directory that reports go to are passed over.
 */
public final class InputFiles {
  private static final Pattern REPORTS =
      Pattern.compile("report\\.(json|jsonl|csv|html)|\\.report.*|heatmaps");

  private final List<Path> inputs;
  private final Optional<Path> reportsDirectory;

  /**
   * Names the inputs.
   *
   * @param inputs files and directories
   * @param reportsDirectory where reports go, which may lie among the inputs
   */
  public InputFiles(Collection<Path> inputs, Optional<Path> reportsDirectory) {
    this.inputs = List.copyOf(inputs);
    this.reportsDirectory = reportsDirectory;
  }

  /** Receives files as they are found. */
  public interface Visitor {
    /** A file, or a name that is not a directory. */
    void file(Path file) throws InterruptedException;

    /** A directory that cannot be listed. */
    void unreadable(Path directory, IOException cause) throws InterruptedException;
  }

  /** Walks to the end, unless the visitor throws. */
  public void walk(Visitor visitor) throws InterruptedException {
    Walk walk = new Walk(reportsDirectory.flatMap(InputFiles::real), visitor, new HashSet<>());
    for (Path input : inputs) {
      walk.visit(input);
    }
  }

  /** How many files the walk would find; unreadable directories count as one. */
  public long count() throws InterruptedException {
    long[] count = {0};
    walk(
        new Visitor() {
          @Override
          public void file(Path file) {
            count[0]++;
          }

          @Override
          public void unreadable(Path directory, IOException cause) {
            count[0]++;
          }
        });
    return count[0];
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      // Not there yet, so it holds no reports.
      return Optional.empty();
    }
  }

  /** One walk; the ancestors are the real paths of the directories it is in. */
  private record Walk(Optional<Path> reports, Visitor visitor, Set<Path> ancestors) {

    void visit(Path path) throws InterruptedException {
      if (!Files.isDirectory(path)) {
        visitor.file(path);
        return;
      }
      Path real;
      List<Path> entries;
      try {
        real = path.toRealPath();
        if (ancestors.contains(real)) {
          throw new FileSystemLoopException(path.toString());
        }
        entries = sortedEntries(path);
      } catch (IOException e) {
        visitor.unreadable(path, e);
        return;
      }
      boolean holdsReports = reports.filter(real::equals).isPresent();
      ancestors.add(real);
      for (Path entry : entries) {
        if (!holdsReports || !REPORTS.matcher(entry.getFileName().toString()).matches()) {
          visit(entry);
        }
      }
      ancestors.remove(real);
    }

    private static List<Path> sortedEntries(Path directory) throws IOException {
      try (Stream<Path> listing = Files.list(directory)) {
        return listing.sorted(Comparator.comparing(Path::toString)).toList();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }
}
