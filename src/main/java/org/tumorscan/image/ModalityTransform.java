package org.tumorscan.image;

/**
 * From stored values to the modality's units (Hounsfield units in CT, arbitrary in MR).
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.11.1">PS3.3
 *     C.11.1</a>
 */
public sealed interface ModalityTransform {

  /** No transform: output units are stored values. */
  ModalityTransform IDENTITY = new Rescale(1, 0);

  /** The value in the modality's units. */
  double apply(double storedValue);

  /**
   * Output = slope x stored value + intercept.
   *
   * @param slope Rescale Slope (0028,1053), finite
   * @param intercept Rescale Intercept (0028,1052), finite
   */
  record Rescale(double slope, double intercept) implements ModalityTransform {
    public Rescale {
      if (!Double.isFinite(slope) || !Double.isFinite(intercept)) {
        throw new IllegalArgumentException("rescale " + slope + ", " + intercept);
      }
    }

    @Override
    public double apply(double storedValue) {
      return slope * storedValue + intercept;
    }
  }

  /**
   * A table from the Modality LUT Sequence (0028,3000).
   *
   * @param table indexed by stored value
   */
  record Table(LookupTable table) implements ModalityTransform {
    @Override
    public double apply(double storedValue) {
      return table.apply(storedValue);
    }
  }
}
