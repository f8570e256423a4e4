package org.tumorscan.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.tumorscan.dataset.DatasetException.Reason;

/** Puts every case into a split without ever parting a group. Deterministic. */
public final class SplitPlan {
  private static final double VALIDATION_SHARE = 0.15;

  private final List<Case> cases;
  private final List<List<Integer>> groups;
  private final Split[] splits;

  private SplitPlan(List<Case> cases, CaseGroups groups) {
    this.cases = cases;
    this.groups = groups.members();
    this.splits = new Split[cases.size()];
  }

  /**
   * The stated splits where they have training and validation; validation drawn from the training
   * cases where only a test split is stated; else both drawn, stratified by class and source. What
   * shares a group with a test case and states no split is a test case, too.
   *
   * @param groups that no stated split parts
   * @param seed of the draw
   * @return one split a case, [n]
   * @throws DatasetException {@code TOO_FEW_GROUPS} or {@code CLASS_MISSING}
   */
  public static List<Split> of(List<Case> cases, CaseGroups groups, long seed)
      throws DatasetException {
    SplitPlan plan = new SplitPlan(cases, groups);
    Arrays.setAll(plan.splits, i -> cases.get(i).split().orElse(Split.TRAIN));
    plan.extendTestSplit();
    if (cases.stream().noneMatch(c -> c.split().equals(Optional.of(Split.VALIDATION)))) {
      plan.drawValidation(seed);
    }
    plan.check();
    return List.of(plan.splits);
  }

  /**
   * The stated splits with every group that crosses them moved as a whole to the split that has
   * most of its cases, the earlier of equals; but to the test split where a case of it is held out,
   * so that nothing like it is learned from.
   *
   * @param heldOut sources that are held out
   * @return the cases with their new splits
   */
  public static List<Case> regroup(List<Case> cases, CaseGroups groups, Set<String> heldOut) {
    List<Case> moved = new ArrayList<>(cases);
    for (List<Integer> group : groups.members()) {
      Map<Split, Integer> counts = new EnumMap<>(Split.class);
      group.forEach(i -> cases.get(i).split().ifPresent(s -> counts.merge(s, 1, Integer::sum)));
      if (counts.size() > 1) {
        boolean held =
            group.stream().anyMatch(i -> heldOut.contains(cases.get(i).origin().source()));
        Split home = held ? Split.TEST : mostFrequent(counts);
        group.forEach(i -> moved.set(i, cases.get(i).in(home)));
      }
    }
    return List.copyOf(moved);
  }

  private static Split mostFrequent(Map<Split, Integer> counts) {
    int most = Collections.max(counts.values());
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == most)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private void extendTestSplit() {
    for (List<Integer> group : groups) {
      if (group.stream().anyMatch(i -> splits[i] == Split.TEST)) {
        group.stream()
            .filter(i -> cases.get(i).split().isEmpty())
            .forEach(i -> splits[i] = Split.TEST);
      }
    }
  }

  private void drawValidation(long seed) throws DatasetException {
    Map<String, List<List<Integer>>> strata = new TreeMap<>();
    for (List<Integer> group : groups) {
      if (splits[group.get(0)] == Split.TRAIN) {
        strata.computeIfAbsent(stratum(group), key -> new ArrayList<>()).add(group);
      }
    }
    Random random = new Random(seed);
    for (List<List<Integer>> stratum : strata.values()) {
      Collections.shuffle(stratum, random);
      draw(stratum);
    }
    for (boolean tumor : new boolean[] {false, true}) {
      ensureBothSides(tumor, strata);
    }
  }

  private void draw(List<List<Integer>> stratum) {
    double wanted = VALIDATION_SHARE * stratum.stream().mapToInt(List::size).sum();
    double drawn = 0;
    for (List<Integer> group : stratum) {
      // Nearer to the share with this group than without it.
      if (drawn + group.size() / 2.0 <= wanted) {
        move(group, Split.VALIDATION);
        drawn += group.size();
      }
    }
  }

  /** Strata of one or two groups may all have stayed on one side. */
  private void ensureBothSides(boolean tumor, Map<String, List<List<Integer>>> strata)
      throws DatasetException {
    List<List<Integer>> having =
        strata.values().stream().flatMap(List::stream).filter(g -> has(g, tumor)).toList();
    if (having.size() < 2) {
      throw new DatasetException(
          Reason.TOO_FEW_GROUPS,
          ("%d patient or near-duplicate group with tumor %d: one is needed to learn from and"
                  + " another to judge by")
              .formatted(having.size(), tumor ? 1 : 0));
    }
    if (having.stream().noneMatch(group -> splits[group.get(0)] == Split.VALIDATION)) {
      move(smallest(having), Split.VALIDATION);
    } else if (having.stream().noneMatch(group -> splits[group.get(0)] == Split.TRAIN)) {
      move(smallest(having), Split.TRAIN);
    }
  }

  private static List<Integer> smallest(List<List<Integer>> groups) {
    return Collections.min(groups, Comparator.comparingInt(List::size));
  }

  private void move(List<Integer> group, Split split) {
    group.forEach(index -> splits[index] = split);
  }

  private boolean has(List<Integer> group, boolean tumor) {
    return group.stream().anyMatch(index -> cases.get(index).tumor() == tumor);
  }

  private String stratum(List<Integer> group) {
    String labels = (has(group, true) ? "1" : "") + (has(group, false) ? "0" : "");
    return labels + cases.get(group.get(0)).origin().source();
  }

  private void check() throws DatasetException {
    for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
      for (boolean tumor : new boolean[] {false, true}) {
        boolean found = false;
        for (int i = 0; i < splits.length; i++) {
          found |= splits[i] == split && cases.get(i).tumor() == tumor;
        }
        if (!found) {
          throw new DatasetException(
              Reason.CLASS_MISSING,
              "split '%s' has no picture with tumor %d".formatted(split, tumor ? 1 : 0));
        }
      }
    }
  }
}
