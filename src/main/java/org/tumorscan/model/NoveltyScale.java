package org.tumorscan.model;

/**
 * How far features lie from those of the training data: the root mean square of their standardised
 * differences, as far as the directions in which the training data mostly vary do not explain them,
 * in units of the 99th percentile of the validation data. How a picture varies within its kind says
 * little; what its kind never does, says that it is another.
 *
 * @param mean float32 [features]
 * @param standardDeviation float32 [features], above 0
 * @param directions float32 [directions][features] of standardised features, orthonormal; none in
 *     bundles made before they were known
 * @param edge the root mean square that 99 % of validation pictures stay below, above 0
 * @see <a href="https://doi.org/10.1080/00401706.1979.10489779">Jackson and Mudholkar 1979, Control
 *     procedures for residuals associated with principal component analysis</a>
 */
@SuppressWarnings("ArrayRecordComponent")
public record NoveltyScale(
    float[] mean, float[] standardDeviation, float[][] directions, double edge) {

  /**
   * The false-alarm rate: the share of validation pictures that lie above the edge, by its choice.
   */
  public static final double FALSE_ALARM_RATE = 0.01;

  /** Checks that shapes agree. */
  public NoveltyScale {
    boolean fits = mean.length == standardDeviation.length;
    boolean allPositive = true;
    for (float deviation : standardDeviation) {
      allPositive &= deviation > 0 && Float.isFinite(deviation);
    }
    for (float[] direction : directions) {
      fits &= direction.length == mean.length;
    }
    if (!fits || !allPositive || !(edge > 0)) {
      throw new IllegalArgumentException(
          "%d means, %d deviations, all above 0: %s, %d directions, of as many numbers: %s, edge %s"
              .formatted(
                  mean.length,
                  standardDeviation.length,
                  allPositive,
                  directions.length,
                  fits,
                  edge));
    }
  }

  /** The distance in units of the edge: above 1 is outside what the model has seen. */
  public double score(float[] features) {
    return rootMeanSquare(features) / edge;
  }

  private double rootMeanSquare(float[] features) {
    double[] standardised = new double[mean.length];
    double unexplained = 0;
    for (int i = 0; i < mean.length; i++) {
      standardised[i] = (features[i] - mean[i]) / standardDeviation[i];
      unexplained += standardised[i] * standardised[i];
    }
    for (float[] direction : directions) {
      double along = dot(direction, standardised);
      unexplained -= along * along;
    }
    // Rounding may leave less than nothing; what is no number stays none.
    return Math.sqrt(Math.max(0, unexplained) / mean.length);
  }

  private static double dot(float[] direction, double[] standardised) {
    double sum = 0;
    for (int i = 0; i < direction.length; i++) {
      sum += direction[i] * standardised[i];
    }
    return sum;
  }
}
