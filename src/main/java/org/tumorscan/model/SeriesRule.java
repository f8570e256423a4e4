package org.tumorscan.model;

import java.util.List;
import java.util.Optional;

/**
 * What slices of one series have to do with each other.
 *
 * <p>A slice's likelihood is smoothed over its neighbours: its log-odds are averaged with theirs,
 * weighted by a Gaussian of their distance, since a lesion reaches through several slices and a
 * false alarm seldom does.
 *
 * <p>How slices, each by itself, make the series' likelihood: logistic regression on the mean of
 * the log-odds of its {@value #TOP_SLICES} highest slices (of all where there are fewer) and on the
 * number of its slices, since the highest of many are high by chance alone.
 *
 * @param logOdds weight of that mean, above 0, so that order is kept
 * @param logSlices weight of the natural logarithm of the number of slices
 * @param intercept finite
 * @param operatingPoints thresholds on a series' likelihood; none where the rule was not calibrated
 * @param smoothingMm standard deviation of that Gaussian in millimetres, at most {@value
 *     #LARGEST_MM}; 0 for slices that stand by themselves
 */
public record SeriesRule(
    double logOdds,
    double logSlices,
    double intercept,
    List<OperatingPoint> operatingPoints,
    double smoothingMm) {
  /** The widest smoothing that makes sense: a head is some 200 mm long. */
  public static final int LARGEST_MM = 100;

  /** How many slices the mean is over. */
  public static final int TOP_SLICES = 3;

  /** That of a model that was never shown series: the mean itself, on the slices' scale. */
  public static final SeriesRule UNCALIBRATED = new SeriesRule(1, 0, 0, List.of(), 0);

  /** Checks the ranges given above, and copies. */
  public SeriesRule {
    if (!(logOdds > 0)
        || !Double.isFinite(logOdds)
        || !Double.isFinite(logSlices)
        || !Double.isFinite(intercept)
        || !(smoothingMm >= 0 && smoothingMm <= LARGEST_MM)) {
      throw new IllegalArgumentException(
          "series rule %s, %s, %s, %s mm".formatted(logOdds, logSlices, intercept, smoothingMm));
    }
    operatingPoints = List.copyOf(operatingPoints);
  }

  /**
   * The mean of the log-odds of the highest slices.
   *
   * @param highest likelihoods of the highest slices, at least one, each in [0, 1]
   */
  public static double meanLogOdds(double[] highest) {
    double sum = 0;
    for (double likelihood : highest) {
      sum += LogOdds.of(likelihood);
    }
    return sum / highest.length;
  }

  /**
   * The likelihood of a series, in (0, 1).
   *
   * @param highest likelihoods of the highest slices, at least one, each in [0, 1]
   * @param slices how many the series has, at least 1
   */
  public double likelihood(double[] highest, int slices) {
    return LogOdds.likelihood(
        logOdds * meanLogOdds(highest) + logSlices * Math.log(slices) + intercept);
  }

  /** Threshold of the operating point of that name. */
  public Optional<Double> threshold(String name) {
    return operatingPoints.stream()
        .filter(point -> point.name().equals(name))
        .map(OperatingPoint::threshold)
        .findFirst();
  }

  /** This with another smoothing. */
  public SeriesRule withSmoothingMm(double sigmaMm) {
    return new SeriesRule(logOdds, logSlices, intercept, operatingPoints, sigmaMm);
  }

  /**
   * The weight of a neighbour in a slice's likelihood, beside 1 of the slice itself.
   *
   * @param distanceMm at least 0
   * @return in [0, 1]
   */
  public double weight(double distanceMm) {
    double deviations = distanceMm / smoothingMm;
    // Beyond that a weight is below 0.05, and a long series would be gone through for nothing.
    return deviations <= 2.5 ? Math.exp(-deviations * deviations / 2) : 0;
  }

  /** The smoothing in words, for reports. */
  public String smoothingDescription() {
    return smoothingMm == 0
        ? "none: each slice is judged by itself"
        : "log-odds of a slice averaged with those of the slices around it in its series, weighted"
            + " by a Gaussian of their distance with a standard deviation of "
            + (float) smoothingMm
            + " mm; where the headers do not say where slices lie, none";
  }

  /** The rule in words, for reports. */
  public String description() {
    String mean =
        "mean log-odds of the three highest slices (of all slices where there are fewer), each by"
            + " itself";
    return operatingPoints.isEmpty()
        ? mean + ", not calibrated"
        : mean + ", calibrated by the number of slices on series put together of validation slices";
  }
}
