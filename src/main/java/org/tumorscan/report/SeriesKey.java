package org.tumorscan.report;

import java.util.Optional;

/**
 * Which series a slice belongs to. Study and series together, so that files whose UIDs were
 * replaced carelessly do not fall into one series across studies.
 *
 * @param studyInstanceUid Study Instance UID (0020,000D), or empty text where absent
 * @param seriesInstanceUid Series Instance UID (0020,000E)
 */
public record SeriesKey(String studyInstanceUid, String seriesInstanceUid) {

  /** The series of a slice; empty where its file names none. */
  public static Optional<SeriesKey> of(Outcome.Subject subject) {
    return subject
        .seriesInstanceUid()
        .map(series -> new SeriesKey(subject.studyInstanceUid().orElse(""), series));
  }
}
