package org.tumorscan.dicom;

import java.util.Map;
import java.util.Optional;

/**
 * Whose image it is and how it was made, for keeping patients together and finding out what a
 * scanner gives away. Neither may end up in reports.
 *
 * @param patientKey a digest of Issuer of Patient ID and Patient ID, else of the Study Instance
 *     UID; equal for images of one patient; empty where the file has none of these
 * @param acquisition values of scanner and protocol by keyword
 */
public record Provenance(Optional<String> patientKey, Map<String, String> acquisition) {
  /** Nothing known. */
  public static final Provenance UNKNOWN = new Provenance(Optional.empty(), Map.of());

  /** Copies. */
  public Provenance {
    acquisition = Map.copyOf(acquisition);
  }
}
