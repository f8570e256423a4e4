package org.tumorscan.training;

/**
 * Weighted mean and standard deviation of every feature.
 *
 * @param mean [d]
 * @param deviation [d], above 0
 */
@SuppressWarnings("ArrayRecordComponent")
record Standardisation(float[] mean, float[] deviation) {

  // A feature that never varies in training must not divide by zero, nor dominate elsewhere.
  private static final double SMALLEST_DEVIATION = 1e-3;

  /**
   * Measures.
   *
   * @param features [n][d]
   * @param weights [n], summing to 1
   */
  static Standardisation of(float[][] features, double[] weights) {
    int dimension = features[0].length;
    double[] sum = new double[dimension];
    double[] squares = new double[dimension];
    for (int i = 0; i < features.length; i++) {
      for (int k = 0; k < dimension; k++) {
        double weighted = weights[i] * features[i][k];
        sum[k] += weighted;
        squares[k] += weighted * features[i][k];
      }
    }
    float[] mean = new float[dimension];
    float[] deviation = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      mean[k] = (float) sum[k];
      double variance = Math.max(0, squares[k] - sum[k] * sum[k]);
      deviation[k] = (float) Math.max(SMALLEST_DEVIATION, Math.sqrt(variance));
    }
    return new Standardisation(mean, deviation);
  }

  /** Features with mean 0 and deviation 1 over the data measured. */
  float[][] apply(float[][] features) {
    float[][] standardised = new float[features.length][mean.length];
    for (int i = 0; i < features.length; i++) {
      for (int k = 0; k < mean.length; k++) {
        standardised[i][k] = (features[i][k] - mean[k]) / deviation[k];
      }
    }
    return standardised;
  }
}
