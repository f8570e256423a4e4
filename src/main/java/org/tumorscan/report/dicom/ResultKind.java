package org.tumorscan.report.dicom;

import java.util.Locale;

/** What results are written as. */
public enum ResultKind {
  /** Comprehensive 3D SR, one a series. */
  SR("1.2.840.10008.5.1.4.1.1.88.34", "SR", 1),
  /** Secondary Capture Image, one a suspicious slice. */
  SC("1.2.840.10008.5.1.4.1.1.7", "OT", 2),
  /** Key Object Selection Document, one a series with a suspicious slice. */
  KOS("1.2.840.10008.5.1.4.1.1.88.59", "KO", 3);

  private final String sopClassUid;
  private final String modality;
  private final int number;

  ResultKind(String sopClassUid, String modality, int number) {
    this.sopClassUid = sopClassUid;
    this.modality = modality;
    this.number = number;
  }

  /** SOP Class UID. */
  String sopClassUid() {
    return sopClassUid;
  }

  /**
   * Modality of the series. Pictures have OT, not the source's, so that no model takes them for a
   * scan when they come back from the archive.
   */
  String modality() {
    return modality;
  }

  /** Tells the kinds of one source series apart. */
  int number() {
    return number;
  }

  /** {@code sr}, {@code sc} or {@code kos}. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
