package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps a walk from coming by a file twice. Since no directory is entered twice, only files that
 * were reached by another way than through their own directory need to be remembered.
 */
final class SeenFiles {
  private final Set<Path> directories = new HashSet<>();
  private final Set<Path> files = new HashSet<>();

  /**
   * Whether a directory is new. From then on, all its files count as seen.
   *
   * @param real without links
   */
  boolean addDirectory(Path real) {
    return directories.add(real);
  }

  /** Whether a file that was named, or that a link led to, is new. */
  boolean addFile(Path file) {
    try {
      Path real = file.toRealPath();
      return !directories.contains(real.getParent()) && files.add(real);
    } catch (IOException e) {
      // Not there, or out of reach: a name is all there is.
      return files.add(file.toAbsolutePath().normalize());
    }
  }

  /**
   * Whether a file in a new directory is new.
   *
   * @param real without links
   */
  boolean isNew(Path real) {
    return !files.contains(real);
  }
}
