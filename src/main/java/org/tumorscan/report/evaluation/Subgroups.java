package org.tumorscan.report.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.tumorscan.evaluation.Measurement;
import org.tumorscan.evaluation.ScoredCases;
import org.tumorscan.report.evaluation.CaseResult.Facts;

/**
 * Cases broken down by source, scanner, sex and age band, each where it is stated. What would tell
 * the sex or age of a handful of patients is withheld.
 *
 * @param shown in order of dimension and value
 * @param withheld what is not shown and why, each a sentence
 */
record Subgroups(List<Subgroup> shown, List<String> withheld) {
  private static final int LEAST_PATIENTS = 5;
  private static final int[] AGE_BANDS_FROM = {0, 18, 40, 60, 80};

  private static final Map<String, Function<Facts, Optional<String>>> DIMENSIONS = dimensions();

  private static Map<String, Function<Facts, Optional<String>>> dimensions() {
    Map<String, Function<Facts, Optional<String>>> dimensions = new LinkedHashMap<>();
    dimensions.put("source", facts -> Optional.of(facts.source()));
    dimensions.put("scanner", facts -> facts.cohort().scanner());
    dimensions.put("sex", facts -> facts.cohort().sex());
    dimensions.put("age", Subgroups::ageBand);
    return dimensions;
  }

  static Subgroups of(
      List<Facts> facts, ScoredCases cases, List<String> clusters, Measurement measurement) {
    List<Subgroup> shown = new ArrayList<>();
    List<String> withheld = new ArrayList<>();
    DIMENSIONS.forEach(
        (by, valueOf) -> {
          boolean personal = by.equals("sex") || by.equals("age");
          members(facts, valueOf)
              .forEach(
                  (value, indices) -> {
                    List<String> clustersOfMembers = indices.stream().map(clusters::get).toList();
                    if (personal && new HashSet<>(clustersOfMembers).size() < LEAST_PATIENTS) {
                      withheld.add(
                          "Figures by "
                              + by
                              + " leave out subgroups of fewer than "
                              + LEAST_PATIENTS
                              + " patients.");
                    } else {
                      int[] chosen = indices.stream().mapToInt(Integer::intValue).toArray();
                      shown.add(
                          new Subgroup(
                              by, value, measurement.of(cases.select(chosen), clustersOfMembers)));
                    }
                  });
        });
    return new Subgroups(shown, withheld.stream().distinct().toList());
  }

  /** The cases of every value; none where nothing is stated. */
  private static Map<String, List<Integer>> members(
      List<Facts> facts, Function<Facts, Optional<String>> valueOf) {
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < facts.size(); i++) {
      int index = i;
      valueOf
          .apply(facts.get(i))
          .ifPresent(
              value -> members.computeIfAbsent(value, unused -> new ArrayList<>()).add(index));
    }
    return members;
  }

  private static Optional<String> ageBand(Facts facts) {
    if (facts.cohort().ageYears().isEmpty()) {
      return Optional.empty();
    }
    int age = facts.cohort().ageYears().getAsInt();
    int band = AGE_BANDS_FROM.length - 1;
    while (age < AGE_BANDS_FROM[band]) {
      band--;
    }
    return Optional.of(
        band == AGE_BANDS_FROM.length - 1
            ? AGE_BANDS_FROM[band] + " and older"
            : String.format(
                Locale.ROOT, "%02d to %d", AGE_BANDS_FROM[band], AGE_BANDS_FROM[band + 1] - 1));
  }
}
