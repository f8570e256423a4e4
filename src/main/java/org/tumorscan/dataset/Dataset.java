package org.tumorscan.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.tumorscan.dataset.DatasetException.Reason;

/**
 * A labelled data set as it lies on disk, before a picture is opened.
 *
 * @param root the directory that names are relative to
 * @param layout how it states its labels
 * @param cases at least one
 */
public record Dataset(Path root, Layout layout, List<Case> cases) {

  /** How labels are stated. */
  public enum Layout {
    /** By {@code labels.csv}: what it names must be there and readable. */
    TABLE,
    /** By directories: files in them that are no pictures are left out and reported. */
    DIRECTORIES
  }

  /** Copies the list. */
  public Dataset {
    cases = List.copyOf(cases);
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
