package org.tumorscan.report;

import java.util.List;
import java.util.Optional;

/**
 * What a run comes to.
 *
 * @param series one score a series, in order of first appearance
 * @param studies one score a study, in order of first appearance
 * @param summary counts
 */
public record RunTotals(List<SeriesScore> series, List<StudyScore> studies, Summary summary) {

  public RunTotals {
    series = List.copyOf(series);
    studies = List.copyOf(studies);
  }

  /**
   * Counts of a run.
   *
   * @param files input files seen
   * @param frames frames with an outcome of their own
   * @param classified frames with a likelihood
   * @param suspicious frames at or above the threshold
   * @param notApplicable frames the model is not made for
   * @param rejected files and frames that could not be read
   * @param skipped files that the search came by and that are not DICOM; not among {@code files}
   * @param interrupted the run was stopped before the last input
   */
  public record Summary(
      long files,
      long frames,
      long classified,
      long suspicious,
      long notApplicable,
      long rejected,
      long skipped,
      boolean interrupted) {}

  /**
   * The score of a series by the model's {@link org.tumorscan.model.SeriesRule}.
   *
   * @param seriesInstanceUid Series Instance UID (0020,000E)
   * @param studyInstanceUid Study Instance UID (0020,000D), or empty text where absent
   * @param instances classified frames
   * @param tumorLikelihood in [0, 1]
   * @param suspicious the score reaches the threshold
   * @param topInstances the frames behind the score, the highest first
   */
  public record SeriesScore(
      String seriesInstanceUid,
      String studyInstanceUid,
      int instances,
      double tumorLikelihood,
      boolean suspicious,
      List<TopInstance> topInstances) {

    public SeriesScore {
      topInstances = List.copyOf(topInstances);
    }
  }

  /**
   * One frame behind a series' score.
   *
   * @param path the file
   * @param frameNumber from 1
   * @param sopInstanceUid SOP Instance UID (0008,0018)
   * @param tumorLikelihood in [0, 1]
   */
  public record TopInstance(
      String path, int frameNumber, Optional<String> sopInstanceUid, double tumorLikelihood) {}

  /**
   * The score of a study: {@link #RULE}.
   *
   * @param studyInstanceUid Study Instance UID (0020,000D)
   * @param series classified series
   * @param tumorLikelihood in [0, 1]
   * @param suspicious the score reaches the threshold
   */
  public record StudyScore(
      String studyInstanceUid, int series, double tumorLikelihood, boolean suspicious) {

    /** How the score comes from the series, in a sentence for reports. */
    public static final String RULE = "highest series likelihood";
  }
}
