package org.tumorscan.image;

/**
 * A tone curve: intensities {@code low} to {@code high} spread over [0, 1], then gamma.
 *
 * @param low becomes 0
 * @param high becomes 1; above {@code low}
 * @param gamma exponent, above 0
 */
record Tone(float low, float high, double gamma) {
  static final Tone NEUTRAL = new Tone(0, 1, 1);

  /** The curve that spreads two percentiles; neutral where they coincide. */
  static Tone spread(Percentiles percentiles, InputSpec.Intensity intensity) {
    float low = percentiles.at(intensity.lowPercentile());
    float high = percentiles.at(intensity.highPercentile());
    return high > low ? new Tone(low, high, 1) : NEUTRAL;
  }

  /**
   * The same with the gamma that brings an intensity to a target, as far as a gamma of 1/5 to 5
   * does.
   *
   * @param intensity before the curve
   * @param target in (0, 1)
   */
  Tone bringing(float intensity, double target) {
    double spread = apply(intensity);
    if (spread <= 0 || spread >= 1) {
      return this;
    }
    double exact = Math.log(target) / Math.log(spread);
    return new Tone(low, high, Math.min(5, Math.max(0.2, exact)));
  }

  /** The curve at one intensity; NaN stays. */
  float apply(float intensity) {
    float spread = spread(intensity);
    return gamma == 1 ? spread : (float) Math.pow(spread, gamma);
  }

  private float spread(float intensity) {
    return Math.min(1, Math.max(0, (intensity - low) / (high - low)));
  }

  /** The curve on a whole picture; no NaN. */
  GreyImage apply(GreyImage image) {
    if (equals(NEUTRAL)) {
      return image;
    }
    float[] values = new float[image.values().length];
    for (int pixel = 0; pixel < values.length; pixel++) {
      values[pixel] = spread(image.values()[pixel]);
    }
    if (gamma != 1) {
      new PowerCurve(gamma).applyTo(values);
    }
    return new GreyImage(image.rows(), image.columns(), values);
  }
}
