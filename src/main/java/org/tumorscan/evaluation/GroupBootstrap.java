package org.tumorscan.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

  /**
   * The metric with its 95 % interval.
   *
   * @param metric from cases to a figure; resamples for which it is NaN are left out
   * @param resamples how often to draw, 1000 being usual
   */
  public Estimate estimate(ScoredCases cases, ToDoubleFunction<ScoredCases> metric, int resamples) {
    Random random = new Random(seed);
    double[] figures = new double[resamples];
    int count = 0;
    for (int i = 0; i < resamples; i++) {
      double figure = metric.applyAsDouble(cases.select(draw(random)));
      if (!Double.isNaN(figure)) {
        figures[count++] = figure;
      }
    }
    double[] sorted = Arrays.copyOf(figures, count);
    Arrays.sort(sorted);
    return new Estimate(
        metric.applyAsDouble(cases), Quantiles.of(sorted, 0.025), Quantiles.of(sorted, 0.975));
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
