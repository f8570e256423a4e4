package org.tumorscan.inference;

import java.util.Map;
import java.util.Optional;

/**
 * What a model says of one picture.
 *
 * @param tumorLikelihood calibrated likelihood of the tumor label, in [0, 1]
 * @param logit the head's own, before calibration
 * @param interval where the likelihood lies over the ensemble of heads
 * @param likelihoods likelihood of every label, in label order, summing to 1
 * @param novelty how unlike the training data the picture is
 * @param heatmap where in the picture the likelihood comes from, if the model can say
 */
public record Prediction(
    double tumorLikelihood,
    double logit,
    Interval interval,
    Map<String, Double> likelihoods,
    Novelty novelty,
    Optional<Heatmap> heatmap) {

  /**
   * A 90 % interval: 5th to 95th percentile over an ensemble trained on bootstrap samples.
   *
   * @param low in [0, 1]
   * @param high in [low, 1]
   */
  public record Interval(double low, double high) {}

  /**
   * Distance of the picture's features from those of the training data.
   *
   * @param score 1 at the edge of what the model has seen: the 99th percentile of its validation
   *     data; larger is stranger
   */
  public record Novelty(double score) {
    /** Whether the picture lies outside what the model has seen. */
    public boolean isOutOfDistribution() {
      return score > 1;
    }
  }
}
