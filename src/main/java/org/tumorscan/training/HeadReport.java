package org.tumorscan.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.tumorscan.evaluation.Auroc;
import org.tumorscan.evaluation.Calibrations;
import org.tumorscan.evaluation.GroupBootstrap;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.evaluation.ScoredCases;
import org.tumorscan.evaluation.Thresholds;
import org.tumorscan.model.ModelCard.Metric;
import org.tumorscan.model.OperatingPoint;
import org.tumorscan.model.PlattCalibration;

/**
 * What the validation split says of a head: calibration, operating points, metrics with 95 %
 * intervals by bootstrap over groups.
 *
 * @param calibration from logit to likelihood
 * @param operatingPoints {@code balanced}, {@code screening}, {@code specific}
 * @param metrics of the head, and of a head over 32 x 32 thumbnails beside it
 */
public record HeadReport(
    PlattCalibration calibration, List<OperatingPoint> operatingPoints, List<Metric> metrics) {

  private static final int RESAMPLES = 1000;
  private static final int CALIBRATION_BINS = 10;
  private static final double TARGET = 0.95;

  /** Copies. */
  public HeadReport {
    operatingPoints = List.copyOf(operatingPoints);
    metrics = List.copyOf(metrics);
  }

  /**
   * Measures.
   *
   * @param logits the head's, of validation pictures that it has not learned from
   * @param validation those pictures
   * @param baselineLogits those of a head over thumbnails of the same pictures, fitted on the same
   *     training split
   * @param seed of the bootstrap
   */
  public static HeadReport measure(
      double[] logits, List<LabelledPicture> validation, double[] baselineLogits, long seed) {
    String data = "validation split";
    Metric baseline =
        metric(
            "auroc of 32x32 thumbnails (shortcut baseline)",
            data,
            new GroupBootstrap(groups(validation), seed),
            new ScoredCases(baselineLogits, labels(validation)),
            Auroc::of);
    return measure(logits, validation, data, seed).with(baseline);
  }

  /**
   * Measures without a baseline.
   *
   * @param data what the pictures are, for people
   */
  public static HeadReport measure(
      double[] logits, List<LabelledPicture> validation, String data, long seed) {
    boolean[] tumor = labels(validation);
    PlattCalibration calibration = PlattFit.fit(logits, tumor);
    double[] likelihoods = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      likelihoods[i] = calibration.likelihood(logits[i]);
    }
    ScoredCases cases = new ScoredCases(likelihoods, tumor);
    GroupBootstrap bootstrap = new GroupBootstrap(groups(validation), seed);
    List<OperatingPoint> points = operatingPoints(cases);
    List<Metric> metrics = new ArrayList<>();
    metrics.add(metric("auroc", data, bootstrap, cases, Auroc::of));
    String own = data + ", which also set calibration and thresholds";
    metrics.add(metric("brier score", own, bootstrap, cases, Calibrations::brierScore));
    metrics.add(
        metric(
            "expected calibration error",
            own,
            bootstrap,
            cases,
            c -> Calibrations.expectedCalibrationError(c, CALIBRATION_BINS)));
    double threshold = points.get(0).threshold();
    metrics.add(
        metric("sensitivity at 'balanced'", own, bootstrap, cases, sensitivityAt(threshold)));
    metrics.add(
        metric("specificity at 'balanced'", own, bootstrap, cases, specificityAt(threshold)));
    metrics.addAll(withinSources(validation, cases, data, seed));
    return new HeadReport(calibration, points, metrics);
  }

  /** With one metric more. */
  public HeadReport with(Metric metric) {
    List<Metric> more = new ArrayList<>(metrics);
    more.add(1, metric);
    return new HeadReport(calibration, operatingPoints, more);
  }

  /** Within a source that has both classes, the source itself cannot be the answer. */
  private static List<Metric> withinSources(
      List<LabelledPicture> validation, ScoredCases cases, String data, long seed) {
    Map<String, List<Integer>> bySource = new TreeMap<>();
    for (int i = 0; i < cases.size(); i++) {
      String source = validation.get(i).source();
      bySource.computeIfAbsent(source, name -> new ArrayList<>()).add(i);
    }
    List<Metric> metrics = new ArrayList<>();
    bySource.forEach(
        (source, indices) -> {
          int[] chosen = indices.stream().mapToInt(Integer::intValue).toArray();
          ScoredCases within = cases.select(chosen);
          if (within.positives() > 0 && within.positives() < within.size()) {
            List<String> groups = indices.stream().map(groups(validation)::get).toList();
            GroupBootstrap bootstrap = new GroupBootstrap(groups, seed);
            metrics.add(metric("auroc", data + ", source " + source, bootstrap, within, Auroc::of));
          }
        });
    return metrics;
  }

  private static ToDoubleFunction<ScoredCases> sensitivityAt(double threshold) {
    return cases -> cases.positives() == 0 ? Double.NaN : Thresholds.sensitivity(cases, threshold);
  }

  private static ToDoubleFunction<ScoredCases> specificityAt(double threshold) {
    return cases ->
        cases.positives() == cases.size() ? Double.NaN : Thresholds.specificity(cases, threshold);
  }

  private static Metric metric(
      String name,
      String data,
      GroupBootstrap bootstrap,
      ScoredCases cases,
      ToDoubleFunction<ScoredCases> figure) {
    Estimate estimate = bootstrap.estimate(cases, figure, RESAMPLES);
    return new Metric(name, data, estimate.value(), estimate.low(), estimate.high());
  }

  /**
   * Where a head does better than the targets on both sides, screening must still not be less
   * sensitive than balanced, nor specific less specific.
   */
  private static List<OperatingPoint> operatingPoints(ScoredCases cases) {
    double balanced = Thresholds.balanced(cases);
    return List.of(
        point("balanced", balanced, cases),
        point("screening", Math.min(balanced, Thresholds.atSensitivity(cases, TARGET)), cases),
        point("specific", Math.max(balanced, Thresholds.atSpecificity(cases, TARGET)), cases));
  }

  private static OperatingPoint point(String name, double threshold, ScoredCases cases) {
    return new OperatingPoint(
        name,
        threshold,
        Thresholds.sensitivity(cases, threshold),
        Thresholds.specificity(cases, threshold));
  }

  private static boolean[] labels(List<LabelledPicture> pictures) {
    boolean[] tumor = new boolean[pictures.size()];
    for (int i = 0; i < tumor.length; i++) {
      tumor[i] = pictures.get(i).tumor();
    }
    return tumor;
  }

  private static List<String> groups(List<LabelledPicture> pictures) {
    return pictures.stream().map(LabelledPicture::group).toList();
  }
}
