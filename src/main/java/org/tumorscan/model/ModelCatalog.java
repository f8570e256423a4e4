package org.tumorscan.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tumorscan.model.ModelException.Reason;

/**
 * The models that the program can name: those that ship with it and those in the user's model
 * directory.
 */
public final class ModelCatalog {
  /** The URL prefix of this program's own models in DJL's model-zoo notation. */
  public static final String ZOO_PREFIX = "djl://org.tumorscan/";

  private static final List<String> SHIPPED = List.of("brain-mri-tumor");

  private final Path userModels;
  private final BundleReader reader = new BundleReader();

  /**
   * A catalogue.
   *
   * @param userModels directory with one directory a bundle; may be absent
   */
  public ModelCatalog(Path userModels) {
    this.userModels = userModels;
  }

  /** The model used where the caller names none. */
  public ModelBundle standard() throws ModelException {
    return reader.read(BundleFiles.shipped(SHIPPED.get(0)));
  }

  /**
   * The model that a caller names.
   *
   * @param name an id, a {@code djl://org.tumorscan/} URL, or the path of a bundle's directory; an
   *     id comes before a directory of that name, which can be written {@code ./name}
   * @throws ModelException {@code NOT_FOUND} with the known ids, or as {@link BundleReader#read}
   */
  public ModelBundle named(String name) throws ModelException {
    String id = name.startsWith(ZOO_PREFIX) ? name.substring(ZOO_PREFIX.length()) : name;
    if (id.startsWith("djl://")) {
      throw new ModelException(
          Reason.INCOMPATIBLE,
          name
              + " is a network without a tumor label; train a head on it with: train --from "
              + name);
    }
    // Ids first: a directory that happens to have a model's name is meant only if written as a
    // path.
    if (SHIPPED.contains(id)) {
      return reader.read(BundleFiles.shipped(id));
    }
    if (ids().contains(id)) {
      return reader.read(BundleFiles.directory(userModels.resolve(id)));
    }
    if (Files.isDirectory(Path.of(id))) {
      return reader.read(BundleFiles.directory(Path.of(id)));
    }
    throw new ModelException(
        Reason.NOT_FOUND,
        "no model '"
            + name
            + "': not a directory, and the known ids are "
            + String.join(", ", ids()));
  }

  /** Whether a model of that id ships with the program; it comes before any other of the id. */
  public boolean ships(String id) {
    return SHIPPED.contains(id);
  }

  /** The directory of the models that do not ship; may be absent. */
  public Path userModels() {
    return userModels;
  }

  /** The ids of all models, those that ship first. */
  public List<String> ids() {
    List<String> ids = new ArrayList<>(SHIPPED);
    if (Files.isDirectory(userModels)) {
      try (Stream<Path> entries = Files.list(userModels)) {
        entries
            .filter(entry -> Files.isRegularFile(entry.resolve(ModelBundle.MANIFEST)))
            .map(entry -> entry.getFileName().toString())
            // Hidden ones are imports on their way.
            .filter(id -> !ids.contains(id) && !id.startsWith("."))
            .sorted()
            .forEach(ids::add);
      } catch (IOException | UncheckedIOException e) {
        // A directory that cannot be listed holds no model that could be loaded.
        return ids;
      }
    }
    return ids;
  }
}
