package org.tumorscan.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must never be parted: the cases of one patient, of one stated group, near-duplicates, and
 * whatever hangs together by any of these.
 */
public final class CaseGroups {
  private final int[] parent;

  private CaseGroups(int size) {
    parent = new int[size];
    for (int i = 0; i < size; i++) {
      parent[i] = i;
    }
  }

  /**
   * Groups cases.
   *
   * @param duplicates pairs of their indices
   */
  public static CaseGroups of(List<Case> cases, List<DuplicatePair> duplicates) {
    CaseGroups groups = new CaseGroups(cases.size());
    Map<String, Integer> firstOfPatient = new HashMap<>();
    Map<String, Integer> firstOfGroup = new HashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      int index = i;
      Case.Origin origin = cases.get(i).origin();
      origin
          .patient()
          .ifPresent(name -> groups.join(index, firstOfPatient.computeIfAbsent(name, n -> index)));
      origin
          .group()
          .ifPresent(name -> groups.join(index, firstOfGroup.computeIfAbsent(name, n -> index)));
    }
    duplicates.forEach(pair -> groups.join(pair.first(), pair.second()));
    return groups;
  }

  /** The group of every case: the index of its first case, [n]. */
  public int[] ofCases() {
    int[] groups = new int[parent.length];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = root(i);
    }
    return groups;
  }

  /** Names that a bootstrap or a table can use, [n]. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int group : ofCases()) {
      names.add("g" + group);
    }
    return names;
  }

  /** Every group's cases, in order of their first. */
  List<List<Integer>> members() {
    Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < parent.length; i++) {
      members.computeIfAbsent(root(i), root -> new ArrayList<>()).add(i);
    }
    return List.copyOf(members.values());
  }

  /** The smaller index stays the root, so that the name does not depend on the order of joining. */
  private void join(int one, int other) {
    int a = root(one);
    int b = root(other);
    parent[Math.max(a, b)] = Math.min(a, b);
  }

  private int root(int index) {
    int at = index;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
