package org.tumorscan.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tumorscan.image.InputSpec;

/**
 * Everything a bundle says of itself: {@code manifest.json}.
 *
 * @param schemaVersion format of the manifest; this program reads {@value #SCHEMA_VERSION} and what
 *     came before
 * @param identity which model
 * @param scope what it is made for
 * @param input preprocessing, shared by training and classification
 * @param backbone which network gives the features
 * @param head how features become a likelihood
 * @param operatingPoints thresholds by purpose; the first is the default
 * @param series how slices make a series' likelihood
 * @param card where it comes from, how well it does, what it cannot do
 * @param files sha256 of every file of the bundle but the manifest, by name
 */
public record Manifest(
    String schemaVersion,
    Identity identity,
    Scope scope,
    InputSpec input,
    Backbone backbone,
    Head head,
    List<OperatingPoint> operatingPoints,
    SeriesRule series,
    ModelCard card,
    Map<String, String> files) {

  /** The format that this program writes. */
  public static final String SCHEMA_VERSION = "1.4";

  /** The format before, whose networks were kept as they had learned. */
  static final String VERSION_WITHOUT_ADAPTER = "1.3";

  /** The format before that, whose networks were always run as a whole. */
  static final String VERSION_WITHOUT_DEPTH = "1.2";

  /** The format before that, which knew no smoothing. */
  static final String VERSION_WITHOUT_SMOOTHING = "1.1";

  /** The first format, which knew no rule for series. */
  static final String VERSION_WITHOUT_SERIES = "1.0";

  /** Copies, and checks that there is an operating point. */
  public Manifest {
    operatingPoints = List.copyOf(operatingPoints);
    files = Map.copyOf(files);
    if (operatingPoints.isEmpty()) {
      throw new IllegalArgumentException("a model without an operating point");
    }
  }

  /** This manifest with another rule for series. */
  public Manifest with(SeriesRule rule) {
    return new Manifest(
        schemaVersion, identity, scope, input, backbone, head, operatingPoints, rule, card, files);
  }

  /** The operating point of that name. */
  public Optional<OperatingPoint> operatingPoint(String name) {
    return operatingPoints.stream().filter(point -> point.name().equals(name)).findFirst();
  }

  /**
   * Which model.
   *
   * @param id lower-case words with hyphens, such as {@code brain-mri-tumor}
   * @param version such as {@code 0.1.0-preview}
   * @param title for people
   */
  public record Identity(String id, String version, String title) {
    public Identity {
      if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        throw new IllegalArgumentException("model id '" + id + "'");
      }
    }
  }

  /**
   * The backbone.
   *
   * @param url {@code djl://} URL of a backbone that the program has, or the name of a file of the
   *     bundle
   * @param sha256 digest of the TorchScript file
   * @param featureCount features of one picture
   * @param depth how far it is run, and so which features
   * @param adapter name of the bundle's file that changes its weights: see {@link Adapter}
   */
  public record Backbone(
      String url, String sha256, int featureCount, Depth depth, Optional<String> adapter) {

    /** The names of the bundle's files that it consists of; none where it is the program's own. */
    public List<String> files() {
      Stream<String> file = shipsWithProgram() ? Stream.empty() : Stream.of(url);
      return Stream.concat(file, adapter.stream()).toList();
    }

    /** Whether its file is the program's and not the bundle's. */
    public boolean shipsWithProgram() {
      return url.startsWith("djl://");
    }

    /** For people. */
    public String description() {
      return adapter.map(file -> url + ", changed by " + file).orElse(url);
    }
  }

  /**
   * The head.
   *
   * @param kind {@code linear} or {@code dense}
   * @param file weights in the bundle, safetensors
   * @param calibration from logit to likelihood
   */
  public record Head(String kind, String file, PlattCalibration calibration) {}
}
