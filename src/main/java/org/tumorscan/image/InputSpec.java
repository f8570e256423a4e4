package org.tumorscan.image;

import java.util.List;

/**
 * The one description of preprocessing that a model's training, evaluation and classification
 * share.
 *
 * @param sizePixels height and width of the network's input, 32 to 1024
 * @param intensity how values become intensities in [0, 1]
 * @param cropToBody cut away the air around the body before the picture is made square
 * @param medianIntensity gamma is chosen so that the median inside the body becomes this, in (0,
 *     1); 0 leaves the intensities alone
 * @param detailPixels the picture is brought down to this size before it is brought to {@code
 *     sizePixels}, so that fine and coarse scans carry the same detail, 16 to {@code sizePixels};
 *     equal to that for full detail
 * @param normalisation per-channel mean and standard deviation, in [0, 1] intensities, RGB
 */
public record InputSpec(
    int sizePixels,
    Intensity intensity,
    boolean cropToBody,
    double medianIntensity,
    int detailPixels,
    Normalisation normalisation) {

  /** Smallest height and width of the network's input. */
  public static final int LEAST_SIZE = 32;

  /** Largest height and width of the network's input. */
  public static final int LARGEST_SIZE = 1024;

  /** Least detail, in pixels. */
  public static final int LEAST_DETAIL = 16;

  private static final int IMAGENET_SIZE = 224;

  /**
   * For MR, whose units are arbitrary: percentiles, crop to the body, median 0.4, and detail of 112
   * pixels, which evens out scanners and the publishers of pictures.
   */
  public static InputSpec forMr() {
    return new InputSpec(
        IMAGENET_SIZE,
        Intensity.percentile(0.5, 99.8),
        true,
        0.4,
        IMAGENET_SIZE / 2,
        Normalisation.IMAGENET);
  }

  /** For CT: a soft-tissue window of 40 +/- 200 Hounsfield units, crop to the body. */
  public static InputSpec forCt() {
    return new InputSpec(
        IMAGENET_SIZE, Intensity.preset(40, 400), true, 0, IMAGENET_SIZE, Normalisation.IMAGENET);
  }

  /** For projection X-ray: the file's own window, the whole picture. */
  public static InputSpec forXray() {
    return new InputSpec(
        IMAGENET_SIZE, Intensity.voi(), false, 0, IMAGENET_SIZE, Normalisation.IMAGENET);
  }

  /**
   * The same for another size of the input, with detail in proportion.
   *
   * @param pixels height and width, 32 to 1024
   */
  public InputSpec withSize(int pixels) {
    int detail = Math.max(LEAST_DETAIL, detailPixels * pixels / sizePixels);
    return new InputSpec(pixels, intensity, cropToBody, medianIntensity, detail, normalisation);
  }

  /**
   * The same with other detail.
   *
   * @param pixels 16 to the size of the input
   */
  public InputSpec withDetail(int pixels) {
    return new InputSpec(sizePixels, intensity, cropToBody, medianIntensity, pixels, normalisation);
  }

  /** Checks the ranges given above. */
  public InputSpec {
    if (sizePixels < LEAST_SIZE || sizePixels > LARGEST_SIZE) {
      throw new IllegalArgumentException("input size " + sizePixels);
    }
    if (medianIntensity < 0 || medianIntensity >= 1) {
      throw new IllegalArgumentException("median intensity " + medianIntensity);
    }
    if (detailPixels < LEAST_DETAIL || detailPixels > sizePixels) {
      throw new IllegalArgumentException("detail " + detailPixels + " of " + sizePixels);
    }
  }

  /**
   * How values in the modality's units become intensities in [0, 1].
   *
   * @param kind which rule
   * @param lowPercentile for {@link Kind#PERCENTILE}: the percentile that becomes 0, in [0, 100)
   * @param highPercentile for {@link Kind#PERCENTILE}: the percentile that becomes 1, in (0, 100]
   * @param windowCenter for {@link Kind#PRESET}: window centre in the modality's units
   * @param windowWidth for {@link Kind#PRESET}: window width in the modality's units
   */
  public record Intensity(
      Kind kind,
      double lowPercentile,
      double highPercentile,
      double windowCenter,
      double windowWidth) {

    /** The rules. */
    public enum Kind {
      /** The file's own first VOI window or table; the full range where it has none. */
      VOI,
      /** A fixed window, as for Hounsfield units. */
      PRESET,
      /** Percentiles of the picture, as for the arbitrary units of MR. */
      PERCENTILE
    }

    /** Checks the ranges of the rule's own parameters. */
    public Intensity {
      if (kind == Kind.PERCENTILE
          && !(0 <= lowPercentile && lowPercentile < highPercentile && highPercentile <= 100)) {
        throw new IllegalArgumentException("percentiles " + lowPercentile + ", " + highPercentile);
      }
      if (kind == Kind.PRESET && !(windowWidth >= 1)) {
        throw new IllegalArgumentException("preset window width " + windowWidth);
      }
    }

    /** The file's own window. */
    public static Intensity voi() {
      return new Intensity(Kind.VOI, 0, 0, 0, 0);
    }

    /** A fixed LINEAR window. */
    public static Intensity preset(double windowCenter, double windowWidth) {
      return new Intensity(Kind.PRESET, 0, 0, windowCenter, windowWidth);
    }

    /** Percentiles of the picture. */
    public static Intensity percentile(double low, double high) {
      return new Intensity(Kind.PERCENTILE, low, high, 0, 0);
    }
  }

  /**
   * Per-channel normalisation: (intensity - mean) / standard deviation.
   *
   * @param mean three values, RGB
   * @param standardDeviation three values above 0, RGB
   */
  public record Normalisation(List<Double> mean, List<Double> standardDeviation) {

    /** The statistics that ImageNet-trained networks expect. */
    public static final Normalisation IMAGENET =
        new Normalisation(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /** Copies, and checks that there are three of each. */
    public Normalisation {
      mean = List.copyOf(mean);
      standardDeviation = List.copyOf(standardDeviation);
      if (mean.size() != 3 || standardDeviation.size() != 3) {
        throw new IllegalArgumentException("three channels, not " + mean + standardDeviation);
      }
      if (standardDeviation.stream().anyMatch(deviation -> !(deviation > 0))) {
        throw new IllegalArgumentException("standard deviations " + standardDeviation);
      }
    }
  }
}
