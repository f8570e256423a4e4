package org.tumorscan.image;

/**
 * Values of interest: from the modality's units to display intensity in [0, 1].
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.11.2">PS3.3
 *     C.11.2</a>
 */
public sealed interface VoiTransform permits VoiTransform.Table, VoiWindow {

  /** Display intensity in [0, 1] of a value in the modality's units. */
  double apply(double modalityValue);

  /**
   * A table from the VOI LUT Sequence (0028,3010).
   *
   * @param table indexed by modality value; its output range is scaled to [0, 1]
   */
  record Table(LookupTable table) implements VoiTransform {
    @Override
    public double apply(double modalityValue) {
      return (double) table.apply(modalityValue) / table.maximum();
    }
  }
}
