package org.tumorscan.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tumorscan.evaluation.Quantiles;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.FeatureExtractor.Detail;
import org.tumorscan.inference.Features.CellLogits;
import org.tumorscan.inference.Prediction.Interval;
import org.tumorscan.inference.Prediction.Novelty;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.HeadWeights;
import org.tumorscan.model.LinearHead;
import org.tumorscan.model.PlattCalibration;

/** A classifier made of a backbone and a head. */
public final class HeadClassifier implements Classifier {
  /** Label of a slice without a tumor. */
  public static final String NO_TUMOR = "no-tumor";

  /** Label of a slice with a tumor. */
  public static final String TUMOR = "tumor";

  private static final double INTERVAL_LOW = 0.05;
  private static final double INTERVAL_HIGH = 0.95;

  private final FeatureExtractor extractor;
  private final HeadWeights weights;
  private final PlattCalibration calibration;

  /**
   * Joins the two; the classifier owns the extractor and closes it.
   *
   * @param extractor gives as many features as the head has weights
   */
  public HeadClassifier(
      FeatureExtractor extractor, HeadWeights weights, PlattCalibration calibration) {
    this.extractor = extractor;
    this.weights = weights;
    this.calibration = calibration;
  }

  @Override
  public Pending<List<Prediction>> start(List<ModelInput> batch) {
    Pending<List<Features>> running = extractor.start(batch, detail());
    return () -> predict(running.await());
  }

  private List<Prediction> predict(List<Features> batch) throws InferenceException {
    List<Prediction> predictions = new ArrayList<>(batch.size());
    for (Features features : batch) {
      predictions.add(predict(features));
    }
    return predictions;
  }

  // A dense head's heat map is its own; the last map would be copied for nothing.
  private Detail detail() {
    return weights.head() instanceof LinearHead ? Detail.POOLED_AND_LAST_MAP : Detail.POOLED;
  }

  private Prediction predict(Features features) throws InferenceException {
    double[] logits = logits(features);
    double likelihood = calibration.likelihood(logits[0]);
    if (Double.isNaN(likelihood)) {
      throw new InferenceException(
          InferenceException.Reason.FAILED, "the network's features are not numbers");
    }
    return new Prediction(
        likelihood,
        logits[0],
        interval(logits, likelihood),
        likelihoods(likelihood),
        new Novelty(weights.novelty().score(features.pooled())),
        heatmap(features));
  }

  /** Of every label, in label order. */
  static Map<String, Double> likelihoods(double tumor) {
    Map<String, Double> likelihoods = new LinkedHashMap<>();
    likelihoods.put(NO_TUMOR, 1 - tumor);
    likelihoods.put(TUMOR, tumor);
    return likelihoods;
  }

  private Interval interval(double[] logits, double likelihood) {
    double[] members = Arrays.copyOfRange(logits, Math.min(1, logits.length - 1), logits.length);
    Arrays.sort(members);
    double low = calibration.likelihood(Quantiles.of(members, INTERVAL_LOW));
    double high = calibration.likelihood(Quantiles.of(members, INTERVAL_HIGH));
    // A mean may lie outside the inner nine tenths of what it is the mean of.
    return new Interval(Math.min(low, likelihood), Math.max(high, likelihood));
  }

  private double[] logits(Features features) throws InferenceException {
    if (weights.head() instanceof LinearHead linear) {
      checkCount(features.pooled().length, linear.featureCount());
      return linear.logits(features.pooled());
    }
    checkCount(features.pooled().length, weights.novelty().mean().length);
    DenseHead dense = (DenseHead) weights.head();
    return dense.logits(cells(features).members());
  }

  private static void checkCount(int given, int needed) throws InferenceException {
    if (given != needed) {
      throw new InferenceException(
          InferenceException.Reason.FAILED,
          "the network gives " + given + " features, the head needs " + needed);
    }
  }

  private static CellLogits cells(Features features) throws InferenceException {
    return features
        .cells()
        .orElseThrow(
            () ->
                new InferenceException(
                    InferenceException.Reason.FAILED, "the network has no stage-3 map"));
  }

  private Optional<Heatmap> heatmap(Features features) {
    if (weights.head() instanceof LinearHead linear) {
      return features
          .lastMap()
          .map(
              map ->
                  new Heatmap(
                      linear.contributions(map.values(), map.rows() * map.columns()),
                      map.rows(),
                      map.columns()));
    }
    return features
        .cells()
        .map(cells -> new Heatmap(DenseHead.mean(cells.members()), cells.rows(), cells.columns()));
  }

  @Override
  public int batchSize() {
    return extractor.batchSize();
  }

  @Override
  public Execution execution() {
    return extractor.execution();
  }

  @Override
  public void close() {
    extractor.close();
  }
}
