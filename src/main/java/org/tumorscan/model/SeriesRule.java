package org.tumorscan.model;

import java.util.List;
import java.util.Optional;

/**
 * How the slices of a series make its likelihood: logistic regression on the mean of the log-odds
 * of its {@value #TOP_SLICES} highest slices (of all where there are fewer) and on the number of
 * its slices, since the highest of many are high by chance alone.
 *
 * @param logOdds weight of that mean, above 0, so that order is kept
 * @param logSlices weight of the natural logarithm of the number of slices
 * @param intercept finite
 * @param operatingPoints thresholds on a series' likelihood; none where the rule was not calibrated
 */
public record SeriesRule(
    double logOdds, double logSlices, double intercept, List<OperatingPoint> operatingPoints) {
  /** How many slices the mean is over. */
  public static final int TOP_SLICES = 3;

  /** That of a model that was never shown series: the mean itself, on the slices' scale. */
  public static final SeriesRule UNCALIBRATED = new SeriesRule(1, 0, 0, List.of());

  // One slice that is sure beyond this must not outweigh any number of others.
  private static final double SMALLEST = 1e-4;

  /** Checks the ranges given above, and copies. */
  public SeriesRule {
    if (!(logOdds > 0)
        || !Double.isFinite(logOdds)
        || !Double.isFinite(logSlices)
        || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException(
          "series rule " + logOdds + ", " + logSlices + ", " + intercept);
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
      double inside = Math.min(Math.max(likelihood, SMALLEST), 1 - SMALLEST);
      sum += Math.log(inside / (1 - inside));
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
    return 1
        / (1
            + Math.exp(
                -(logOdds * meanLogOdds(highest) + logSlices * Math.log(slices) + intercept)));
  }

  /** Threshold of the operating point of that name. */
  public Optional<Double> threshold(String name) {
    return operatingPoints.stream()
        .filter(point -> point.name().equals(name))
        .map(OperatingPoint::threshold)
        .findFirst();
  }

  /** The rule in words, for reports. */
  public String description() {
    String mean = "mean log-odds of the three highest slices (of all slices where there are fewer)";
    return operatingPoints.isEmpty()
        ? mean + ", not calibrated"
        : mean + ", calibrated by the number of slices on series put together of validation slices";
  }
}
