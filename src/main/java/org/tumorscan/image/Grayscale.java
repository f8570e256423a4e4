package org.tumorscan.image;

import org.tumorscan.image.UnpreparableException.Reason;

/**
 * One grey value for each pixel of a frame.
 *
 * <p>Monochrome pixels go through the modality transform. Colour pixels become their luma in stored
 * units: modality transform, VOI and padding have no meaning for them.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.3.1.2">PS3.3
 *     C.7.6.3.1.2, C.7.5.1.1.2 and C.11.2.1.2.1</a>
 */
@FunctionalInterface
interface Grayscale {

  /**
   * The value of a pixel, counted row by row from 0; NaN where it is padding or not a finite
   * number.
   */
  double at(int pixel);

  /**
   * The grey values of a frame.
   *
   * @throws UnpreparableException with {@code UNSUPPORTED_PHOTOMETRIC_INTERPRETATION}
   */
  static Grayscale of(StoredPixels frame, Presentation presentation) throws UnpreparableException {
    PixelFormat format = frame.format();
    boolean monochrome = isMonochrome(format);
    boolean palette = format.photometricInterpretation() == PhotometricInterpretation.PALETTE_COLOR;
    if (palette || format.samplesPerPixel() != (monochrome ? 1 : 3)) {
      throw new UnpreparableException(
          Reason.UNSUPPORTED_PHOTOMETRIC_INTERPRETATION,
          format.photometricInterpretation().definedTerm()
              + " with "
              + format.samplesPerPixel()
              + " samples per pixel");
    }
    if (monochrome) {
      return monochrome(frame, presentation);
    }
    return format.photometricInterpretation() == PhotometricInterpretation.RGB
        ? luma(frame)
        : firstOfThree(frame);
  }

  /** Whether VOI and padding apply. */
  static boolean isMonochrome(PixelFormat format) {
    return format.photometricInterpretation() == PhotometricInterpretation.MONOCHROME1
        || format.photometricInterpretation() == PhotometricInterpretation.MONOCHROME2;
  }

  private static Grayscale monochrome(StoredPixels frame, Presentation presentation) {
    ModalityTransform modality = presentation.modality();
    Presentation.Padding padding = presentation.padding();
    return pixel -> {
      double stored = frame.valueAt(pixel);
      // Tested before the transform, since a lookup table turns NaN into an entry.
      return Double.isFinite(stored) && !padding.contains(stored)
          ? finiteOrNaN(modality.apply(stored))
          : Double.NaN;
    };
  }

  /** Y of YBR_FULL: ITU-R BT.601 luma. */
  private static Grayscale luma(StoredPixels frame) {
    return pixel -> {
      int red = 3 * pixel;
      return finiteOrNaN(
          0.299 * frame.valueAt(red)
              + 0.587 * frame.valueAt(red + 1)
              + 0.114 * frame.valueAt(red + 2));
    };
  }

  /** The luma that every YBR interpretation stores first. */
  private static Grayscale firstOfThree(StoredPixels frame) {
    return pixel -> finiteOrNaN(frame.valueAt(3 * pixel));
  }

  private static double finiteOrNaN(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }
}
