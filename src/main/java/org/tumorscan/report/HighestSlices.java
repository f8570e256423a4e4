package org.tumorscan.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The slices with the highest likelihoods of a run, for summaries: {@link #MOST} at most, whatever
 * the run's length. Confined to one thread.
 */
public final class HighestSlices {
  /** Slices kept. */
  public static final int MOST = 12;

  // Ties keep the order of arrival, so that the same input names the same slices.
  private static final Comparator<Outcome.Classified> HIGHEST_FIRST =
      Comparator.<Outcome.Classified>comparingDouble(slice -> slice.prediction().tumorLikelihood())
          .reversed();

  private final List<Outcome.Classified> slices = new ArrayList<>();

  /** Starts with none. */
  public HighestSlices() {}

  /** Keeps the outcome if it is a slice among the highest so far. */
  public void add(Outcome outcome) {
    if (outcome instanceof Outcome.Classified slice) {
      slices.add(slice);
      slices.sort(HIGHEST_FIRST);
      if (slices.size() > MOST) {
        slices.remove(MOST);
      }
    }
  }

  /** The highest first. */
  public List<Outcome.Classified> highestFirst() {
    return List.copyOf(slices);
  }
}
