package org.tumorscan.training;

import org.tumorscan.model.PlattCalibration;

/** Fits a Platt calibration on logits that were not trained on. */
final class PlattFit {
  // A ridge this small only matters where the classes are perfectly separated.
  private static final double RIDGE = 1e-3;
  private static final double SMALLEST_SLOPE = 1e-3;

  private PlattFit() {}

  /**
   * Fits slope and intercept with both classes weighing the same, so that likelihoods mean an even
   * prior rather than the data's own.
   *
   * @param logits [n]
   * @param tumor [n], both classes present
   */
  static PlattCalibration fit(double[] logits, boolean[] tumor) {
    float[][] feature = new float[logits.length][1];
    double positives = 0;
    for (int i = 0; i < logits.length; i++) {
      feature[i][0] = (float) logits[i];
      positives += tumor[i] ? 1 : 0;
    }
    double[] weights = new double[logits.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.5 / (tumor[i] ? positives : weights.length - positives);
    }
    double[] line = LogisticRegression.fit(feature, tumor, weights, RIDGE);
    // Logits that do not rise with the label say nothing: a flat curve through one half.
    return line[0] > SMALLEST_SLOPE
        ? new PlattCalibration(line[0], line[1])
        : new PlattCalibration(SMALLEST_SLOPE, 0);
  }
}
