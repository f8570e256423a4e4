package org.tumorscan.report.dicom;

import java.util.List;
import java.util.Optional;
import org.tumorscan.dicom.InstanceIdentity;
import org.tumorscan.dicom.SourceAttributes;

/**
 * A source that results can refer to and be filed with.
 *
 * @param sopClassUid SOP Class UID (0008,0016)
 * @param sopInstanceUid SOP Instance UID (0008,0018)
 * @param seriesInstanceUid Series Instance UID (0020,000E)
 * @param studyInstanceUid Study Instance UID (0020,000D)
 * @param attributes what results must repeat
 */
record FileableSource(
    String sopClassUid,
    String sopInstanceUid,
    String seriesInstanceUid,
    String studyInstanceUid,
    SourceAttributes attributes) {

  /** The source, or empty where one of its UIDs is missing. */
  static Optional<FileableSource> of(SourceAttributes attributes) {
    InstanceIdentity identity = attributes.identity();
    if (!identity.missing().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FileableSource(
            identity.sopClassUid().orElseThrow(),
            identity.sopInstanceUid().orElseThrow(),
            identity.seriesInstanceUid().orElseThrow(),
            identity.studyInstanceUid().orElseThrow(),
            attributes));
  }

  /** Study and series together: careless replacement of UIDs may leave a series in two studies. */
  List<String> seriesKey() {
    return List.of(studyInstanceUid, seriesInstanceUid);
  }
}
