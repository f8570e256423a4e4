package org.tumorscan.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.tumorscan.inference.Execution;
import org.tumorscan.inference.HeadClassifier;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.NoveltyScale;
import org.tumorscan.model.SeriesRule;

/**
 * What is the same for every outcome of a run.
 *
 * @param toolVersion version of this program
 * @param createdAt when the run began
 * @param model which model judged
 * @param dicomReader which reader read, such as {@code part10}
 * @param execution where and how the network ran
 */
public record RunInfo(
    String toolVersion,
    Instant createdAt,
    ModelInfo model,
    String dicomReader,
    Execution execution) {

  /** The sentence that every report carries. */
  public static final String DISCLAIMER =
      "Research tool, not a medical device. Not for diagnosis or treatment decisions.";

  /** When a slice is marked as unlike the training data. */
  public static final String NOVELTY_RULE =
      String.format(
          Locale.ROOT,
          "further from the training data than %.0f %% of the validation slices",
          100 * (1 - NoveltyScale.FALSE_ALARM_RATE));

  /**
   * The model as reports show it.
   *
   * @param id such as {@code brain-mri-tumor}
   * @param version such as {@code 0.1.0-preview}
   * @param sha256 digest of the bundle's manifest, which holds the digest of every other file
   * @param labels in the order of the model's outputs
   * @param operatingPoint name of the operating point in use, or {@code custom}
   * @param threshold likelihood from which a slice is suspicious, in [0, 1]
   * @param series how slices make a series, and from where on one is suspicious
   * @param scope what the model is made for, in a sentence
   * @param limits what its user must know, each a sentence
   * @param card the whole card
   */
  public record ModelInfo(
      String id,
      String version,
      String sha256,
      List<String> labels,
      String operatingPoint,
      double threshold,
      SeriesInfo series,
      String scope,
      List<String> limits,
      List<CardSection> card) {
    public ModelInfo {
      labels = List.copyOf(labels);
      limits = List.copyOf(limits);
      card = List.copyOf(card);
    }

    /** A model at a threshold. */
    public static ModelInfo of(ModelBundle bundle, String operatingPoint, double threshold) {
      Manifest manifest = bundle.manifest();
      SeriesRule rule = manifest.series();
      return new ModelInfo(
          manifest.identity().id(),
          manifest.identity().version(),
          bundle.manifestSha256(),
          List.of(HeadClassifier.NO_TUMOR, HeadClassifier.TUMOR),
          operatingPoint,
          threshold,
          new SeriesInfo(rule, rule.threshold(operatingPoint).orElse(threshold)),
          manifest.scope().description(),
          manifest.card().limits(),
          CardSection.of(manifest));
    }
  }

  /**
   * How the run judges series.
   *
   * @param rule from slices to a likelihood
   * @param threshold likelihood from which a series or study is suspicious, in [0, 1]
   */
  public record SeriesInfo(SeriesRule rule, double threshold) {}
}
