package org.tumorscan.pipeline;

import org.tumorscan.inference.Prediction.Interval;
import org.tumorscan.model.LogOdds;

/**
 * Log-odds of a slice averaged with those of its neighbours, and the ends of its interval alike.
 */
final class Smoothed {
  private double weights;
  private double likelihood;
  private double low;
  private double high;
  private boolean alone = true;

  /** Begins with the slice itself. */
  Smoothed(double likelihood, double low, double high) {
    add(1, likelihood, low, high);
    alone = true;
  }

  /**
   * Adds a neighbour.
   *
   * @param weight in [0, 1]
   */
  void add(double weight, double ofIt, double lowOfIt, double highOfIt) {
    weights += weight;
    likelihood += weight * LogOdds.of(ofIt);
    low += weight * LogOdds.of(lowOfIt);
    high += weight * LogOdds.of(highOfIt);
    alone &= weight == 0;
  }

  /** Whether no neighbour has had a say; what was put in then holds to the last bit. */
  boolean isAlone() {
    return alone;
  }

  /** In (0, 1). */
  double likelihood() {
    return LogOdds.likelihood(likelihood / weights);
  }

  /** Around the likelihood, as the ends of every slice's are around its own. */
  Interval interval() {
    double middle = likelihood();
    return new Interval(
        Math.min(middle, LogOdds.likelihood(low / weights)),
        Math.max(middle, LogOdds.likelihood(high / weights)));
  }
}
