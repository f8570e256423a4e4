package org.tumorscan.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import org.tumorscan.model.ModelException.Reason;

/** Reads bundles, checking every file against the digest in the manifest before it is used. */
public final class BundleReader {
  private static final String SERIES = "series";
  private static final String SMOOTHING = "smoothingMm";
  private static final String DEPTH = "depth";
  private static final String ADAPTER = "adapter";
  private static final int FILE_LIMIT_BYTES = 1 << 28;

  /**
   * Reads a bundle.
   *
   * @throws ModelException {@code NOT_FOUND} without a manifest, {@code MALFORMED}, {@code
   *     INCOMPATIBLE} or {@code DIGEST_MISMATCH}
   */
  public ModelBundle read(BundleFiles files) throws ModelException {
    byte[] manifestBytes = bytes(files, ModelBundle.MANIFEST);
    Manifest manifest = manifest(manifestBytes, files.location());
    byte[] headBytes = verified(files, manifest, manifest.head().file());
    byte[] noveltyBytes =
        manifest.files().containsKey(BundleWriter.NOVELTY_FILE)
            ? verified(files, manifest, BundleWriter.NOVELTY_FILE)
            : headBytes;
    HeadWeights weights = HeadWeights.fromBytes(headBytes, noveltyBytes);
    int features = weights.novelty().mean().length;
    if (features != manifest.backbone().featureCount()
        || !weights.head().kind().equals(manifest.head().kind())) {
      throw new ModelException(
          Reason.INCOMPATIBLE,
          "%s: a %s head over %d features, but the manifest says %s over %d"
              .formatted(
                  files.location(),
                  weights.head().kind(),
                  features,
                  manifest.head().kind(),
                  manifest.backbone().featureCount()));
    }
    return new ModelBundle(manifest, Sha256.of(manifestBytes), weights, files);
  }

  /** Checks every file that the manifest names; returns how many there are. */
  public int verify(ModelBundle bundle) throws ModelException {
    for (String name : bundle.manifest().files().keySet()) {
      verified(bundle.files(), bundle.manifest(), name);
    }
    return bundle.manifest().files().size();
  }

  /**
   * The bytes of a file of the bundle, after comparing their digest.
   *
   * @throws ModelException {@code DIGEST_MISMATCH} where the file is not the one the manifest names
   */
  public static byte[] verified(BundleFiles files, Manifest manifest, String name)
      throws ModelException {
    String expected = manifest.files().get(name);
    if (expected == null) {
      throw new ModelException(
          Reason.MALFORMED, files.location() + ": manifest has no digest of " + name);
    }
    byte[] bytes = bytes(files, name);
    checkDigest(files.location() + "/" + name, bytes, expected);
    return bytes;
  }

  /**
   * What changes the weights of a bundle's backbone.
   *
   * @throws ModelException {@code MALFORMED} or {@code DIGEST_MISMATCH}; {@code INCOMPATIBLE} where
   *     the backbone is a file of the bundle, which could have been changed itself
   */
  public static Optional<Adapter> adapter(ModelBundle bundle) throws ModelException {
    Manifest.Backbone backbone = bundle.manifest().backbone();
    if (backbone.adapter().isEmpty()) {
      return Optional.empty();
    }
    if (!backbone.shipsWithProgram()) {
      throw new ModelException(
          Reason.INCOMPATIBLE,
          bundle.files().location() + ": an adapter for a network that is not the program's");
    }
    String file = backbone.adapter().get();
    byte[] bytes = verified(bundle.files(), bundle.manifest(), file);
    try {
      return Optional.of(Adapter.fromBytes(bytes));
    } catch (ModelException e) {
      throw new ModelException(
          e.reason(), bundle.files().location() + "/" + file + ": " + e.getMessage(), e);
    }
  }

  /** Whether a name can only be that of a file in the bundle's own directory. */
  static boolean isPlainFileName(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  }

  /** Compares a digest. */
  public static void checkDigest(String what, byte[] bytes, String expected) throws ModelException {
    String found = Sha256.of(bytes);
    if (!found.equals(expected)) {
      throw new ModelException(
          Reason.DIGEST_MISMATCH, what + ": sha256 is " + found + ", expected " + expected);
    }
  }

  private static byte[] bytes(BundleFiles files, String name) throws ModelException {
    if (!isPlainFileName(name)) {
      throw new ModelException(
          Reason.MALFORMED, files.location() + ": '" + name + "' is not a plain file name");
    }
    try (InputStream stream = files.open(name)) {
      byte[] bytes = stream.readNBytes(FILE_LIMIT_BYTES);
      if (bytes.length == FILE_LIMIT_BYTES) {
        throw new ModelException(
            Reason.INCOMPATIBLE, files.location() + "/" + name + ": larger than 256 MiB");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new ModelException(
          Reason.NOT_FOUND, files.location() + ": there is no " + name + " here", e);
    } catch (IOException e) {
      throw new ModelException(
          Reason.NOT_FOUND, files.location() + "/" + name + ": cannot be read: " + e, e);
    }
  }

  private static Manifest manifest(byte[] bytes, String location) throws ModelException {
    JsonNode json = parse(bytes, location);
    JsonNode version = json.path("schemaVersion");
    if (!isRead(version.asText())) {
      throw new ModelException(
          Reason.INCOMPATIBLE,
          location
              + ": manifest schema "
              + version
              + ", this program reads "
              + Manifest.SCHEMA_VERSION);
    }
    complete(json, version.asText());
    Manifest manifest = manifest(json, location);
    if (!Set.of(LinearHead.KIND, DenseHead.KIND).contains(manifest.head().kind())) {
      throw new ModelException(
          Reason.INCOMPATIBLE, location + ": head of kind '" + manifest.head().kind() + "'");
    }
    return manifest;
  }

  private static boolean isRead(String version) {
    return Set.of(
            Manifest.SCHEMA_VERSION,
            Manifest.VERSION_WITHOUT_ADAPTER,
            Manifest.VERSION_WITHOUT_DEPTH,
            Manifest.VERSION_WITHOUT_SMOOTHING,
            Manifest.VERSION_WITHOUT_SERIES)
        .contains(version);
  }

  /** Adds what a manifest of an older format could not say; what one should say stays missing. */
  private static void complete(JsonNode json, String version) {
    if (version.equals(Manifest.SCHEMA_VERSION)) {
      return;
    }
    if (json.path("backbone") instanceof ObjectNode backbone) {
      if (!backbone.has(ADAPTER)) {
        backbone.putNull(ADAPTER);
      }
      if (!version.equals(Manifest.VERSION_WITHOUT_ADAPTER) && !backbone.has(DEPTH)) {
        backbone.put(DEPTH, Depth.WHOLE.name());
      }
    }
    if (version.equals(Manifest.VERSION_WITHOUT_SERIES)
        && json instanceof ObjectNode manifest
        && !manifest.has(SERIES)) {
      manifest.set(SERIES, ManifestJson.MAPPER.valueToTree(SeriesRule.UNCALIBRATED));
    }
    if (version.equals(Manifest.VERSION_WITHOUT_SMOOTHING)
        && json.path(SERIES) instanceof ObjectNode series
        && !series.has(SMOOTHING)) {
      series.put(SMOOTHING, SeriesRule.UNCALIBRATED.smoothingMm());
    }
  }

  private static Manifest manifest(JsonNode json, String location) throws ModelException {
    try {
      return ManifestJson.MAPPER.treeToValue(json, Manifest.class);
    } catch (JsonProcessingException e) {
      throw malformed(location, e);
    }
  }

  private static JsonNode parse(byte[] bytes, String location) throws ModelException {
    try {
      return ManifestJson.MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw malformed(location, e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private static ModelException malformed(String location, JsonProcessingException e) {
    return new ModelException(
        Reason.MALFORMED, location + "/" + ModelBundle.MANIFEST + ": " + e.getOriginalMessage(), e);
  }
}
