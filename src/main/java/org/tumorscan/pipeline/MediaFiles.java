package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tumorscan.dicom.MediaDirectory.FileId;

/** The files below a DICOMDIR's directory, by the names that it gives them. */
final class MediaFiles {
  private final Path root;

  /** The entries of every directory that was looked into, by comparable name. */
  private final Map<Path, Map<String, Path>> listings = new HashMap<>();

  MediaFiles(Path root) {
    this.root = root;
  }

  /**
   * The file of a name that stays below the root; empty where there is none.
   *
   * @param id which the medium's system may show in small letters, or with a version behind it
   */
  Optional<Path> find(FileId id) {
    Path path = root;
    for (String component : id.components()) {
      Path exact = path.resolve(component);
      Path next = Files.exists(exact) ? exact : listing(path).get(FileId.comparable(component));
      if (next == null) {
        return Optional.empty();
      }
      path = next;
    }
    return Files.isDirectory(path) ? Optional.empty() : Optional.of(path);
  }

  private Map<String, Path> listing(Path directory) {
    return listings.computeIfAbsent(directory, MediaFiles::list);
  }

  private static Map<String, Path> list(Path directory) {
    Map<String, Path> entries = new HashMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        entries.put(FileId.comparable(entry.getFileName().toString()), entry);
      }
    } catch (IOException e) {
      // As good as empty: its files are missing.
      return Map.of();
    }
    return entries;
  }
}
