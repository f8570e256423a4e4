package org.tumorscan.report.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tumorscan.evaluation.Comparison;
import org.tumorscan.evaluation.ErasedTumors;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.evaluation.Measurement;
import org.tumorscan.evaluation.Performance;
import org.tumorscan.evaluation.Performance.Calibration;
import org.tumorscan.evaluation.ScoredCases;
import org.tumorscan.model.OperatingPoint;
import org.tumorscan.model.PlattCalibration;
import org.tumorscan.report.evaluation.CaseResult.Facts;
import org.tumorscan.report.evaluation.CaseResult.Verdict.Scored;

/**
 * One model, or two, measured on labelled cases.
 *
 * @param run what was run
 * @param models one or two, in the order of the caller
 * @param comparison first less second, where there are two that scored a case in common
 * @param warnings what a reader of the figures must know, each a sentence
 */
public record Evaluation(
    Run run, List<ModelEvaluation> models, Optional<Comparison> comparison, List<String> warnings) {

  /** Bins of the reliability diagram and of the calibration error. */
  static final int BINS = 10;

  /** Resamples of the bootstrap. */
  static final int RESAMPLES = 1000;

  /** Seed of the bootstrap. */
  static final long SEED = 1;

  /** What a head's logits say by themselves. */
  private static final PlattCalibration UNCALIBRATED = new PlattCalibration(1, 0);

  private static final List<Double> TARGETS = List.of(0.8, 0.9, 0.95);
  private static final int BAND_STEPS = 100;

  /** Copies. */
  public Evaluation {
    models = List.copyOf(models);
    warnings = List.copyOf(warnings);
  }

  /**
   * What was run.
   *
   * @param toolVersion version of this program
   * @param createdAt when the run began
   * @param dicomReader which reader read, such as {@code part10}
   * @param device where the network ran
   * @param split {@code val}, {@code train}, {@code test} or {@code all}
   */
  public record Run(
      String toolVersion, Instant createdAt, String dicomReader, String device, String split) {}

  /**
   * A model's figures.
   *
   * @param results what they come from
   * @param performance on all cases that have a likelihood
   * @param uncalibrated the same cases' likelihoods without the model's calibration
   * @param selector tumors against the same pictures with the tumor erased, where boxes allow it
   * @param subgroups performance on parts of the cases
   */
  public record ModelEvaluation(
      ModelResults results,
      Performance performance,
      Calibration uncalibrated,
      Optional<Selector> selector,
      List<Subgroup> subgroups) {
    public ModelEvaluation {
      subgroups = List.copyOf(subgroups);
    }

    /** Whether a case without a tumor was scored. */
    boolean hasHealthy() {
      return performance.positives() < performance.cases();
    }

    /** Whether a case with a tumor was scored. */
    boolean hasTumor() {
      return performance.positives() > 0;
    }
  }

  /**
   * How well tumors are told from the same pictures with the tumor erased.
   *
   * @param tumors pictures that boxes allowed to erase the tumor of
   * @param groups independent groups of them
   * @param auroc area under the ROC curve
   */
  public record Selector(int tumors, int groups, Estimate auroc) {}

  /**
   * Measures.
   *
   * @param results one model or two, of the same cases in the same order; each with at least one
   *     likelihood
   * @param warnings what is known before
   */
  public static Evaluation of(Run run, List<ModelResults> results, List<String> warnings) {
    List<String> clusters =
        DependentCases.clusters(results.get(0).cases().stream().map(CaseResult::facts).toList());
    List<String> allWarnings = new ArrayList<>(warnings);
    List<ModelEvaluation> models = new ArrayList<>();
    for (ModelResults one : results) {
      models.add(measure(one, clusters, allWarnings));
    }
    Optional<Comparison> comparison =
        results.size() == 2 ? compare(results.get(0), results.get(1), clusters) : Optional.empty();
    return new Evaluation(run, models, comparison, allWarnings.stream().distinct().toList());
  }

  private static ModelEvaluation measure(
      ModelResults results, List<String> clusters, List<String> warnings) {
    Table table = new Table();
    Table uncalibrated = new Table();
    for (int i = 0; i < results.cases().size(); i++) {
      CaseResult result = results.cases().get(i);
      if (result.verdict() instanceof Scored scored) {
        table.add(result.facts(), clusters.get(i), scored.likelihood());
        uncalibrated.add(result.facts(), clusters.get(i), UNCALIBRATED.likelihood(scored.logit()));
      }
    }
    Measurement measurement = measurement(results);
    Performance performance = measurement.of(table.cases(), table.clusters);
    Subgroups subgroups = Subgroups.of(table.facts, table.cases(), table.clusters, measurement);
    warnings.addAll(limitsOf(performance));
    warnings.addAll(subgroups.withheld());
    return new ModelEvaluation(
        results,
        performance,
        measurement.calibration(uncalibrated.cases(), uncalibrated.clusters),
        selector(results, clusters),
        subgroups.shown());
  }

  private static Optional<Selector> selector(ModelResults results, List<String> clusters) {
    List<Scored> scores = new ArrayList<>();
    List<String> clustersOfScores = new ArrayList<>();
    for (int i = 0; i < results.cases().size(); i++) {
      if (results.cases().get(i).verdict() instanceof Scored scored) {
        scores.add(scored);
        clustersOfScores.add(clusters.get(i));
      }
    }
    return ModelResults.erasedTumors(scores, clustersOfScores).map(Evaluation::selector);
  }

  private static Selector selector(ErasedTumors tumors) {
    Estimate auroc = tumors.auroc(RESAMPLES, SEED);
    int groups = (int) tumors.groups().stream().distinct().count();
    return new Selector(
        tumors.scores().length,
        groups,
        groups > 1 ? auroc : new Estimate(auroc.value(), Double.NaN, Double.NaN));
  }

  private static Measurement measurement(ModelResults results) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (OperatingPoint point : results.operatingPoints()) {
      thresholds.put(point.name(), point.threshold());
    }
    return new Measurement(thresholds, TARGETS, BINS, BAND_STEPS, RESAMPLES, SEED);
  }

  private static List<String> limitsOf(Performance performance) {
    List<String> limits = new ArrayList<>();
    if (performance.positives() == 0) {
      limits.add(
          "No case with a tumor was scored: these cases show how often the model gives a false"
              + " alarm; figures that need both classes are left out.");
    } else if (performance.positives() == performance.cases()) {
      limits.add(
          "No case without a tumor was scored: these cases show how many tumors the model finds;"
              + " figures that need both classes are left out.");
    }
    if (performance.groups() == 1) {
      limits.add("All scored cases belong to one patient or study: there are no intervals.");
    } else if (performance.groups() < 20) {
      limits.add(
          "Only " + performance.groups() + " independent patients or groups: intervals are rough.");
    }
    return limits;
  }

  private static Optional<Comparison> compare(
      ModelResults one, ModelResults other, List<String> clusters) {
    Table first = new Table();
    Table second = new Table();
    for (int i = 0; i < one.cases().size(); i++) {
      CaseResult result = one.cases().get(i);
      if (result.verdict() instanceof Scored a
          && other.cases().get(i).verdict() instanceof Scored b) {
        first.add(result.facts(), clusters.get(i), a.likelihood());
        second.add(result.facts(), clusters.get(i), b.likelihood());
      }
    }
    return first.facts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Comparison.of(first.cases(), second.cases(), first.clusters, measurement(one)));
  }

  /** The scored cases, column by column. */
  private static final class Table {
    private final List<Facts> facts = new ArrayList<>();
    private final List<String> clusters = new ArrayList<>();
    private final List<Double> likelihoods = new ArrayList<>();

    void add(Facts ofCase, String cluster, double likelihood) {
      facts.add(ofCase);
      clusters.add(cluster);
      likelihoods.add(likelihood);
    }

    ScoredCases cases() {
      boolean[] tumor = new boolean[facts.size()];
      for (int i = 0; i < tumor.length; i++) {
        tumor[i] = facts.get(i).tumor();
      }
      return new ScoredCases(
          likelihoods.stream().mapToDouble(Double::doubleValue).toArray(), tumor);
    }
  }
}
