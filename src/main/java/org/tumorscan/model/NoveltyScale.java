package org.tumorscan.model;

/**
 * How far features lie from those of the training data: the root mean square of their standardised
 * differences, in units of the 99th percentile of the validation data.
 *
 * @param mean float32 [features]
 * @param standardDeviation float32 [features], above 0
 * @param edge the root mean square that 99 % of validation pictures stay below, above 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record NoveltyScale(float[] mean, float[] standardDeviation, double edge) {

  /**
   * The false-alarm rate: the share of validation pictures that lie above the edge, by its choice.
   */
  public static final double FALSE_ALARM_RATE = 0.01;

  /** Checks that shapes agree. */
  public NoveltyScale {
    boolean allPositive = true;
    for (float deviation : standardDeviation) {
      allPositive &= deviation > 0 && Float.isFinite(deviation);
    }
    if (mean.length != standardDeviation.length || !allPositive || !(edge > 0)) {
      throw new IllegalArgumentException(
          mean.length
              + " means, "
              + standardDeviation.length
              + " deviations, all above 0: "
              + allPositive
              + ", edge "
              + edge);
    }
  }

  /** The distance in units of the edge: above 1 is outside what the model has seen. */
  public double score(float[] features) {
    return rootMeanSquare(features) / edge;
  }

  private double rootMeanSquare(float[] features) {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      double difference = (features[i] - mean[i]) / standardDeviation[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum / mean.length);
  }
}
