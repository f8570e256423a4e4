package org.tumorscan.dataset;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What crosses the stated splits, and so lets a model be judged by what it has learned from.
 *
 * @param patients that lie in several splits
 * @param groups that do
 * @param duplicates pairs across splits
 */
public record SplitLeaks(
    List<Crossing> patients, List<Crossing> groups, List<DuplicatePair> duplicates) {

  /** Copies. */
  public SplitLeaks {
    patients = List.copyOf(patients);
    groups = List.copyOf(groups);
    duplicates = List.copyOf(duplicates);
  }

  /**
   * A patient or group in several splits.
   *
   * @param cases indices of its cases
   * @param splits at least two
   */
  public record Crossing(List<Integer> cases, Set<Split> splits) {
    /** Copies. */
    public Crossing {
      cases = List.copyOf(cases);
      splits = Set.copyOf(splits);
    }
  }

  /**
   * Looks for crossings; cases without a split cross nothing.
   *
   * @param duplicates pairs of indices
   */
  public static SplitLeaks of(List<Case> cases, List<DuplicatePair> duplicates) {
    return new SplitLeaks(
        crossings(cases, labelled -> labelled.origin().patient()),
        crossings(cases, labelled -> labelled.origin().group()),
        duplicates.stream().filter(pair -> crosses(cases, pair)).toList());
  }

  /** Whether nothing crosses. */
  public boolean none() {
    return patients.isEmpty() && groups.isEmpty() && duplicates.isEmpty();
  }

  private static boolean crosses(List<Case> cases, DuplicatePair pair) {
    Optional<Split> first = cases.get(pair.first()).split();
    Optional<Split> second = cases.get(pair.second()).split();
    return first.isPresent() && second.isPresent() && first.get() != second.get();
  }

  private static List<Crossing> crossings(List<Case> cases, Function<Case, Optional<String>> name) {
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      int index = i;
      name.apply(cases.get(i))
          .ifPresent(key -> members.computeIfAbsent(key, k -> new ArrayList<>()).add(index));
    }
    List<Crossing> crossings = new ArrayList<>();
    for (List<Integer> indices : members.values()) {
      Set<Split> splits = EnumSet.noneOf(Split.class);
      indices.forEach(index -> cases.get(index).split().ifPresent(splits::add));
      if (splits.size() > 1) {
        crossings.add(new Crossing(indices, splits));
      }
    }
    return crossings;
  }
}
