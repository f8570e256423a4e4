package org.tumorscan.image;

import org.tumorscan.image.InputSpec.Intensity;
import org.tumorscan.image.InputSpec.Normalisation;

/**
 * Makes a network's input of a frame, the same way in training, evaluation and classification.
 *
 * <p>The steps, in order: grey; modality transform; padding left out; VOI window, preset or
 * percentiles of the picture; MONOCHROME1 inverted; crop to the body; percentiles inside the body;
 * padding to a square with background 0; antialiased resampling to the detail size; gamma;
 * resampling to the input size; three equal channels, normalised. Immutable and safe for use by
 * many threads.
 */
public final class Preprocessor {
  private final InputSpec spec;

  /** A preprocessor for models with that input. */
  public Preprocessor(InputSpec spec) {
    this.spec = spec;
  }

  /**
   * Makes the input of one frame.
   *
   * @param frame stored values of any shape from 1 x 1; NaN and infinities count as padding
   * @param presentation how the values are to be understood; modality transform, VOI and padding
   *     hold for monochrome frames only
   * @return finite values [3, size, size]
   * @throws UnpreparableException with {@code UNSUPPORTED_PHOTOMETRIC_INTERPRETATION}, such as
   *     PALETTE COLOR without a palette, or {@code BLANK}
   */
  public ModelInput prepare(StoredPixels frame, Presentation presentation)
      throws UnpreparableException {
    return prepareFramed(frame, presentation).input();
  }

  /**
   * A network's input, and where in it the picture's parts lie.
   *
   * @param input as {@link #prepare} makes it
   * @param framing from the picture to the input
   */
  public record Framed(ModelInput input, Framing framing) {}

  /** As {@link #prepare}, for those who know places in the picture. */
  public Framed prepareFramed(StoredPixels frame, Presentation presentation)
      throws UnpreparableException {
    GreyImage picture = DisplayIntensities.of(frame, presentation, spec.intensity());
    Box visible = picture.box();
    Tone tone = Tone.NEUTRAL;
    if (spec.cropToBody() || spec.medianIntensity() > 0) {
      Body body = Body.find(picture);
      visible = spec.cropToBody() ? body.box() : visible;
      tone = tone(body.intensities());
    }
    // Curved after shrinking: averages belong to the signal, and there are fewer pixels to curve.
    GreyImage detail = tone.apply(Resampler.resizeToSquare(picture, visible, spec.detailPixels()));
    ModelInput input =
        normalise(Resampler.resize(detail, spec.sizePixels(), spec.sizePixels()).values());
    return new Framed(input, Framing.of(picture, visible));
  }

  private Tone tone(Percentiles body) {
    boolean spreadAgain = spec.cropToBody() && spec.intensity().kind() == Intensity.Kind.PERCENTILE;
    Tone tone = spreadAgain ? Tone.spread(body, spec.intensity()) : Tone.NEUTRAL;
    return spec.medianIntensity() > 0 ? tone.bringing(body.at(50), spec.medianIntensity()) : tone;
  }

  /**
   * The last step alone, for pictures that were changed after they had been prepared.
   *
   * @param intensities in [0, 1], [size, size]
   */
  public ModelInput normalise(float[] intensities) {
    Normalisation normalisation = spec.normalisation();
    float[] values = new float[ModelInput.CHANNELS * intensities.length];
    for (int channel = 0; channel < ModelInput.CHANNELS; channel++) {
      double mean = normalisation.mean().get(channel);
      // A division takes three times as long, and gives the same float in all but 1 of 15,000.
      double scale = 1 / normalisation.standardDeviation().get(channel);
      int start = channel * intensities.length;
      for (int pixel = 0; pixel < intensities.length; pixel++) {
        values[start + pixel] = (float) ((intensities[pixel] - mean) * scale);
      }
    }
    return new ModelInput(values, picture(intensities), spec.sizePixels());
  }

  private static byte[] picture(float[] intensities) {
    byte[] picture = new byte[intensities.length];
    for (int pixel = 0; pixel < picture.length; pixel++) {
      picture[pixel] = (byte) Math.min(255, (int) (intensities[pixel] * 255 + 0.5));
    }
    return picture;
  }
}
