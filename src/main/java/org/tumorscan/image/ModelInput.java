package org.tumorscan.image;

import org.tumorscan.image.InputSpec.Normalisation;

/**
 * What the network sees of one frame: three channels of the same intensities, each normalised in
 * its own way. Kept as one, since a third of the memory is a third of what waits, is copied and
 * hashed.
 *
 * @param intensities float32 [size, size] in [0, 1]
 * @param normalisation of the channels
 * @param sizePixels height and width
 */
@SuppressWarnings("ArrayRecordComponent")
public record ModelInput(float[] intensities, Normalisation normalisation, int sizePixels) {

  /** Number of channels, always three: ImageNet backbones see RGB. */
  public static final int CHANNELS = 3;

  /** Checks that the length fits the size. */
  public ModelInput {
    if (intensities.length != sizePixels * sizePixels) {
      throw new IllegalArgumentException(intensities.length + " pixels for size " + sizePixels);
    }
  }

  /** All channels: float32 [3, size, size], RGB, made anew at every call. */
  public float[] toValues() {
    float[] values = new float[CHANNELS * intensities.length];
    for (int channel = 0; channel < CHANNELS; channel++) {
      writeChannel(channel, values, channel * intensities.length);
    }
    return values;
  }

  /**
   * Writes one channel: mean subtracted, divided by the standard deviation.
   *
   * @param channel 0 to 2, RGB
   * @param target from {@code offset} on takes [size, size]
   */
  public void writeChannel(int channel, float[] target, int offset) {
    double deviation = normalisation.standardDeviation().get(channel);
    // In float32 alone, which the compiler makes vectors of: a fortieth of the time.
    float scale = (float) (1 / deviation);
    float mean = normalisation.mean().get(channel).floatValue();
    for (int pixel = 0; pixel < intensities.length; pixel++) {
      target[offset + pixel] = (intensities[pixel] - mean) * scale;
    }
  }

  /** For people: 8-bit grey [size, size], made anew at every call. */
  public byte[] toPicture() {
    byte[] picture = new byte[intensities.length];
    for (int pixel = 0; pixel < picture.length; pixel++) {
      picture[pixel] = (byte) Math.min(255, (int) (intensities[pixel] * 255 + 0.5));
    }
    return picture;
  }
}
