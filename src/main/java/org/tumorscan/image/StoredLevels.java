package org.tumorscan.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * The distinct stored values of a frame and how often each occurs. A scan has far fewer of them
 * than pixels, so what depends on a pixel's value alone is better reckoned once a level.
 */
final class StoredLevels {
  // Of more values a table would be larger than it saves.
  private static final int MOST_BITS = 16;

  private final StoredPixels.Integers frame;
  private final int least;
  private final int[] counts;

  private StoredLevels(StoredPixels.Integers frame, int least, int[] counts) {
    this.frame = frame;
    this.least = least;
    this.counts = counts;
  }

  /**
   * The levels of a frame of single integers; empty of other frames, and where values may lie too
   * far apart.
   */
  static Optional<StoredLevels> of(StoredPixels pixels) {
    if (!(pixels instanceof StoredPixels.Integers frame) || frame.format().samplesPerPixel() != 1) {
      return Optional.empty();
    }
    SampleBits bits = frame.format().bits();
    if (bits.stored() > MOST_BITS) {
      return Optional.empty();
    }
    int[] counts = new int[1 << bits.stored()];
    int lowest = bits.signed() ? -counts.length / 2 : 0;
    for (int value : frame.values()) {
      counts[value - lowest]++;
    }
    int start = 0;
    while (counts[start] == 0) {
      start++;
    }
    int end = counts.length;
    while (counts[end - 1] == 0) {
      end--;
    }
    return Optional.of(
        new StoredLevels(frame, lowest + start, Arrays.copyOfRange(counts, start, end)));
  }

  /** Pixels of each level, in the order of {@link #frame}; none is 0. */
  int[] counts() {
    return Arrays.stream(counts).filter(count -> count > 0).toArray();
  }

  /** A frame of one row with every level once, ascending. */
  StoredPixels frame() {
    int[] levels = new int[counts.length];
    int size = 0;
    for (int value = 0; value < counts.length; value++) {
      if (counts[value] > 0) {
        levels[size++] = least + value;
      }
    }
    PixelFormat format = frame.format();
    return new StoredPixels.Integers(
        new PixelFormat(1, size, 1, format.bits(), format.photometricInterpretation()),
        Arrays.copyOf(levels, size));
  }

  /**
   * The picture whose pixels have the intensities of their levels.
   *
   * @param intensities one a level, in the order of {@link #frame}
   */
  GreyImage picture(float[] intensities) {
    float[] byValue = new float[counts.length];
    int level = 0;
    for (int value = 0; value < counts.length; value++) {
      if (counts[value] > 0) {
        byValue[value] = intensities[level++];
      }
    }
    int[] stored = frame.values();
    float[] picture = new float[stored.length];
    for (int pixel = 0; pixel < picture.length; pixel++) {
      picture[pixel] = byValue[stored[pixel] - least];
    }
    return new GreyImage(frame.format().rows(), frame.format().columns(), picture);
  }
}
