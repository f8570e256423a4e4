package org.tumorscan.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tumorscan.report.evaluation.ModelResults.WorstError;

/** Keeps the wrong calls that a model was most sure of, and lets the pictures of all others go. */
final class WorstErrors {
  private static final int KEPT_PER_SIDE = 6;

  private static final Comparator<WorstError> BY_LIKELIHOOD =
      Comparator.comparingDouble(error -> error.scored().likelihood());

  private final double threshold;
  private final List<WorstError> falseAlarms = new ArrayList<>();
  private final List<WorstError> misses = new ArrayList<>();

  /** Errors at a threshold. */
  WorstErrors(double threshold) {
    this.threshold = threshold;
  }

  void consider(WorstError candidate) {
    boolean called = candidate.scored().likelihood() >= threshold;
    boolean tumor = candidate.result().facts().tumor();
    if (called && !tumor) {
      keep(falseAlarms, candidate, BY_LIKELIHOOD.reversed());
    } else if (!called && tumor) {
      keep(misses, candidate, BY_LIKELIHOOD);
    }
  }

  private static void keep(
      List<WorstError> kept, WorstError candidate, Comparator<WorstError> worstFirst) {
    kept.add(candidate);
    // Stable, so that of equals the first in the table stays.
    kept.sort(worstFirst);
    if (kept.size() > KEPT_PER_SIDE) {
      kept.remove(KEPT_PER_SIDE);
    }
  }

  /** False alarms, the highest likelihood first, then misses, the lowest first. */
  List<WorstError> errors() {
    List<WorstError> errors = new ArrayList<>(falseAlarms);
    errors.addAll(misses);
    return errors;
  }
}
