package org.tumorscan.inference;

import java.util.Map;
import java.util.Optional;

/**
 * What a model says of one picture, by itself or among its neighbours.
 *
 * @param tumorLikelihood calibrated likelihood of the tumor label, in [0, 1]; smoothed over
 *     neighbouring slices where the model does that and they are known
 * @param aloneLikelihood that of the picture by itself, in [0, 1]
 * @param logit the head's own, before calibration
 * @param interval where the likelihood lies over the ensemble of heads
 * @param likelihoods likelihood of every label, in label order, summing to 1
 * @param novelty how unlike the training data the picture is
 * @param heatmap where in the picture the likelihood comes from, if the model can say
 */
public record Prediction(
    double tumorLikelihood,
    double aloneLikelihood,
    double logit,
    Interval interval,
    Map<String, Double> likelihoods,
    Novelty novelty,
    Optional<Heatmap> heatmap) {

  /** What is said of a picture by itself. */
  public Prediction(
      double tumorLikelihood,
      double logit,
      Interval interval,
      Map<String, Double> likelihoods,
      Novelty novelty,
      Optional<Heatmap> heatmap) {
    this(tumorLikelihood, tumorLikelihood, logit, interval, likelihoods, novelty, heatmap);
  }

  /**
   * The same picture among its neighbours.
   *
   * @param likelihood of the tumor label, in [0, 1]
   * @param ends of the interval around it
   */
  public Prediction smoothed(double likelihood, Interval ends) {
    return new Prediction(
        likelihood,
        aloneLikelihood,
        logit,
        ends,
        HeadClassifier.likelihoods(likelihood),
        novelty,
        heatmap);
  }

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
