package org.tumorscan.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tumorscan.image.InputSpec.Intensity;
import org.tumorscan.image.UnpreparableException.Reason;
import org.tumorscan.image.VoiWindow.Function;

/** From a frame's stored values to intensities in [0, 1] with black as 0, at full resolution. */
final class DisplayIntensities {

  private DisplayIntensities() {}

  /**
   * The frame as a grey picture.
   *
   * @return intensities in [0, 1]; pixels that are not image have the background's, 0
   * @throws UnpreparableException with {@code UNSUPPORTED_PHOTOMETRIC_INTERPRETATION} or {@code
   *     BLANK}
   */
  static GreyImage of(StoredPixels frame, Presentation presentation, Intensity intensity)
      throws UnpreparableException {
    Optional<StoredLevels> found = StoredLevels.of(frame);
    if (found.isPresent()) {
      StoredLevels levels = found.get();
      return levels.picture(intensities(levels.frame(), levels.counts(), presentation, intensity));
    }
    PixelFormat format = frame.format();
    int[] once = new int[format.rows() * format.columns()];
    Arrays.fill(once, 1);
    return new GreyImage(
        format.rows(), format.columns(), intensities(frame, once, presentation, intensity));
  }

  /** One a pixel, each of which stands for as many pixels as its weight. */
  private static float[] intensities(
      StoredPixels frame, int[] weights, Presentation presentation, Intensity intensity)
      throws UnpreparableException {
    PixelFormat format = frame.format();
    Grayscale grayscale = Grayscale.of(frame, presentation);
    int pixelCount = format.rows() * format.columns();
    List<VoiTransform> voi = Grayscale.isMonochrome(format) ? presentation.voi() : List.of();
    VoiTransform transform =
        switch (intensity.kind()) {
          case VOI -> voi.isEmpty() ? fullRange(grayscale, pixelCount) : voi.get(0);
          case PRESET ->
              new VoiWindow(intensity.windowCenter(), intensity.windowWidth(), Function.LINEAR);
          case PERCENTILE -> fullRange(grayscale, pixelCount);
        };
    float[] values = apply(transform, grayscale, pixelCount);
    // After the window, as C.7.6.3.1.2 defines it; before percentiles, which need not be symmetric.
    if (format.photometricInterpretation() == PhotometricInterpretation.MONOCHROME1) {
      invert(values);
    }
    requireContrast(values);
    Tone tone =
        intensity.kind() == Intensity.Kind.PERCENTILE
            ? Tone.spread(new Percentiles(values, weights), intensity)
            : Tone.NEUTRAL;
    for (int pixel = 0; pixel < values.length; pixel++) {
      values[pixel] = Float.isNaN(values[pixel]) ? 0 : tone.apply(values[pixel]);
    }
    return values;
  }

  private static VoiTransform fullRange(Grayscale grayscale, int pixelCount)
      throws UnpreparableException {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int pixel = 0; pixel < pixelCount; pixel++) {
      double value = grayscale.at(pixel);
      if (value < least) {
        least = value;
      }
      if (value > most) {
        most = value;
      }
    }
    if (!(least < most)) {
      throw blank();
    }
    // The range of doubles is wider than the largest double.
    double width = Math.min(most - least, Double.MAX_VALUE);
    return new VoiWindow(least / 2 + most / 2, width, Function.LINEAR_EXACT);
  }

  private static float[] apply(VoiTransform transform, Grayscale grayscale, int pixelCount) {
    float[] values = new float[pixelCount];
    for (int pixel = 0; pixel < pixelCount; pixel++) {
      double value = grayscale.at(pixel);
      values[pixel] = Double.isNaN(value) ? Float.NaN : (float) transform.apply(value);
    }
    return values;
  }

  private static void invert(float[] values) {
    for (int pixel = 0; pixel < values.length; pixel++) {
      values[pixel] = 1 - values[pixel];
    }
  }

  private static void requireContrast(float[] values) throws UnpreparableException {
    float first = Float.NaN;
    for (float value : values) {
      if (Float.isNaN(first)) {
        first = value;
      } else if (value < first || value > first) {
        return;
      }
    }
    throw blank();
  }

  private static UnpreparableException blank() {
    return new UnpreparableException(Reason.BLANK, "all pixels have the same intensity");
  }
}
