package org.tumorscan.image;

import org.tumorscan.image.UnpreparableException.Reason;

/**
 * One grey value for each pixel of a frame.
 *
 * <p>Monochrome pixels go through the modality transform. Colour pixels become their luma, in
 * stored units or those of the palette: modality transform, VOI and padding have no meaning for
 * them.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.3.1.2">PS3.3
 *     C.7.6.3.1.2, C.7.5.1.1.2, C.7.9 and C.11.2.1.2.1</a>
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
    return switch (format.photometricInterpretation()) {
      case MONOCHROME1, MONOCHROME2 -> {
        requireSamples(format, 1);
        yield monochrome(frame, presentation);
      }
      case PALETTE_COLOR -> {
        requireSamples(format, 1);
        yield palette(
            frame, presentation.palette().orElseThrow(() -> unsupported(format, "no palette")));
      }
      case RGB -> {
        requireSamples(format, 3);
        yield luma(frame);
      }
      case YBR_FULL, YBR_FULL_422, YBR_RCT, YBR_ICT -> {
        requireSamples(format, 3);
        yield firstOfThree(frame);
      }
    };
  }

  private static void requireSamples(PixelFormat format, int count) throws UnpreparableException {
    if (format.samplesPerPixel() != count) {
      throw unsupported(format, format.samplesPerPixel() + " samples per pixel");
    }
  }

  private static UnpreparableException unsupported(PixelFormat format, String found) {
    return new UnpreparableException(
        Reason.UNSUPPORTED_PHOTOMETRIC_INTERPRETATION,
        format.photometricInterpretation().definedTerm() + " with " + found);
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

  private static Grayscale palette(StoredPixels frame, PaletteColor palette) {
    return pixel -> {
      double stored = frame.valueAt(pixel);
      return luma(
          palette.red().apply(stored), palette.green().apply(stored), palette.blue().apply(stored));
    };
  }

  private static Grayscale luma(StoredPixels frame) {
    return pixel -> {
      int red = 3 * pixel;
      return finiteOrNaN(luma(frame.valueAt(red), frame.valueAt(red + 1), frame.valueAt(red + 2)));
    };
  }

  /** Y of YBR_FULL: ITU-R BT.601 luma. */
  private static double luma(double red, double green, double blue) {
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }

  /** The luma that every YBR interpretation stores first. */
  private static Grayscale firstOfThree(StoredPixels frame) {
    return pixel -> finiteOrNaN(frame.valueAt(3 * pixel));
  }

  private static double finiteOrNaN(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }
}
