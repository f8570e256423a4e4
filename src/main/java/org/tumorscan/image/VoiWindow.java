package org.tumorscan.image;

/**
 * A window of values of interest.
 *
 * @param center Window Center (0028,1050), in the modality's units
 * @param width Window Width (0028,1051), in the modality's units: at least 1 for LINEAR, above 0
 *     for the other functions
 * @param function VOI LUT Function (0028,1056)
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.11.2.1.2">PS3.3
 *     C.11.2.1.2</a>
 */
public record VoiWindow(double center, double width, Function function) implements VoiTransform {

  /** VOI LUT Function (0028,1056). */
  public enum Function {
    LINEAR,
    LINEAR_EXACT,
    SIGMOID
  }

  /** Checks the ranges given above. */
  public VoiWindow {
    if (!Double.isFinite(center) || !Double.isFinite(width) || width <= 0) {
      throw new IllegalArgumentException("window center " + center + ", width " + width);
    }
    if (function == Function.LINEAR && width < 1) {
      throw new IllegalArgumentException("width " + width + " of a LINEAR window, at least 1");
    }
  }

  @Override
  public double apply(double modalityValue) {
    return switch (function) {
      case LINEAR -> linear(modalityValue);
      case LINEAR_EXACT -> clamp((modalityValue - center) / width + 0.5);
      case SIGMOID -> 1 / (1 + Math.exp(-4 * (modalityValue - center) / width));
    };
  }

  private double linear(double x) {
    double middle = center - 0.5;
    double half = (width - 1) / 2;
    if (x <= middle - half) {
      return 0;
    }
    // Also the whole of a window of width 1, whose slope would divide by zero.
    if (x > middle + half) {
      return 1;
    }
    return (x - middle) / (width - 1) + 0.5;
  }

  private static double clamp(double value) {
    return Math.min(1, Math.max(0, value));
  }
}
