package org.tumorscan.dataset;

import org.tumorscan.image.InputSpec;
import org.tumorscan.image.InputSpec.Intensity;
import org.tumorscan.image.InputSpec.Normalisation;
import org.tumorscan.image.ModelInput;

/**
 * What is kept of a picture to find others like it: the whole picture and the body alone, both
 * small. A crop of the air changes the first, and the second hardly; where the body is not found
 * alike twice, the first remains.
 *
 * @param whole 8-bit grey [64, 64], the picture in a square
 * @param body 8-bit grey [64, 64], the body in a square
 */
@SuppressWarnings("ArrayRecordComponent")
public record Fingerprint(byte[] whole, byte[] body) {
  /** Height and width of both pictures. */
  public static final int SIZE = 64;

  /** Checks the shapes. */
  public Fingerprint {
    if (whole.length != SIZE * SIZE || body.length != SIZE * SIZE) {
      throw new IllegalArgumentException(whole.length + " and " + body.length + " values");
    }
  }

  /** Preprocessing that gives the whole picture. */
  public static InputSpec wholeSpec() {
    return spec(false);
  }

  /** Preprocessing that gives the body. */
  public static InputSpec bodySpec() {
    return spec(true);
  }

  /**
   * Of a picture prepared twice.
   *
   * @param whole by {@link #wholeSpec}
   * @param body by {@link #bodySpec}
   */
  public static Fingerprint of(ModelInput whole, ModelInput body) {
    return new Fingerprint(whole.toPicture(), body.toPicture());
  }

  private static InputSpec spec(boolean cropToBody) {
    return new InputSpec(
        SIZE, Intensity.percentile(0.5, 99.8), cropToBody, 0, SIZE, Normalisation.IMAGENET);
  }

  /** Intensities in [0, 1] of one of the two. */
  static float[] intensities(byte[] picture) {
    float[] intensities = new float[picture.length];
    for (int pixel = 0; pixel < intensities.length; pixel++) {
      intensities[pixel] = (picture[pixel] & 0xFF) / 255f;
    }
    return intensities;
  }
}
