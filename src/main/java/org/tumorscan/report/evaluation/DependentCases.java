package org.tumorscan.report.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tumorscan.report.evaluation.CaseResult.Facts;

/**
 * Puts together what is not independent: cases that share a group or a study, and whatever either
 * is connected with that way. A label table without groups then still does not pass the slices of
 * one study for as many patients.
 */
final class DependentCases {
  private final List<Integer> parents = new ArrayList<>();

  private DependentCases() {}

  /** The cluster of every case, as a number in words. */
  static List<String> clusters(List<Facts> cases) {
    DependentCases clusters = new DependentCases();
    Map<String, Integer> firstOfGroup = new HashMap<>();
    Map<String, Integer> firstOfStudy = new HashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      clusters.parents.add(i);
      clusters.join(firstOfGroup, cases.get(i).group(), i);
      Optional<String> study = cases.get(i).study();
      if (study.isPresent()) {
        clusters.join(firstOfStudy, study.get(), i);
      }
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      names.add(Integer.toString(clusters.root(i)));
    }
    return names;
  }

  private void join(Map<String, Integer> first, String key, int index) {
    Integer other = first.putIfAbsent(key, index);
    if (other != null) {
      int one = root(other);
      int two = root(index);
      // The lower number stays, so that names depend on the order of the cases alone.
      parents.set(Math.max(one, two), Math.min(one, two));
    }
  }

  private int root(int index) {
    int root = index;
    while (parents.get(root) != root) {
      parents.set(root, parents.get(parents.get(root)));
      root = parents.get(root);
    }
    return root;
  }
}
