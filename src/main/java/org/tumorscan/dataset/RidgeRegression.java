package org.tumorscan.dataset;

import java.util.stream.IntStream;

/**
 * Linear least squares with a penalty on the weights, solved exactly.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1970.10488634">Hoerl and Kennard 1970</a>
 */
final class RidgeRegression {
  private final double[] mean;
  private final double[] targetMeans;
  private final double[][] weights;

  private RidgeRegression(double[] mean, double[] targetMeans, double[][] weights) {
    this.mean = mean;
    this.targetMeans = targetMeans;
    this.weights = weights;
  }

  /**
   * Fits several targets at once, which costs little more than one.
   *
   * @param features [n][d], standardised
   * @param targets [t][n]
   * @param rows which of the n to learn from, at least one
   * @param penalty above 0, in units of a feature's variance
   */
  static RidgeRegression fit(float[][] features, double[][] targets, int[] rows, double penalty) {
    double[] mean = mean(features, rows);
    double[][] centred = centred(features, rows, mean);
    double[][] gram = gram(centred);
    for (int j = 0; j < gram.length; j++) {
      gram[j][j] += penalty * rows.length;
    }
    Cholesky factor = Cholesky.of(gram);
    double[] targetMeans = new double[targets.length];
    double[][] weights = new double[targets.length][];
    for (int t = 0; t < targets.length; t++) {
      double[] moment = new double[mean.length];
      for (int row : rows) {
        targetMeans[t] += targets[t][row] / rows.length;
      }
      for (int i = 0; i < rows.length; i++) {
        addScaled(moment, centred[i], targets[t][rows[i]] - targetMeans[t]);
      }
      weights[t] = factor.solve(moment);
    }
    return new RidgeRegression(mean, targetMeans, weights);
  }

  /** The estimate of one target for one row. */
  double predict(int target, float[] row) {
    double sum = targetMeans[target];
    for (int k = 0; k < mean.length; k++) {
      sum += weights[target][k] * (row[k] - mean[k]);
    }
    return sum;
  }

  private static double[] mean(float[][] features, int[] rows) {
    double[] mean = new double[features[0].length];
    for (int row : rows) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += features[row][k] / rows.length;
      }
    }
    return mean;
  }

  private static double[][] centred(float[][] features, int[] rows, double[] mean) {
    double[][] centred = new double[rows.length][mean.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < mean.length; k++) {
        centred[i][k] = features[rows[i]][k] - mean[k];
      }
    }
    return centred;
  }

  /** The lower half of the features' products. */
  private static double[][] gram(double[][] centred) {
    int dimension = centred[0].length;
    double[][] gram = new double[dimension][dimension];
    IntStream.range(0, dimension)
        .parallel()
        .forEach(
            j -> {
              for (double[] row : centred) {
                double scale = row[j];
                if (scale != 0) {
                  for (int k = 0; k <= j; k++) {
                    gram[j][k] += scale * row[k];
                  }
                }
              }
            });
    return gram;
  }

  private static void addScaled(double[] sum, double[] row, double scale) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += scale * row[k];
    }
  }

  /**
   * A positive definite matrix as the product of a triangle and its transpose.
   *
   * @param triangle [n][n], lower
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Cholesky(double[][] triangle) {

    /**
     * Factors.
     *
     * @param matrix [n][n], symmetric and positive definite; only its lower half is read
     */
    static Cholesky of(double[][] matrix) {
      int n = matrix.length;
      double[][] triangle = new double[n][n];
      for (int j = 0; j < n; j++) {
        for (int k = 0; k <= j; k++) {
          double sum = matrix[j][k] - dot(triangle[j], triangle[k], k);
          triangle[j][k] = j == k ? Math.sqrt(sum) : sum / triangle[k][k];
        }
      }
      return new Cholesky(triangle);
    }

    double[] solve(double[] right) {
      int n = right.length;
      double[] x = right.clone();
      for (int j = 0; j < n; j++) {
        x[j] = (x[j] - dot(triangle[j], x, j)) / triangle[j][j];
      }
      for (int j = n - 1; j >= 0; j--) {
        for (int k = j + 1; k < n; k++) {
          x[j] -= triangle[k][j] * x[k];
        }
        x[j] /= triangle[j][j];
      }
      return x;
    }

    private static double dot(double[] a, double[] b, int length) {
      double sum = 0;
      for (int k = 0; k < length; k++) {
        sum += a[k] * b[k];
      }
      return sum;
    }
  }
}
