package org.tumorscan.pipeline;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tumorscan.dicom.SlicePlane;
import org.tumorscan.dicom.SourceAttributes;
import org.tumorscan.inference.Prediction;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.Outcome.Classified;
import org.tumorscan.report.SeriesKey;

/**
 * Smooths the likelihoods of slices over their neighbours in the series on the way to the reports,
 * whose order stays that of the input.
 *
 * <p>A slice waits until {@value #QUIET} outcomes have gone by without one of its series, or
 * {@value #WINDOW} are waiting: what comes later is no neighbour. So memory does not grow with the
 * input, and what a slice is given depends on the input and its order alone. Confined to one
 * thread.
 */
final class SliceNeighbours {
  static final int WINDOW = 512;
  static final int QUIET = 32;

  private final SeriesRule rule;
  private final double threshold;
  private final Next next;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Map<SeriesKey, Long> lastSeen = new HashMap<>();
  private long arrived;

  /** Takes outcomes in order. */
  interface Next {
    void take(Outcome outcome, SourceAttributes source) throws IOException, InterruptedException;
  }

  private record Waiting(Outcome outcome, SourceAttributes source, Optional<Neighbour> neighbour) {

    boolean isOf(SeriesKey series) {
      return neighbour.isPresent() && neighbour.get().series().equals(series);
    }
  }

  /** A slice that has a place in its series. */
  private record Neighbour(SeriesKey series, SlicePlane plane, Smoothed sum) {}

  /**
   * Smooths.
   *
   * @param rule says how wide
   * @param threshold smoothed likelihood from which a slice is suspicious, in [0, 1]
   * @param next takes what is finished
   */
  SliceNeighbours(SeriesRule rule, double threshold, Next next) {
    this.rule = rule;
    this.threshold = threshold;
    this.next = next;
  }

  /**
   * Takes an outcome.
   *
   * @param plane that a classified slice lies in, where its header says so
   */
  void add(Outcome outcome, Optional<SlicePlane> plane, SourceAttributes source)
      throws IOException, InterruptedException {
    arrived++;
    Optional<Neighbour> neighbour = neighbour(outcome, plane);
    if (neighbour.isPresent()) {
      lastSeen.put(neighbour.get().series(), arrived);
      meet(neighbour.get(), ((Classified) outcome).prediction());
    }
    waiting.add(new Waiting(outcome, source, neighbour));
    while (!waiting.isEmpty() && isOver(waiting.peek())) {
      release(waiting.remove());
    }
  }

  /** Nothing more will come. */
  void finish() throws IOException, InterruptedException {
    while (!waiting.isEmpty()) {
      release(waiting.remove());
    }
  }

  private Optional<Neighbour> neighbour(Outcome outcome, Optional<SlicePlane> plane) {
    if (rule.smoothingMm() == 0 || plane.isEmpty() || !(outcome instanceof Classified slice)) {
      return Optional.empty();
    }
    return SeriesKey.of(slice.subject())
        .map(series -> new Neighbour(series, plane.get(), sum(slice.prediction())));
  }

  private static Smoothed sum(Prediction prediction) {
    return new Smoothed(
        prediction.tumorLikelihood(), prediction.interval().low(), prediction.interval().high());
  }

  /** Both have a say in each other. */
  private void meet(Neighbour slice, Prediction prediction) {
    for (Waiting other : waiting) {
      if (other.isOf(slice.series())) {
        Neighbour near = other.neighbour().get();
        OptionalDouble distanceMm = slice.plane().distanceMm(near.plane());
        double weight = distanceMm.isPresent() ? rule.weight(distanceMm.getAsDouble()) : 0;
        add(near.sum(), weight, prediction);
        add(slice.sum(), weight, ((Classified) other.outcome()).prediction());
      }
    }
  }

  private static void add(Smoothed sum, double weight, Prediction prediction) {
    sum.add(
        weight,
        prediction.tumorLikelihood(),
        prediction.interval().low(),
        prediction.interval().high());
  }

  private boolean isOver(Waiting first) {
    return first.neighbour().isEmpty()
        || waiting.size() > WINDOW
        || arrived - lastSeen.getOrDefault(first.neighbour().get().series(), arrived) >= QUIET;
  }

  private void release(Waiting finished) throws IOException, InterruptedException {
    Outcome outcome = finished.outcome();
    if (finished.neighbour().isPresent()) {
      Neighbour slice = finished.neighbour().get();
      if (waiting.stream().noneMatch(other -> other.isOf(slice.series()))) {
        lastSeen.remove(slice.series());
      }
      outcome = slice.sum().isAlone() ? outcome : smoothed((Classified) outcome, slice.sum());
    }
    next.take(outcome, finished.source());
  }

  private Classified smoothed(Classified slice, Smoothed sum) {
    double likelihood = sum.likelihood();
    return new Classified(
        slice.subject(),
        slice.prediction().smoothed(likelihood, sum.interval()),
        likelihood >= threshold,
        slice.warnings(),
        slice.view());
  }
}
