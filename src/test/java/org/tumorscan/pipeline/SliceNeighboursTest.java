package org.tumorscan.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.SlicePlane;
import org.tumorscan.dicom.SourceAttributes;
import org.tumorscan.inference.Prediction;
import org.tumorscan.inference.Prediction.Interval;
import org.tumorscan.inference.Prediction.Novelty;
import org.tumorscan.model.LogOdds;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.Outcome.Classified;
import org.tumorscan.report.Outcome.NotApplicable;
import org.tumorscan.report.Outcome.Subject;
import org.tumorscan.report.Outcome.View;

class SliceNeighboursTest {
  private final List<Outcome> released = new ArrayList<>();

  private SliceNeighbours neighbours(double sigmaMm) {
    return new SliceNeighbours(
        SeriesRule.UNCALIBRATED.withSmoothingMm(sigmaMm),
        0.5,
        (outcome, source) -> released.add(outcome));
  }

  private static Classified slice(String series, int number, double likelihood) {
    Prediction prediction =
        new Prediction(
            likelihood,
            0,
            new Interval(likelihood / 2, (1 + likelihood) / 2),
            Map.of(),
            new Novelty(0),
            Optional.empty());
    return new Classified(
        new Subject(
            "slice-" + number,
            Optional.of(1),
            1,
            Optional.empty(),
            Optional.of(series),
            Optional.of("study"),
            Optional.empty(),
            Optional.empty()),
        prediction,
        likelihood >= 0.5,
        List.of(),
        new View(new byte[1], 1));
  }

  private static Optional<SlicePlane> at(double mm) {
    return Optional.of(new SlicePlane(0, 0, 1, mm));
  }

  private static void add(SliceNeighbours to, Classified slice, Optional<SlicePlane> plane)
      throws Exception {
    to.add(slice, plane, SourceAttributes.UNKNOWN);
  }

  private Prediction prediction(int index) {
    return ((Classified) released.get(index)).prediction();
  }

  @Test
  void logOddsAreAveragedByNearness() throws Exception {
    SliceNeighbours neighbours = neighbours(8);
    add(neighbours, slice("1", 0, 0.9), at(0));
    add(neighbours, slice("1", 1, 0.2), at(8));
    add(neighbours, slice("1", 2, 0.3), at(30));
    neighbours.finish();
    double weight = Math.exp(-0.5);
    double expected = (LogOdds.of(0.9) + weight * LogOdds.of(0.2)) / (1 + weight);
    assertEquals(LogOdds.likelihood(expected), prediction(0).tumorLikelihood(), 1e-12);
    assertEquals(0.9, prediction(0).aloneLikelihood());
    assertEquals(
        Map.of(
            "tumor", prediction(0).tumorLikelihood(), "no-tumor", 1 - LogOdds.likelihood(expected)),
        prediction(0).likelihoods());
    double low = (LogOdds.of(0.45) + weight * LogOdds.of(0.1)) / (1 + weight);
    assertEquals(LogOdds.likelihood(low), prediction(0).interval().low(), 1e-12);
    // 22 mm and more away is beyond two and a half deviations.
    assertEquals(0.3, prediction(2).tumorLikelihood());
  }

  @Test
  void theDecisionIsThatOfTheSmoothedLikelihood() throws Exception {
    SliceNeighbours neighbours = neighbours(8);
    add(neighbours, slice("1", 0, 0.1), at(0));
    add(neighbours, slice("1", 1, 0.55), at(5));
    add(neighbours, slice("1", 2, 0.1), at(10));
    neighbours.finish();
    assertFalse(((Classified) released.get(1)).suspicious(), "a lone false alarm");
  }

  @Test
  void whatHasNoNeighbourStaysAsItIs() throws Exception {
    Classified other = slice("2", 1, 0.8);
    Classified nowhere = slice("1", 2, 0.7);
    Classified across = slice("1", 3, 0.6);
    SliceNeighbours neighbours = neighbours(8);
    add(neighbours, slice("1", 0, 0.1), at(0));
    add(neighbours, other, at(0));
    add(neighbours, nowhere, Optional.empty());
    add(neighbours, across, Optional.of(new SlicePlane(1, 0, 0, 0)));
    neighbours.finish();
    assertSame(other, released.get(1), "of another series");
    assertSame(nowhere, released.get(2), "its header does not say where it lies");
    assertSame(across, released.get(3), "in another direction");
  }

  @Test
  void withoutSmoothingNothingWaits() throws Exception {
    SliceNeighbours neighbours = neighbours(0);
    Classified slice = slice("1", 0, 0.9);
    add(neighbours, slice, at(0));
    assertSame(slice, released.get(0));
  }

  @Test
  void theOrderIsThatOfTheInput() throws Exception {
    SliceNeighbours neighbours = neighbours(8);
    for (int i = 0; i < 100; i++) {
      add(neighbours, slice("series " + i % 3, i, 0.5), at(-i));
      neighbours.add(
          new NotApplicable(Subject.file("other-" + i), "no", List.of()),
          Optional.empty(),
          SourceAttributes.UNKNOWN);
    }
    neighbours.finish();
    List<String> expected =
        IntStream.range(0, 100)
            .boxed()
            .<String>mapMulti(
                (i, add) -> {
                  add.accept("slice-" + i);
                  add.accept("other-" + i);
                })
            .toList();
    assertEquals(expected, released.stream().map(outcome -> outcome.subject().path()).toList());
  }

  @Test
  void aSeriesIsOverWhenItHasNotBeenSeenForAWhile() throws Exception {
    SliceNeighbours neighbours = neighbours(8);
    add(neighbours, slice("1", 0, 0.9), at(0));
    for (int i = 1; i < SliceNeighbours.QUIET; i++) {
      add(neighbours, slice("2", i, 0.9), at(i));
    }
    assertEquals(0, released.size());
    add(neighbours, slice("2", 99, 0.9), at(99));
    assertEquals(1, released.size());
  }

  @Test
  void noMoreThanAWindowWaits() throws Exception {
    SliceNeighbours neighbours = neighbours(8);
    for (int i = 0; i < 2 * SliceNeighbours.WINDOW; i++) {
      add(neighbours, slice("1", i, 0.9), at(i));
    }
    assertTrue(released.size() >= SliceNeighbours.WINDOW, "released " + released.size());
  }
}
