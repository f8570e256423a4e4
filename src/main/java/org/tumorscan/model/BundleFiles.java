package org.tumorscan.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The files of a bundle, wherever they lie. */
public interface BundleFiles {

  /**
   * Opens a file of the bundle.
   *
   * @param name as in the manifest, a plain file name
   * @throws NoSuchFileException where there is none of that name
   */
  InputStream open(String name) throws IOException;

  /** Where the bundle lies, for messages. */
  String location();

  /** A bundle in a directory. */
  static BundleFiles directory(Path directory) {
    return new BundleFiles() {
      @Override
      public InputStream open(String name) throws IOException {
        return Files.newInputStream(directory.resolve(name));
      }

      @Override
      public String location() {
        return directory.toString();
      }
    };
  }

  /** A bundle that ships inside the program. */
  static BundleFiles shipped(String id) {
    return new BundleFiles() {
      @Override
      public InputStream open(String name) throws IOException {
        String resource = "/org/tumorscan/models/" + id + "/" + name;
        InputStream stream = BundleFiles.class.getResourceAsStream(resource);
        if (stream == null) {
          throw new NoSuchFileException(resource);
        }
        return stream;
      }

      @Override
      public String location() {
        return "shipped:" + id;
      }
    };
  }
}
