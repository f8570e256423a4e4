package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.report.RunInfo.SeriesInfo;
import org.tumorscan.report.RunTotals.SeriesScore;
import org.tumorscan.report.RunTotals.StudyScore;
import org.tumorscan.report.RunTotals.TopInstance;

class ScoreBoardTest {
  private final ScoreBoard board = new ScoreBoard(SampleRun.SERIES);

  @Test
  void seriesScoreIsTheMeanLogOddsOfTheThreeHighestSlices() {
    add("1.1", "1", 0.25, 0.9, 0.0, 0.5, 0.75);

    SeriesScore series = board.totals(0, false).series().get(0);

    // Odds of 9, 1 and 3: their geometric mean is 3.
    assertEquals(0.75, series.tumorLikelihood(), 1e-12);
    assertEquals(5, series.instances());
    assertTrue(series.suspicious());
    assertEquals(
        List.of(
            new TopInstance("1.1-1", 1, Optional.of("1.2.3.4"), 0.9),
            new TopInstance("1.1-4", 1, Optional.of("1.2.3.4"), 0.75),
            new TopInstance("1.1-3", 1, Optional.of("1.2.3.4"), 0.5)),
        series.topInstances());
  }

  @Test
  void seriesOfTwoSlicesIsTheMeanOfBoth() {
    add("1.1", "1", 0.1, 0.5);
    assertEquals(0.25, board.totals(0, false).series().get(0).tumorLikelihood(), 1e-12);
    assertFalse(board.totals(0, false).series().get(0).suspicious());
  }

  @Test
  void seriesWhoseSlicesAllLieOnTheThresholdIsSuspicious() {
    for (int percent = 1; percent < 100; percent++) {
      double threshold = percent / 100.0;
      ScoreBoard strict = new ScoreBoard(new SeriesInfo(SeriesRule.UNCALIBRATED, threshold));
      strict.add(SampleRun.classified(SampleRun.slice("f", 1), threshold));
      assertTrue(strict.totals(0, false).series().get(0).suspicious(), percent + " %");
    }
  }

  @Test
  void oneOfManySlicesThatIsHighSaysLessThanOneOfFew() {
    SeriesRule rule = new SeriesRule(2, -1, 1, List.of(), 0);
    ScoreBoard calibrated = new ScoreBoard(new SeriesInfo(rule, 0.6));
    calibrated.add(SampleRun.classified(SampleRun.slice("a", 1), 0.75));
    SeriesScore alone = calibrated.totals(0, false).series().get(0);
    for (int slice = 0; slice < 49; slice++) {
      calibrated.add(SampleRun.classified(SampleRun.slice("b" + slice, 1), 0.75));
    }
    SeriesScore ofMany = calibrated.totals(0, false).series().get(0);

    // Odds: 3 squared, times e, divided by the number of slices.
    assertEquals(9 * Math.E / (1 + 9 * Math.E), alone.tumorLikelihood(), 1e-9);
    assertEquals(9 * Math.E / (50 + 9 * Math.E), ofMany.tumorLikelihood(), 1e-9);
    assertTrue(alone.suspicious());
    assertFalse(ofMany.suspicious());
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

    List<StudyScore> studies = board.totals(0, false).studies();
    assertEquals(List.of("1", "2"), studies.stream().map(StudyScore::studyInstanceUid).toList());
    assertEquals(List.of(2, 1), studies.stream().map(StudyScore::series).toList());
    assertEquals(List.of(true, false), studies.stream().map(StudyScore::suspicious).toList());
    assertEquals(0.75, studies.get(0).tumorLikelihood(), 1e-12);
    assertEquals(0.125, studies.get(1).tumorLikelihood(), 1e-12);
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
