package org.tumorscan.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tumorscan.evaluation.Auroc;
import org.tumorscan.evaluation.GroupBootstrap;
import org.tumorscan.evaluation.ScoredCases;

/**
 * How far the label can be told without looking at tissue: from the source, from how the picture
 * was acquired, from a thumbnail; and the source from the thumbnail. Ridge regressions,
 * cross-validated so that no group is both learned from and judged.
 */
final class ShortcutAudit {
  private static final int FOLDS = 5;
  private static final double PENALTY = 0.1;
  private static final int RESAMPLES = 300;

  /** Rarer values than this cannot be learned across folds. */
  private static final int LEAST_CASES = 5;

  /** The commonest values of a field; bounds the regression's size. */
  private static final int MOST_VALUES = 50;

  private final List<CaseFacts> facts;
  private final int[] foldOfCase;
  private final GroupBootstrap bootstrap;

  private ShortcutAudit(List<CaseFacts> facts, CaseGroups groups, long seed) {
    this.facts = facts;
    this.foldOfCase = folds(groups, seed);
    this.bootstrap = new GroupBootstrap(groups.names(), seed);
  }

  /**
   * Measures all that the data allow; what has a single value, such as the source of an unmixed
   * set, is left out.
   *
   * @param groups of the same cases
   */
  static List<Shortcut> measure(List<CaseFacts> facts, CaseGroups groups, long seed) {
    ShortcutAudit audit = new ShortcutAudit(facts, groups, seed);
    List<String> sources = audit.common(facts.stream().map(f -> f.labelled().origin().source()));
    List<Target> targets = new ArrayList<>();
    targets.add(new Target(Shortcut.TUMOR, audit.indicator(f -> f.labelled().tumor())));
    List<Shortcut> found = new ArrayList<>();
    audit.add(found, "source", audit.oneHot("source", sources), targets);
    audit.add(found, "acquisition", audit.acquisition(), targets);
    if (sources.size() > 1) {
      for (String source : sources) {
        targets.add(
            new Target(
                "source " + source,
                audit.indicator(f -> f.labelled().origin().source().equals(source))));
      }
    }
    audit.add(found, "32x32 thumbnail", audit.thumbnails(), targets);
    return List.copyOf(found);
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Target(String name, double[] values) {}

  private void add(
      List<Shortcut> found, String from, List<double[]> columns, List<Target> targets) {
    if (columns.isEmpty()) {
      return;
    }
    float[][] features = standardised(columns);
    double[][] scores = crossValidated(features, targets);
    for (int t = 0; t < targets.size(); t++) {
      double[] truth = targets.get(t).values();
      boolean[] positive = new boolean[truth.length];
      for (int i = 0; i < truth.length; i++) {
        positive[i] = truth[i] > 0;
      }
      found.add(
          new Shortcut(
              targets.get(t).name(),
              from,
              bootstrap.estimate(new ScoredCases(scores[t], positive), Auroc::of, RESAMPLES)));
    }
  }

  private double[][] crossValidated(float[][] features, List<Target> targets) {
    double[][] values = targets.stream().map(Target::values).toArray(double[][]::new);
    double[][] scores = new double[targets.size()][features.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      int held = fold;
      int[] rows = IntStream.range(0, features.length).filter(i -> foldOfCase[i] != held).toArray();
      if (rows.length == 0 || rows.length == features.length) {
        continue;
      }
      RidgeRegression fit = RidgeRegression.fit(features, values, rows, PENALTY);
      for (int i = 0; i < features.length; i++) {
        for (int t = 0; foldOfCase[i] == held && t < scores.length; t++) {
          scores[t][i] = fit.predict(t, features[i]);
        }
      }
    }
    return scores;
  }

  /** Groups with tumor and groups without are dealt out one by one, so that folds have both. */
  private int[] folds(CaseGroups groups, long seed) {
    List<List<Integer>> shuffled = new ArrayList<>(groups.members());
    Collections.shuffle(shuffled, new Random(seed));
    int[] folds = new int[facts.size()];
    int[] next = new int[2];
    for (List<Integer> group : shuffled) {
      boolean tumor = group.stream().anyMatch(index -> facts.get(index).labelled().tumor());
      int fold = next[tumor ? 1 : 0]++ % FOLDS;
      group.forEach(index -> folds[index] = fold);
    }
    return folds;
  }

  private double[] indicator(Predicate<CaseFacts> condition) {
    return facts.stream().mapToDouble(f -> condition.test(f) ? 1 : 0).toArray();
  }

  private List<String> common(Stream<String> values) {
    Map<String, Integer> counts = new TreeMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= LEAST_CASES && entry.getValue() < facts.size())
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST_VALUES)
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<double[]> oneHot(String key, List<String> values) {
    return values.stream().map(value -> indicator(f -> valueOf(f, key).equals(value))).toList();
  }

  private static String valueOf(CaseFacts facts, String key) {
    return key.equals("source")
        ? facts.labelled().origin().source()
        : facts.acquisition().getOrDefault(key, "");
  }

  /** Every field's common values, an absent field being one of them. */
  private List<double[]> acquisition() {
    Set<String> keys = new TreeSet<>();
    facts.forEach(f -> keys.addAll(f.acquisition().keySet()));
    List<double[]> columns = new ArrayList<>();
    for (String key : keys) {
      columns.addAll(oneHot(key, common(facts.stream().map(f -> valueOf(f, key)))));
    }
    return columns;
  }

  private List<double[]> thumbnails() {
    int pixels = facts.get(0).thumbnail().length;
    List<double[]> columns = new ArrayList<>();
    for (int k = 0; k < pixels; k++) {
      int pixel = k;
      columns.add(facts.stream().mapToDouble(f -> f.thumbnail()[pixel]).toArray());
    }
    return columns;
  }

  /** From columns to rows with mean 0 and deviation 1. */
  private static float[][] standardised(List<double[]> columns) {
    float[][] rows = new float[columns.get(0).length][columns.size()];
    for (int k = 0; k < columns.size(); k++) {
      double[] column = columns.get(k);
      double mean = Arrays.stream(column).average().orElse(0);
      double variance = Arrays.stream(column).map(x -> (x - mean) * (x - mean)).average().orElse(0);
      double deviation = Math.sqrt(Math.max(1e-6, variance));
      for (int i = 0; i < rows.length; i++) {
        rows[i][k] = (float) ((column[i] - mean) / deviation);
      }
    }
    return rows;
  }
}
