package org.tumorscan.image;

import org.tumorscan.image.InputSpec.Intensity;

/**
 * Makes a network's input of a frame, the same way in training, evaluation and classification.
 *
 * <p>The steps, in order: grey; modality transform; padding left out; VOI window, preset or
 * percentiles of the picture; MONOCHROME1 inverted; crop to the body; percentiles inside the body;
 * padding to a square with background 0; antialiased resampling to the detail size; gamma;
 * resampling to the input size; three equal channels, normalised on their way in. Immutable and
 * safe for use by many threads.
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
   * @return finite intensities [size, size]
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
    GreyImage grown = Resampler.resize(detail, spec.sizePixels(), spec.sizePixels());
    return new Framed(input(grown.values()), Framing.of(picture, visible));
  }

  private Tone tone(Percentiles body) {
    boolean spreadAgain = spec.cropToBody() && spec.intensity().kind() == Intensity.Kind.PERCENTILE;
    Tone tone = spreadAgain ? Tone.spread(body, spec.intensity()) : Tone.NEUTRAL;
    return spec.medianIntensity() > 0 ? tone.bringing(body.at(50), spec.medianIntensity()) : tone;
  }

  /**
   * The input of a picture that was changed after it had been prepared.
   *
   * @param intensities in [0, 1], [size, size]; not copied
   */
  public ModelInput input(float[] intensities) {
    return new ModelInput(intensities, spec.normalisation(), spec.sizePixels());
  }
}
