package org.tumorscan.benchmark;

import java.util.List;
import org.tumorscan.evaluation.Quantiles;

/**
 * What repeated measurements of one thing gave, in the unit that the holder's name states.
 *
 * @param repetitions at least 1
 * @param median above 0
 * @param lowerQuartile at most the median
 * @param upperQuartile at least the median
 */
public record Spread(int repetitions, double median, double lowerQuartile, double upperQuartile) {

  /** Of at least one measurement. */
  static Spread of(List<Double> measurements) {
    if (measurements.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = measurements.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Spread(
        sorted.length,
        Quantiles.of(sorted, 0.5),
        Quantiles.of(sorted, 0.25),
        Quantiles.of(sorted, 0.75));
  }

  /** The same in a smaller unit, or for one of several equal parts. */
  Spread dividedBy(double divisor) {
    return new Spread(
        repetitions, median / divisor, lowerQuartile / divisor, upperQuartile / divisor);
  }

  /** Distance of the quartiles over the median: 0 where every repetition was alike. */
  double relativeWidth() {
    return (upperQuartile - lowerQuartile) / median;
  }
}
