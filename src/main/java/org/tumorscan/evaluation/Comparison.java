package org.tumorscan.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;

/**
 * Two models on the same cases.
 *
 * @param cases how many both scored
 * @param groups groups that the cases fall into
 * @param deLong test of the difference in AUROC, cases taken as independent
 * @param differences by metric, with intervals from drawing groups for both models at once
 */
public record Comparison(int cases, int groups, DeLong deLong, List<Difference> differences) {

  /** Copies. */
  public Comparison {
    differences = List.copyOf(differences);
  }

  /**
   * A metric of both.
   *
   * @param metric {@code auroc}, {@code average-precision}, {@code brier} or {@code
   *     expected-calibration-error}
   * @param one of the first model
   * @param other of the second
   * @param difference first less second; its interval is NaN where all cases are one group
   */
  public record Difference(String metric, double one, double other, Estimate difference) {}

  /**
   * Compares.
   *
   * @param one [n]
   * @param other the same cases in the same order, [n]
   * @param groupOfCase what cases depend on each other, [n]
   * @param measurement bins, resamples and seed
   */
  public static Comparison of(
      ScoredCases one, ScoredCases other, List<String> groupOfCase, Measurement measurement) {
    GroupBootstrap bootstrap = new GroupBootstrap(groupOfCase, measurement.seed());
    List<Difference> differences = new ArrayList<>();
    metrics(measurement.bins())
        .forEach(
            (name, metric) -> {
              Estimate difference =
                  bootstrap.difference(one, other, metric, measurement.resamples());
              differences.add(
                  new Difference(
                      name,
                      metric.applyAsDouble(one),
                      metric.applyAsDouble(other),
                      bootstrap.groupCount() > 1
                          ? difference
                          : new Estimate(difference.value(), Double.NaN, Double.NaN)));
            });
    return new Comparison(
        one.size(), bootstrap.groupCount(), DeLong.compare(one, other), differences);
  }

  private static Map<String, ToDoubleFunction<ScoredCases>> metrics(int bins) {
    Map<String, ToDoubleFunction<ScoredCases>> metrics = new LinkedHashMap<>();
    metrics.put("auroc", Auroc::of);
    metrics.put("average-precision", cases -> Ranking.of(cases).averagePrecision());
    metrics.put("brier", Calibrations::brierScore);
    metrics.put(
        "expected-calibration-error", cases -> Calibrations.expectedCalibrationError(cases, bins));
    return metrics;
  }
}
