package org.tumorscan.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Percentile intervals by resampling whole groups (patients, or near-duplicates), since cases
 * within a group are not independent.
 *
 * @see <a href="https://doi.org/10.1201/9780429246593">Efron and Tibshirani 1993, An introduction
 *     to the bootstrap</a>
 */
public final class GroupBootstrap {
  private final List<int[]> groups;
  private final long seed;

  /**
   * Prepares resampling.
   *
   * @param groupOfCase the group of every case, [n]
   * @param seed equal seeds give equal samples
   */
  public GroupBootstrap(List<String> groupOfCase, long seed) {
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < groupOfCase.size(); i++) {
      members.computeIfAbsent(groupOfCase.get(i), group -> new ArrayList<>()).add(i);
    }
    this.groups =
        members.values().stream()
            .map(indices -> indices.stream().mapToInt(Integer::intValue).toArray())
            .toList();
    this.seed = seed;
  }

  /** Number of groups. */
  public int groupCount() {
    return groups.size();
  }

  /**
   * The metric with its 95 % interval.
   *
   * @param metric from cases to a figure; resamples for which it is NaN are left out
   * @param resamples how often to draw, 1000 being usual
   */
  public Estimate estimate(ScoredCases cases, ToDoubleFunction<ScoredCases> metric, int resamples) {
    return estimates(cases, drawn -> new double[] {metric.applyAsDouble(drawn)}, resamples).get(0);
  }

  /**
   * Several metrics with their 95 % intervals, all from the same resamples.
   *
   * @param metrics from cases to figures, always as many; of each, resamples for which it is NaN
   *     are left out
   * @param resamples how often to draw, 1000 being usual
   */
  public List<Estimate> estimates(
      ScoredCases cases, Function<ScoredCases, double[]> metrics, int resamples) {
    return summarise(
        metrics.apply(cases), indices -> metrics.apply(cases.select(indices)), resamples);
  }

  /**
   * How much more a metric is of one scoring than of another of the same cases, with its 95 %
   * interval. Both are drawn together, so that what cases have in common does not widen it.
   *
   * @param one [n]
   * @param other the same cases in the same order, [n]
   */
  public Estimate difference(
      ScoredCases one, ScoredCases other, ToDoubleFunction<ScoredCases> metric, int resamples) {
    if (!Arrays.equals(one.positive(), other.positive())) {
      throw new IllegalArgumentException("two scorings of different cases");
    }
    return summarise(
            new double[] {metric.applyAsDouble(one) - metric.applyAsDouble(other)},
            indices ->
                new double[] {
                  metric.applyAsDouble(one.select(indices))
                      - metric.applyAsDouble(other.select(indices))
                },
            resamples)
        .get(0);
  }

  private List<Estimate> summarise(
      double[] values, Function<int[], double[]> figuresOfDrawn, int resamples) {
    Random random = new Random(seed);
    double[][] figures = new double[values.length][resamples];
    int[] counts = new int[values.length];
    for (int i = 0; i < resamples; i++) {
      double[] drawn = figuresOfDrawn.apply(draw(random));
      for (int k = 0; k < values.length; k++) {
        if (!Double.isNaN(drawn[k])) {
          figures[k][counts[k]++] = drawn[k];
        }
      }
    }
    List<Estimate> estimates = new ArrayList<>(values.length);
    for (int k = 0; k < values.length; k++) {
      double[] sorted = Arrays.copyOf(figures[k], counts[k]);
      Arrays.sort(sorted);
      estimates.add(
          new Estimate(values[k], Quantiles.of(sorted, 0.025), Quantiles.of(sorted, 0.975)));
    }
    return estimates;
  }

  /** The cases of as many groups, drawn with replacement, as there are groups. */
  public int[] draw(Random random) {
    List<int[]> drawn = new ArrayList<>(groups.size());
    int total = 0;
    for (int i = 0; i < groups.size(); i++) {
      int[] group = groups.get(random.nextInt(groups.size()));
      drawn.add(group);
      total += group.length;
    }
    int[] indices = new int[total];
    int next = 0;
    for (int[] group : drawn) {
      System.arraycopy(group, 0, indices, next, group.length);
      next += group.length;
    }
    return indices;
  }

  /**
   * A figure with its 95 % interval.
   *
   * @param value on all cases
   * @param low 2.5th percentile of the resamples
   * @param high 97.5th percentile of the resamples
   */
  public record Estimate(double value, double low, double high) {}
}
