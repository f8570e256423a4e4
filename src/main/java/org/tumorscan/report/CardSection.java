package org.tumorscan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.tumorscan.image.InputSpec;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelCard.DataSource;
import org.tumorscan.model.ModelCard.Metric;
import org.tumorscan.model.OperatingPoint;

/**
 * A part of a model's card, as plain text that is fit to be shown.
 *
 * @param title of the part
 * @param lines each a fact
 * @see <a href="https://doi.org/10.1145/3287560.3287596">Mitchell et al. 2019, Model cards for
 *     model reporting</a>
 */
public record CardSection(String title, List<String> lines) {

  /** Copies, and makes the lines printable. */
  public CardSection {
    lines = lines.stream().map(Printable::of).toList();
  }

  /** The card of a model, in order. */
  public static List<CardSection> of(Manifest manifest) {
    return List.of(
        new CardSection("Model details", details(manifest)),
        new CardSection("Intended use", use(manifest)),
        new CardSection("Data", manifest.card().data().stream().map(CardSection::source).toList()),
        new CardSection("Metrics", metrics(manifest)),
        new CardSection("Limits", manifest.card().limits()),
        new CardSection("Provenance", provenance(manifest)),
        new CardSection("Licence", List.of(manifest.card().licence())));
  }

  private static List<String> details(Manifest manifest) {
    return List.of(
        manifest.identity().title(),
        manifest.identity().id() + " " + manifest.identity().version(),
        "%s head over the network %s, sha256 of the network %s"
            .formatted(
                manifest.head().kind(),
                manifest.backbone().description(),
                manifest.backbone().sha256()),
        pictures(manifest.input()));
  }

  private static String pictures(InputSpec input) {
    String size = "Pictures of %1$d x %1$d pixels".formatted(input.sizePixels());
    return input.detailPixels() == input.sizePixels()
        ? size
        : size + ", brought down to %1$d x %1$d first".formatted(input.detailPixels());
  }

  private static List<String> use(Manifest manifest) {
    return List.of(
        manifest.scope().description(),
        "Modalities: " + orAny(manifest.scope().modalities()),
        "Body parts: " + orAny(manifest.scope().bodyParts()),
        RunInfo.DISCLAIMER);
  }

  private static String orAny(List<String> values) {
    return values.isEmpty() ? "any" : String.join(", ", values);
  }

  private static String source(DataSource source) {
    return "%s: %d with, %d without tumor; licence: %s"
        .formatted(source.name(), source.tumor(), source.noTumor(), source.licence());
  }

  private static List<String> metrics(Manifest manifest) {
    List<String> lines = new ArrayList<>();
    for (Metric metric : manifest.card().metrics()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s, %s: %.3f (95 %% interval %.3f to %.3f)",
              metric.name(),
              metric.data(),
              metric.value(),
              metric.low(),
              metric.high()));
    }
    manifest.operatingPoints().forEach(point -> lines.add(line("Operating point", point)));
    lines.add("Smoothing over neighbouring slices: " + manifest.series().smoothingDescription());
    lines.add("Likelihood of a series: " + manifest.series().description());
    manifest
        .series()
        .operatingPoints()
        .forEach(point -> lines.add(line("Operating point of series", point)));
    lines.add("Marked as unlike the training data: what lies " + RunInfo.NOVELTY_RULE);
    return lines;
  }

  private static String line(String kind, OperatingPoint point) {
    return String.format(
        Locale.ROOT,
        "%s %s: from %.4f; sensitivity %.3f and specificity %.3f where it was set",
        kind,
        point.name(),
        point.threshold(),
        point.sensitivity(),
        point.specificity());
  }

  private static List<String> provenance(Manifest manifest) {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(manifest.card().training())
        .forEach((key, value) -> lines.add(key + ": " + value));
    return lines;
  }
}
