package org.tumorscan.report.fhir;

import java.util.Locale;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * What the Bundle speaks of, in a code system of our own: the codes of others for findings and for
 * probabilities of cancer would claim more.
 */
enum Term {
  TUMOR_LIKELIHOOD("Tumor likelihood"),
  TUMOR_LIKELIHOOD_REPORT("Tumor likelihood report"),
  SUSPICIOUS("Suspicious"),
  NOT_SUSPICIOUS("Not suspicious"),
  THRESHOLD("Likelihood from which it is suspicious"),
  SERIES_INSTANCE_UID("Series Instance UID"),
  SOP_INSTANCE_UID("SOP Instance UID"),
  SLICES("Classified slices"),
  PATH("File"),
  FRAME("Frame number, from 1"),
  SOFTWARE("Software"),
  MODEL_VERSION("Version of the model"),
  PROGRAM_VERSION("Version of the program"),
  FILES("Files"),
  FRAMES("Frames"),
  CLASSIFIED("Frames classified"),
  SUSPICIOUS_FRAMES("Frames suspicious"),
  NOT_APPLICABLE("Frames that the model is not made for"),
  REJECTED("Files and frames rejected"),
  SKIPPED("Files skipped, no DICOM"),
  INTERRUPTED("The run was interrupted before its last input; inputs after it are missing");

  /** The code system. */
  static final String SYSTEM = "urn:tumorscan:codes";

  private final String display;

  Term(String display) {
    this.display = display;
  }

  static Term decision(boolean suspicious) {
    return suspicious ? SUSPICIOUS : NOT_SUSPICIOUS;
  }

  String display() {
    return display;
  }

  /** Such as {@code tumor-likelihood}. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Code and text. */
  CodeableConcept concept() {
    return new CodeableConcept(new Coding(SYSTEM, code(), display)).setText(display);
  }
}
