package org.tumorscan.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which object this is, without anything of the patient.
 *
 * @param sopClassUid SOP Class UID (0008,0016)
 * @param sopInstanceUid SOP Instance UID (0008,0018)
 * @param seriesInstanceUid Series Instance UID (0020,000E)
 * @param studyInstanceUid Study Instance UID (0020,000D)
 */
public record InstanceIdentity(
    Optional<String> sopClassUid,
    Optional<String> sopInstanceUid,
    Optional<String> seriesInstanceUid,
    Optional<String> studyInstanceUid) {

  /** Which of the four UIDs are not stated, by name. */
  public List<String> missing() {
    List<String> names = new ArrayList<>();
    if (sopClassUid.isEmpty()) {
      names.add("SOP Class UID");
    }
    if (sopInstanceUid.isEmpty()) {
      names.add("SOP Instance UID");
    }
    if (seriesInstanceUid.isEmpty()) {
      names.add("Series Instance UID");
    }
    if (studyInstanceUid.isEmpty()) {
      names.add("Study Instance UID");
    }
    return names;
  }
}
