package org.tumorscan.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tumorscan.dataset.DatasetException.Reason;

/**
 * A labelled data set as it lies on disk, before a picture is opened.
 *
 * @param root the directory that names are relative to
 * @param layout how it states its labels
 * @param cases at least one
 * @param heldOut sources whose cases are the test split, whatever was stated; usually none
 */
public record Dataset(Path root, Layout layout, List<Case> cases, Set<String> heldOut) {

  /** How labels are stated. */
  public enum Layout {
    /** By {@code labels.csv}: what it names must be there and readable. */
    TABLE,
    /** By directories: files in them that are no pictures are left out and reported. */
    DIRECTORIES
  }

  /** Copies. */
  public Dataset {
    cases = List.copyOf(cases);
    heldOut = Set.copyOf(heldOut);
  }

  /** A data set as it is stated. */
  Dataset(Path root, Layout layout, List<Case> cases) {
    this(root, layout, cases, Set.of());
  }

  /**
   * Finds the cases of a data set: {@code labels.csv} in the directory, or another table given by
   * its own name, else a directory for each class.
   *
   * @param positive names of class directories with tumor; empty for the usual ones
   * @throws DatasetException {@code NOT_FOUND}, {@code MALFORMED}, {@code LISTED_TWICE} or {@code
   *     CLASS_MISSING}
   */
  public static Dataset read(Path location, Set<String> positive) throws DatasetException {
    if (Files.isRegularFile(location)) {
      return LabelTable.read(location);
    }
    Path table = location.resolve(LabelTable.FILE);
    if (Files.isRegularFile(table)) {
      return LabelTable.read(table);
    }
    if (!Files.isDirectory(location)) {
      throw new DatasetException(Reason.NOT_FOUND, location + ": no such directory or table");
    }
    return ClassDirectories.read(location, positive);
  }

  /** The names of all sources, sorted. */
  public List<String> sources() {
    return cases.stream().map(listed -> listed.origin().source()).distinct().sorted().toList();
  }

  /**
   * The same data set with the cases of some sources as its test split. Cases of other sources that
   * are stated to be for testing are left out: the test split is the held-out sources alone.
   *
   * @throws DatasetException {@code NOT_FOUND} for a source that there is not
   */
  public Dataset holdOut(Set<String> sources) throws DatasetException {
    Set<String> unknown = new TreeSet<>(sources);
    sources().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new DatasetException(
          Reason.NOT_FOUND,
          "%s: no source '%s'; there are %s"
              .formatted(root, String.join("', '", unknown), String.join(", ", sources())));
    }
    List<Case> split = new ArrayList<>();
    for (Case listed : cases) {
      if (sources.contains(listed.origin().source())) {
        split.add(listed.in(Split.TEST));
      } else if (listed.split().filter(Split.TEST::equals).isEmpty()) {
        split.add(listed);
      }
    }
    return new Dataset(root, layout, split, sources);
  }

  /**
   * Refuses a table with one class alone, which nothing can be learned from; it can be judged by.
   *
   * @throws DatasetException {@code CLASS_MISSING}
   */
  public void requireBothClasses() throws DatasetException {
    for (boolean tumor : new boolean[] {false, true}) {
      if (cases.stream().noneMatch(listed -> listed.tumor() == tumor)) {
        throw new DatasetException(
            Reason.CLASS_MISSING, root + ": no case with tumor " + (tumor ? 1 : 0));
      }
    }
  }

  /** A file's name for people: its path from the root. */
  public String nameOf(Path file) {
    return root.relativize(file).toString();
  }
}
