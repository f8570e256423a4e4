package org.tumorscan.image;

/**
 * What the network sees of one frame.
 *
 * @param values float32 [3, size, size], RGB, channel mean subtracted and divided by the standard
 *     deviation of the {@link InputSpec}
 * @param picture the same picture before channel normalisation, for people: 8-bit grey [size, size]
 * @param sizePixels height and width of both
 */
@SuppressWarnings("ArrayRecordComponent")
public record ModelInput(float[] values, byte[] picture, int sizePixels) {

  /** Number of channels, always three: ImageNet backbones see RGB. */
  public static final int CHANNELS = 3;

  /** Checks that the lengths fit the size. */
  public ModelInput {
    if (values.length != CHANNELS * sizePixels * sizePixels
        || picture.length != sizePixels * sizePixels) {
      throw new IllegalArgumentException(
          values.length + " values and " + picture.length + " pixels for size " + sizePixels);
    }
  }
}
