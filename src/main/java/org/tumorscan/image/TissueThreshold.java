package org.tumorscan.image;

/**
 * The intensity that parts air from tissue.
 *
 * <p>Otsu's method splits the histogram where the variance between the two classes is largest (N.
 * Otsu, IEEE Trans. SMC 9(1), 1979). In heads that lies amid dark tissue, since fat and lesions are
 * so much brighter; the histogram is therefore one of square roots, and the threshold is set
 * between the classes' means, nearer to the air's.
 */
final class TissueThreshold {
  private static final int BINS = 256;

  /** Of the way from the mean of the air to the mean of the tissue. */
  private static final double SHARE = 0.3;

  /**
   * Of the full range. Where hardly any air is in the picture the classes are tissue and lesion;
   * too low a threshold keeps the whole picture, too high a one would keep the lesion alone.
   */
  private static final double HIGHEST = 0.2;

  private TissueThreshold() {}

  /** The threshold of a picture with intensities in [0, 1]. */
  static float of(GreyImage image) {
    int[] histogram = new int[BINS];
    for (float value : image.values()) {
      histogram[(int) (Math.sqrt(value) * (BINS - 1) + 0.5)]++;
    }
    double total = 0;
    for (int bin = 0; bin < BINS; bin++) {
      total += (double) bin * histogram[bin];
    }
    int count = image.values().length;
    int darkCount = 0;
    double darkSum = 0;
    double widest = 0;
    double threshold = 0;
    for (int bin = 0; bin < BINS - 1; bin++) {
      darkCount += histogram[bin];
      darkSum += (double) bin * histogram[bin];
      if (darkCount == 0 || darkCount == count) {
        continue;
      }
      double dark = darkSum / darkCount;
      double bright = (total - darkSum) / (count - darkCount);
      double between = (double) darkCount * (count - darkCount) * (bright - dark) * (bright - dark);
      if (between > widest) {
        widest = between;
        threshold = dark + SHARE * (bright - dark);
      }
    }
    double root = threshold / (BINS - 1);
    return (float) Math.min(HIGHEST, root * root);
  }
}
