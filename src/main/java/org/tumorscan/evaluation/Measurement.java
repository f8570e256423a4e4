package org.tumorscan.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.evaluation.Performance.AtTarget;
import org.tumorscan.evaluation.Performance.AtThreshold;
import org.tumorscan.evaluation.Performance.BandPoint;
import org.tumorscan.evaluation.Performance.Bin;
import org.tumorscan.evaluation.Performance.Calibration;
import org.tumorscan.evaluation.Performance.Curve;
import org.tumorscan.evaluation.Performance.Discrimination;
import org.tumorscan.evaluation.Performance.Point;

/**
 * What is measured, and how finely.
 *
 * @param thresholds operating points by name, in the order of the map
 * @param targets specificities and sensitivities at which the other is measured, each in [0, 1]
 * @param bins of the reliability diagram and the calibration error, at least 1
 * @param bandSteps steps of a curve's interval over [0, 1], at least 1
 * @param resamples of the bootstrap, 1000 being usual
 * @param seed equal seeds give equal intervals
 */
public record Measurement(
    Map<String, Double> thresholds,
    List<Double> targets,
    int bins,
    int bandSteps,
    int resamples,
    long seed) {

  /** Copies. */
  public Measurement {
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
    targets = List.copyOf(targets);
  }

  /** A figure of cases, of which much depends on their ranking. */
  private interface Figure {
    double of(ScoredCases cases, Ranking ranking);
  }

  /**
   * Measures.
   *
   * @param cases scores are likelihoods in [0, 1]; at least one case
   * @param groupOfCase what cases depend on each other, [n]
   */
  public Performance of(ScoredCases cases, List<String> groupOfCase) {
    GroupBootstrap bootstrap = new GroupBootstrap(groupOfCase, seed);
    Ranking ranking = Ranking.of(cases);
    Iterator<Estimate> next = estimates(cases, bootstrap, figures()).iterator();
    // Read in the order in which figures() lists them.
    Estimate auroc = next.next();
    Estimate averagePrecision = next.next();
    Discrimination discrimination =
        new Discrimination(
            auroc,
            averagePrecision,
            targets.stream().map(target -> new AtTarget(target, next.next())).toList(),
            targets.stream().map(target -> new AtTarget(target, next.next())).toList(),
            new Curve(rocPoints(ranking), band(next)),
            new Curve(precisionRecallPoints(ranking), band(next)));
    Calibration calibration = calibration(cases, next);
    List<AtThreshold> atThresholds = new ArrayList<>();
    thresholds.forEach(
        (name, threshold) ->
            atThresholds.add(
                new AtThreshold(
                    name,
                    threshold,
                    Confusion.at(cases, threshold),
                    next.next(),
                    next.next(),
                    next.next(),
                    next.next())));
    return new Performance(
        cases.size(),
        cases.positives(),
        bootstrap.groupCount(),
        discrimination,
        calibration,
        atThresholds);
  }

  /** Measures calibration alone, as {@link #of} does. */
  public Calibration calibration(ScoredCases cases, List<String> groupOfCase) {
    GroupBootstrap bootstrap = new GroupBootstrap(groupOfCase, seed);
    return calibration(cases, estimates(cases, bootstrap, calibrationFigures()).iterator());
  }

  private Calibration calibration(ScoredCases cases, Iterator<Estimate> next) {
    return new Calibration(
        next.next(), next.next(), next.next(), bins(Reliability.of(cases, bins), next));
  }

  private List<Estimate> estimates(
      ScoredCases cases, GroupBootstrap bootstrap, List<Figure> figures) {
    List<Estimate> estimates =
        bootstrap.estimates(
            cases,
            drawn -> {
              Ranking ranking = Ranking.of(drawn);
              return figures.stream().mapToDouble(figure -> figure.of(drawn, ranking)).toArray();
            },
            resamples);
    // Drawn from one group, every resample is the cases themselves: no width is not certainty.
    return bootstrap.groupCount() > 1
        ? estimates
        : estimates.stream()
            .map(estimate -> new Estimate(estimate.value(), Double.NaN, Double.NaN))
            .toList();
  }

  private List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    figures.add((cases, ranking) -> ranking.areaUnderRoc());
    figures.add((cases, ranking) -> ranking.averagePrecision());
    for (double target : targets) {
      figures.add((cases, ranking) -> ranking.sensitivityAtSpecificity(target));
    }
    for (double target : targets) {
      figures.add((cases, ranking) -> ranking.specificityAtSensitivity(target));
    }
    for (int step = 0; step <= bandSteps; step++) {
      double falsePositiveRate = place(step);
      figures.add((cases, ranking) -> ranking.sensitivityAtSpecificity(1 - falsePositiveRate));
    }
    for (int step = 0; step <= bandSteps; step++) {
      double sensitivity = place(step);
      figures.add((cases, ranking) -> ranking.precisionAtSensitivity(sensitivity));
    }
    figures.addAll(calibrationFigures());
    for (double threshold : thresholds.values()) {
      figures.add(at(threshold, Confusion::sensitivity));
      figures.add(at(threshold, Confusion::specificity));
      figures.add(at(threshold, Confusion::positivePredictiveValue));
      figures.add(at(threshold, Confusion::negativePredictiveValue));
    }
    return figures;
  }

  private List<Figure> calibrationFigures() {
    List<Figure> figures = new ArrayList<>();
    figures.add((cases, ranking) -> Calibrations.brierScore(cases));
    figures.add((cases, ranking) -> Calibrations.expectedCalibrationError(cases, bins));
    figures.add((cases, ranking) -> Calibrations.meanLikelihood(cases));
    for (int bin = 0; bin < bins; bin++) {
      int index = bin;
      figures.add((cases, ranking) -> Reliability.of(cases, bins).positiveShares()[index]);
    }
    return figures;
  }

  private static Figure at(double threshold, ToDoubleFunction<Confusion> share) {
    return (cases, ranking) -> share.applyAsDouble(Confusion.at(cases, threshold));
  }

  private double place(int step) {
    return step / (double) bandSteps;
  }

  private List<BandPoint> band(Iterator<Estimate> next) {
    return IntStream.rangeClosed(0, bandSteps)
        .mapToObj(step -> new BandPoint(place(step), next.next()))
        .toList();
  }

  private static List<Bin> bins(Reliability reliability, Iterator<Estimate> next) {
    int count = reliability.counts().length;
    return IntStream.range(0, count)
        .mapToObj(
            bin ->
                new Bin(
                    bin / (double) count,
                    (bin + 1) / (double) count,
                    reliability.counts()[bin],
                    reliability.meanLikelihoods()[bin],
                    next.next()))
        .toList();
  }

  private static List<Point> rocPoints(Ranking ranking) {
    return IntStream.range(0, ranking.size())
        .mapToObj(
            entry ->
                new Point(
                    ranking.threshold(entry),
                    ranking.falsePositiveRate(entry),
                    ranking.sensitivity(entry)))
        .toList();
  }

  private static List<Point> precisionRecallPoints(Ranking ranking) {
    return IntStream.range(0, ranking.size())
        .mapToObj(
            entry ->
                new Point(
                    ranking.threshold(entry), ranking.sensitivity(entry), ranking.precision(entry)))
        .toList();
  }
}
