package org.tumorscan.image;

import java.util.function.IntToDoubleFunction;
import org.tumorscan.image.UnpreparableException.Reason;

/**
 * A frame as a reader would see it: through its modality transform, its first window or VOI table
 * and its photometric interpretation, on square pixels.
 *
 * <p>The array is handed over, not copied: nobody changes it afterwards.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param channels 1 for grey, 3 for red, green and blue
 * @param samples 0 (black) to 255, [rows, columns, channels], row-major
 */
@SuppressWarnings("ArrayRecordComponent")
public record DisplayPicture(int rows, int columns, int channels, byte[] samples) {
  private static final int MOST = 255;

  /** Thinner pixels than this are taken for a mistake in the header, and shown as they come. */
  private static final double LARGEST_ASPECT = 8;

  /** Red, green and blue of a pixel, each in [0, 1]. */
  @FunctionalInterface
  private interface Colour {
    double at(int pixel, int channel);
  }

  /**
   * Renders a frame.
   *
   * <p>A grey frame without window or VOI table is shown from its least to its greatest value;
   * padding and values that are not finite are black.
   *
   * @throws UnpreparableException with {@code UNSUPPORTED_PHOTOMETRIC_INTERPRETATION}
   * @see <a
   *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.3.1.2">PS3.3
   *     C.7.6.3.1.2 and C.7.6.3.1.7</a>
   */
  public static DisplayPicture of(StoredPixels frame, Presentation presentation)
      throws UnpreparableException {
    DisplayPicture picture =
        Grayscale.isMonochrome(frame.format())
            ? grey(frame, presentation)
            : colour(frame.format(), colours(frame, presentation));
    return picture.onSquarePixels(presentation.pixelAspect());
  }

  private static DisplayPicture grey(StoredPixels frame, Presentation presentation)
      throws UnpreparableException {
    PixelFormat format = frame.format();
    Grayscale grayscale = Grayscale.of(frame, presentation);
    int count = format.rows() * format.columns();
    IntToDoubleFunction shown =
        presentation.voi().isEmpty()
            ? fullRange(grayscale, count, format.bits().stored() == 1)
            : pixel -> presentation.voi().get(0).apply(grayscale.at(pixel));
    boolean inverted = format.photometricInterpretation() == PhotometricInterpretation.MONOCHROME1;
    byte[] samples = new byte[count];
    for (int pixel = 0; pixel < count; pixel++) {
      if (!Double.isNaN(grayscale.at(pixel))) {
        double intensity = shown.applyAsDouble(pixel);
        samples[pixel] = sample(inverted ? 1 - intensity : intensity);
      }
    }
    return new DisplayPicture(format.rows(), format.columns(), 1, samples);
  }

  private static IntToDoubleFunction fullRange(Grayscale grayscale, int count, boolean bits) {
    double least = bits ? 0 : Double.POSITIVE_INFINITY;
    double most = bits ? 1 : Double.NEGATIVE_INFINITY;
    for (int pixel = 0; pixel < count; pixel++) {
      double value = grayscale.at(pixel);
      // False for NaN, both times.
      if (value < least) {
        least = value;
      }
      if (value > most) {
        most = value;
      }
    }
    double low = least;
    // Halved, since the range of doubles is wider than the largest double.
    double halfRange = most / 2 - least / 2;
    return pixel -> halfRange > 0 ? (grayscale.at(pixel) / 2 - low / 2) / halfRange : 0;
  }

  private static Colour colours(StoredPixels frame, Presentation presentation)
      throws UnpreparableException {
    PixelFormat format = frame.format();
    PhotometricInterpretation interpretation = format.photometricInterpretation();
    if (interpretation == PhotometricInterpretation.PALETTE_COLOR
        && format.samplesPerPixel() == 1
        && presentation.palette().isPresent()) {
      return palette(frame, presentation.palette().get());
    }
    if (format.samplesPerPixel() == 3) {
      double most = Math.scalb(1.0, format.bits().stored()) - 1;
      switch (interpretation) {
        case RGB -> {
          return (pixel, channel) -> frame.valueAt(3 * pixel + channel) / most;
        }
        case YBR_FULL, YBR_FULL_422 -> {
          return ybr(frame, most);
        }
        default -> {}
      }
    }
    throw new UnpreparableException(
        Reason.UNSUPPORTED_PHOTOMETRIC_INTERPRETATION,
        "%s with %d samples per pixel cannot be shown"
            .formatted(interpretation.definedTerm(), format.samplesPerPixel()));
  }

  private static Colour palette(StoredPixels frame, PaletteColor palette) {
    LookupTable[] tables = {palette.red(), palette.green(), palette.blue()};
    double most = palette.red().maximum();
    return (pixel, channel) -> tables[channel].apply(frame.valueAt(pixel)) / most;
  }

  /** ITU-R BT.601 with the full range, as PS3.3 C.7.6.3.1.2 writes YBR_FULL. */
  private static Colour ybr(StoredPixels frame, double most) {
    double grey = Math.ceil(most / 2);
    return (pixel, channel) -> {
      double luma = frame.valueAt(3 * pixel);
      double blue = frame.valueAt(3 * pixel + 1) - grey;
      double red = frame.valueAt(3 * pixel + 2) - grey;
      return switch (channel) {
            case 0 -> luma + 1.402 * red;
            case 1 -> luma - 0.344136 * blue - 0.714136 * red;
            default -> luma + 1.772 * blue;
          }
          / most;
    };
  }

  private static DisplayPicture colour(PixelFormat format, Colour colours) {
    byte[] samples = new byte[Math.multiplyExact(3, format.rows() * format.columns())];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = sample(colours.at(i / 3, i % 3));
    }
    return new DisplayPicture(format.rows(), format.columns(), 3, samples);
  }

  private static byte sample(double intensity) {
    return (byte) Math.round(MOST * Math.min(1, Math.max(0, intensity)));
  }

  private DisplayPicture onSquarePixels(double pixelAspect) {
    boolean sane = pixelAspect <= LARGEST_ASPECT && pixelAspect >= 1 / LARGEST_ASPECT;
    int newRows = (int) Math.round(rows * Math.max(1, pixelAspect));
    int newColumns = (int) Math.round(columns / Math.min(1, pixelAspect));
    if (!sane || (newRows == rows && newColumns == columns)) {
      return this;
    }
    return pixelAspect > 1
        ? stretched(newRows, columns, rows, columns * channels)
        : stretched(rows, newColumns, columns, channels);
  }

  /**
   * Longer along one axis, with linear interpolation between the centres of pixels.
   *
   * @param length of the axis before
   * @param step between two neighbours on the axis, in samples
   */
  private DisplayPicture stretched(int newRows, int newColumns, int length, int step) {
    int newLength = newRows > rows ? newRows : newColumns;
    byte[] result = new byte[Math.multiplyExact(Math.multiplyExact(newRows, newColumns), channels)];
    for (int i = 0; i < result.length; i++) {
      int line = i / (step * newLength);
      double place = ((i / step) % newLength + 0.5) * length / newLength - 0.5;
      int before = (int) Math.max(0, Math.min(length - 1, Math.floor(place)));
      int after = Math.min(length - 1, before + 1);
      double share = Math.min(1, Math.max(0, place - before));
      int start = line * step * length + i % step;
      int one = samples[start + before * step] & 0xFF;
      int other = samples[start + after * step] & 0xFF;
      result[i] = (byte) Math.round(one + share * (other - one));
    }
    return new DisplayPicture(newRows, newColumns, channels, result);
  }
}
