package org.tumorscan.dicom;

import java.util.List;

/**
 * One DICOM image object whose header has been read and whose frames are decoded on demand.
 *
 * @param identity UIDs
 * @param attributes what the header says of the image
 * @param frames the frames; {@code frames.count() == attributes.frameCount()}
 * @param provenance whose it is and how it was made
 * @param cohort what the image can be grouped by with others
 * @param origin how the image came about
 * @param source what DICOM objects made of this one must repeat of it
 * @param warnings where the file departs from the standard and was read nevertheless, in plain
 *     words without patient data; empty for most files
 */
public record DicomInstance(
    InstanceIdentity identity,
    ImageAttributes attributes,
    FrameSource frames,
    Provenance provenance,
    CohortAttributes cohort,
    ImageOrigin origin,
    SourceAttributes source,
    List<String> warnings) {

  /** Copies the list. */
  public DicomInstance {
    warnings = List.copyOf(warnings);
  }

  /** An instance of which nothing more is known. */
  public DicomInstance(
      InstanceIdentity identity,
      ImageAttributes attributes,
      FrameSource frames,
      List<String> warnings) {
    this(
        identity,
        attributes,
        frames,
        Provenance.UNKNOWN,
        CohortAttributes.UNKNOWN,
        ImageOrigin.UNKNOWN,
        SourceAttributes.UNKNOWN,
        warnings);
  }
}
