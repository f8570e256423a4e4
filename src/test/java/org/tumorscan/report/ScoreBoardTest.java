package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tumorscan.report.RunTotals.SeriesScore;
import org.tumorscan.report.RunTotals.StudyScore;
import org.tumorscan.report.RunTotals.TopInstance;

class ScoreBoardTest {
  private final ScoreBoard board = new ScoreBoard(0.5);

  @Test
  void seriesScoreIsTheMeanOfTheThreeHighestSlices() {
    add("1.1", "1", 0.25, 1.0, 0.0, 0.5, 0.75);

    SeriesScore series = board.totals(0, false).series().get(0);

    assertEquals(0.75, series.tumorLikelihood());
    assertEquals(5, series.instances());
    assertTrue(series.suspicious());
    assertEquals(
        List.of(
            new TopInstance("1.1-1", 1, 1.0),
            new TopInstance("1.1-4", 1, 0.75),
            new TopInstance("1.1-3", 1, 0.5)),
        series.topInstances());
  }

  @Test
  void seriesOfTwoSlicesIsTheirMean() {
    add("1.1", "1", 0.25, 0.5);
    assertEquals(0.375, board.totals(0, false).series().get(0).tumorLikelihood());
    assertFalse(board.totals(0, false).series().get(0).suspicious());
  }

  @Test
  void seriesWhoseSlicesAllLieOnTheThresholdIsSuspicious() {
    double threshold = 0.7; // (0.7 + 0.7 + 0.7) / 3 is less than 0.7 in binary
    ScoreBoard strict = new ScoreBoard(threshold);
    for (int slice = 0; slice < 3; slice++) {
      strict.add(SampleRun.classified(SampleRun.slice("f" + slice, 1), threshold));
    }
    assertTrue(strict.totals(0, false).series().get(0).suspicious());
  }

  @Test
  void amongEqualSlicesTheFirstThreeAreNamed() {
    add("1.1", "1", 0.5, 0.5, 0.5, 0.5);
    assertEquals(
        List.of("1.1-0", "1.1-1", "1.1-2"),
        board.totals(0, false).series().get(0).topInstances().stream()
            .map(TopInstance::path)
            .toList());
  }

  @Test
  void studyScoreIsItsHighestSeries() {
    add("1.1", "1", 0.25);
    add("1.2", "1", 0.75);
    add("2.1", "2", 0.125);

    assertEquals(
        List.of(new StudyScore("1", 2, 0.75, true), new StudyScore("2", 1, 0.125, false)),
        board.totals(0, false).studies());
  }

  @Test
  void sliceWithoutSeriesUidCountsButScoresNoSeries() {
    board.add(
        SampleRun.classified(SampleRun.slice("x", 1, Optional.empty(), Optional.of("1")), 0.9));

    RunTotals totals = board.totals(0, false);

    assertEquals(1, totals.summary().classified());
    assertEquals(List.of(), totals.series());
    assertEquals(List.of(), totals.studies());
  }

  @Test
  void seriesWithoutStudyUidScoresNoStudy() {
    board.add(
        SampleRun.classified(SampleRun.slice("x", 1, Optional.of("1.1"), Optional.empty()), 0.9));

    assertEquals("", board.totals(0, false).series().get(0).studyInstanceUid());
    assertEquals(List.of(), board.totals(0, false).studies());
  }

  @Test
  void sameSeriesUidInTwoStudiesIsTwoSeries() {
    add("1.1", "1", 0.25);
    add("1.1", "2", 0.75);
    assertEquals(2, board.totals(0, false).series().size());
  }

  @Test
  void framesOfOneFileAreOneFile() {
    board.add(SampleRun.classified(SampleRun.slice("multi", 1), 0.75));
    board.add(SampleRun.classified(SampleRun.slice("multi", 2), 0.25));
    board.add(SampleRun.notApplicable("ct"));
    board.add(SampleRun.rejected("broken"));

    assertEquals(new RunTotals.Summary(3, 3, 2, 1, 1, 1, 7, true), board.totals(7, true).summary());
  }

  private void add(String series, String study, double... likelihoods) {
    for (int slice = 0; slice < likelihoods.length; slice++) {
      board.add(
          SampleRun.classified(
              SampleRun.slice(series + "-" + slice, 1, Optional.of(series), Optional.of(study)),
              likelihoods[slice]));
    }
  }
}
