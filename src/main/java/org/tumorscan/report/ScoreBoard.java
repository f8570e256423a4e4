package org.tumorscan.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.report.RunInfo.SeriesInfo;
import org.tumorscan.report.RunTotals.SeriesScore;
import org.tumorscan.report.RunTotals.StudyScore;
import org.tumorscan.report.RunTotals.TopInstance;

/**
 * Counts outcomes and scores series and studies while the outcomes stream by.
 *
 * <p>Holds {@link SeriesRule#TOP_SLICES} slices a series, whatever the series' length. A slice
 * without a Series Instance UID counts but takes part in no series; a series without a Study
 * Instance UID takes part in no study. Confined to one thread.
 */
public final class ScoreBoard {

  // Log and exponential lose the last bits: a slice on the threshold must not be lost with them.
  private static final double ROUNDING = 1e-12;

  private final SeriesInfo judgement;
  private final Map<SeriesKey, Series> series = new LinkedHashMap<>();
  private Optional<String> lastPath = Optional.empty();
  private long files;
  private long frames;
  private long classified;
  private long suspicious;
  private long notApplicable;
  private long rejected;

  /**
   * Starts with nothing seen.
   *
   * @param judgement how slices make a series, and from where on one is suspicious
   */
  public ScoreBoard(SeriesInfo judgement) {
    this.judgement = judgement;
  }

  /** Adds an outcome. The outcomes of one file follow each other, as the file is counted once. */
  public void add(Outcome outcome) {
    Outcome.Subject subject = outcome.subject();
    if (!lastPath.equals(Optional.of(subject.path()))) {
      lastPath = Optional.of(subject.path());
      files++;
    }
    if (subject.frameNumber().isPresent()) {
      frames++;
    }
    if (outcome instanceof Outcome.Classified slice) {
      classified++;
      suspicious += slice.suspicious() ? 1 : 0;
      SeriesKey.of(subject)
          .ifPresent(key -> series.computeIfAbsent(key, unused -> new Series()).add(slice));
    } else if (outcome instanceof Outcome.NotApplicable) {
      notApplicable++;
    } else {
      rejected++;
    }
  }

  /**
   * What the run comes to so far.
   *
   * @param skipped files that are no input at all
   * @param interrupted the run was stopped before the last input
   */
  public RunTotals totals(long skipped, boolean interrupted) {
    List<SeriesScore> scores = new ArrayList<>();
    series.forEach((key, seen) -> scores.add(seen.score(key, judgement)));
    return new RunTotals(
        scores,
        studies(scores),
        new RunTotals.Summary(
            files, frames, classified, suspicious, notApplicable, rejected, skipped, interrupted));
  }

  private List<StudyScore> studies(List<SeriesScore> scores) {
    Map<String, StudyScore> studies = new LinkedHashMap<>();
    for (SeriesScore score : scores) {
      if (!score.studyInstanceUid().isEmpty()) {
        studies.merge(
            score.studyInstanceUid(),
            new StudyScore(
                score.studyInstanceUid(), 1, score.tumorLikelihood(), score.suspicious()),
            (one, other) ->
                new StudyScore(
                    one.studyInstanceUid(),
                    one.series() + other.series(),
                    Math.max(one.tumorLikelihood(), other.tumorLikelihood()),
                    one.suspicious() || other.suspicious()));
      }
    }
    return List.copyOf(studies.values());
  }

  /** The highest slices of one series. */
  private static final class Series {
    // Ties keep the order of arrival, so that the same input names the same slices.
    private static final Comparator<TopInstance> HIGHEST_FIRST =
        Comparator.comparingDouble(TopInstance::tumorLikelihood).reversed();

    private final List<TopInstance> top = new ArrayList<>();
    private int instances;

    void add(Outcome.Classified slice) {
      instances++;
      top.add(
          new TopInstance(
              slice.subject().path(),
              slice.subject().frameNumber().orElse(1),
              slice.subject().sopInstanceUid(),
              slice.prediction().aloneLikelihood()));
      top.sort(HIGHEST_FIRST);
      if (top.size() > SeriesRule.TOP_SLICES) {
        top.remove(SeriesRule.TOP_SLICES);
      }
    }

    SeriesScore score(SeriesKey key, SeriesInfo judgement) {
      double[] highest = top.stream().mapToDouble(TopInstance::tumorLikelihood).toArray();
      double likelihood = judgement.rule().likelihood(highest, instances);
      return new SeriesScore(
          key.seriesInstanceUid(),
          key.studyInstanceUid(),
          instances,
          likelihood,
          likelihood >= judgement.threshold() - ROUNDING,
          top);
    }
  }
}
