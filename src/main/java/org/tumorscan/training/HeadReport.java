package org.tumorscan.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.tumorscan.evaluation.Auroc;
import org.tumorscan.evaluation.Calibrations;
import org.tumorscan.evaluation.GroupBootstrap;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.evaluation.ScoredCases;
import org.tumorscan.evaluation.Thresholds;
import org.tumorscan.model.ModelCard.Metric;
import org.tumorscan.model.OperatingPoint;
import org.tumorscan.model.PlattCalibration;
import org.tumorscan.model.SeriesRule;

/**
 * What the validation split says of a head: calibration, operating points, metrics with 95 %
 * intervals by bootstrap over groups.
 *
 * @param calibration from logit to likelihood
 * @param operatingPoints {@code balanced}, {@code screening}, {@code specific}
 * @param series how slices make a series
 * @param metrics of the head, and of a head over 32 x 32 thumbnails beside it
 */
public record HeadReport(
    PlattCalibration calibration,
    List<OperatingPoint> operatingPoints,
    SeriesRule series,
    List<Metric> metrics) {

  private static final int RESAMPLES = 1000;
  private static final String VALIDATION = "validation split";
  private static final int CALIBRATION_BINS = 10;
  private static final double TARGET = 0.95;
  // Few of the slices that are judged have a tumor: where one in six of the others is called
  // suspicious nobody looks any more, though sensitivity and specificity may add up to the most.
  private static final double LEAST_BALANCED_SPECIFICITY = 0.9;
  private static final Judged NONE = new Judged(List.of(), new double[0]);

  /** Copies. */
  public HeadReport {
    operatingPoints = List.copyOf(operatingPoints);
    metrics = List.copyOf(metrics);
  }

  /**
   * What a head gave to pictures that it has not learned from.
   *
   * @param pictures each with its label
   * @param logits what they are judged by, in the same order: the head's, smoothed over
   *     neighbouring slices where the model does that
   * @param alone the head's of every picture by itself, which series are made of
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Judged(List<LabelledPicture> pictures, double[] logits, double[] alone) {
    /** Copies the list. */
    public Judged {
      pictures = List.copyOf(pictures);
    }

    /** Pictures without neighbours. */
    public Judged(List<LabelledPicture> pictures, double[] logits) {
      this(pictures, logits, logits);
    }

    /** These and others behind them. */
    public Judged and(Judged others) {
      List<LabelledPicture> all = new ArrayList<>(pictures);
      all.addAll(others.pictures);
      return new Judged(all, joined(logits, others.logits), joined(alone, others.alone));
    }

    private static double[] joined(double[] first, double[] second) {
      return DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(second)).toArray();
    }

    private ScoredCases cases(PlattCalibration calibration) {
      return cases(logits, calibration);
    }

    private ScoredCases casesAlone(PlattCalibration calibration) {
      return cases(alone, calibration);
    }

    private ScoredCases cases(double[] scores, PlattCalibration calibration) {
      double[] likelihoods = DoubleStream.of(scores).map(calibration::likelihood).toArray();
      return new ScoredCases(likelihoods, labels(pictures));
    }
  }

  /**
   * Measures.
   *
   * @param validation pictures of the validation split
   * @param baselineLogits those of a head over thumbnails of the same pictures, fitted on the same
   *     training split
   * @param seed of the bootstrap
   */
  public static HeadReport measure(Judged validation, double[] baselineLogits, long seed) {
    return measure(validation, NONE, VALIDATION, seed)
        .with(baseline(validation, baselineLogits, seed));
  }

  /**
   * Measures a head that was also shown the validation split's tumors erased. They set calibration
   * and thresholds with the others: the pictures without a tumor come from sources of their own,
   * which can be told apart by other things than tumors, on a new scanner as little as on these.
   *
   * @param erased the same slices without their tumors
   */
  public static HeadReport measure(
      Judged validation, Judged erased, double[] baselineLogits, long seed) {
    return measure(validation, erased, VALIDATION, seed)
        .with(baseline(validation, baselineLogits, seed));
  }

  /**
   * Measures without a baseline.
   *
   * @param erased the same slices without their tumors, where boxes tell of them; may be none
   * @param data what the pictures are, for people
   */
  public static HeadReport measure(Judged judged, Judged erased, String data, long seed) {
    return erased.pictures().isEmpty()
        ? measure(judged, data, judged, data, seed)
        : measure(
            judged, data, judged.and(erased), data + " and its slices with the tumor erased", seed);
  }

  private static Metric baseline(Judged validation, double[] baselineLogits, long seed) {
    return metric(
        "auroc of 32x32 thumbnails (shortcut baseline)",
        VALIDATION,
        new GroupBootstrap(groups(validation.pictures()), seed),
        new ScoredCases(baselineLogits, labels(validation.pictures())),
        Auroc::of);
  }

  private static HeadReport measure(
      Judged ranked, String rankedData, Judged fitted, String fittedData, long seed) {
    PlattCalibration calibration = PlattFit.fit(fitted.logits(), labels(fitted.pictures()));
    ScoredCases cases = fitted.cases(calibration);
    GroupBootstrap bootstrap = new GroupBootstrap(groups(fitted.pictures()), seed);
    List<OperatingPoint> points = operatingPoints(cases);
    List<Metric> metrics = new ArrayList<>();
    ScoredCases rankedCases = ranked.cases(calibration);
    metrics.add(
        metric(
            "auroc",
            rankedData,
            new GroupBootstrap(groups(ranked.pictures()), seed),
            rankedCases,
            Auroc::of));
    String own = fittedData + ", which also set calibration and thresholds";
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
    metrics.addAll(withinSources(ranked.pictures(), rankedCases, rankedData, seed));
    SeriesFit series = new SeriesFit(fitted.casesAlone(calibration), seed);
    SeriesRule rule = series.fit();
    ScoredCases judgedSeries = series.judge(rule);
    return new HeadReport(calibration, points, rule(rule, judgedSeries), metrics);
  }

  /** With one metric more. */
  public HeadReport with(Metric metric) {
    List<Metric> more = new ArrayList<>(metrics);
    more.add(1, metric);
    return new HeadReport(calibration, operatingPoints, series, more);
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
    double balanced =
        Math.max(
            Thresholds.balanced(cases),
            Thresholds.atSpecificity(cases, LEAST_BALANCED_SPECIFICITY));
    return List.of(
        point("balanced", balanced, cases),
        point("screening", Math.min(balanced, Thresholds.atSensitivity(cases, TARGET)), cases),
        point("specific", Math.max(balanced, Thresholds.atSpecificity(cases, TARGET)), cases));
  }

  private static SeriesRule rule(SeriesRule fitted, ScoredCases series) {
    return new SeriesRule(
        fitted.logOdds(), fitted.logSlices(), fitted.intercept(), operatingPoints(series), 0);
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
