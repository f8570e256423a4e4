package org.tumorscan.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** Writes a bundle into a directory. */
public final class BundleWriter {
  /** The file that holds the head. */
  public static final String HEAD_FILE = "head.safetensors";

  /** The file that holds the novelty scale; bundles made before have it in the head's. */
  static final String NOVELTY_FILE = "novelty.safetensors";

  /**
   * Writes the head and any further files, then the manifest with their digests, each to a
   * temporary name first. The manifest comes last: a directory without one is not a bundle.
   *
   * @param directory created where absent
   * @param manifest its {@code files} are replaced by the digests of what is written
   * @param extraFiles further files of the bundle, by name
   * @return the manifest as written
   */
  public Manifest write(
      Path directory, Manifest manifest, HeadWeights weights, Map<String, byte[]> extraFiles)
      throws IOException {
    Files.createDirectories(directory);
    Map<String, byte[]> contents = new TreeMap<>(extraFiles);
    contents.put(HEAD_FILE, weights.headBytes());
    contents.put(NOVELTY_FILE, weights.noveltyBytes());
    Map<String, String> digests = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      replace(directory.resolve(file.getKey()), file.getValue());
      digests.put(file.getKey(), Sha256.of(file.getValue()));
    }
    Manifest complete =
        new Manifest(
            manifest.schemaVersion(),
            manifest.identity(),
            manifest.scope(),
            manifest.input(),
            manifest.backbone(),
            manifest.head(),
            manifest.operatingPoints(),
            manifest.series(),
            manifest.card(),
            digests);
    byte[] json = ManifestJson.MAPPER.writeValueAsBytes(complete);
    replace(directory.resolve(ModelBundle.MANIFEST), json);
    return complete;
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.write(temporary, bytes);
    Files.move(
        temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
