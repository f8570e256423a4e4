package org.tumorscan.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tumorscan.evaluation.Quantiles;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.FeatureExtractor.Detail;
import org.tumorscan.inference.Features.FeatureMap;
import org.tumorscan.inference.Prediction.Interval;
import org.tumorscan.inference.Prediction.Novelty;
import org.tumorscan.model.HeadWeights;
import org.tumorscan.model.PlattCalibration;

/** A classifier made of a backbone and a linear head. */
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
  public List<Prediction> classify(List<ModelInput> batch) throws InferenceException {
    List<Prediction> predictions = new ArrayList<>(batch.size());
    for (Features features : extractor.extract(batch, Detail.POOLED_AND_LAST_MAP)) {
      predictions.add(predict(features));
    }
    return predictions;
  }

  private Prediction predict(Features features) throws InferenceException {
    if (features.pooled().length != weights.head().featureCount()) {
      throw new InferenceException(
          InferenceException.Reason.FAILED,
          "the network gives "
              + features.pooled().length
              + " features, the head needs "
              + weights.head().featureCount());
    }
    double[] logits = weights.head().logits(features.pooled());
    double likelihood = calibration.likelihood(logits[0]);
    if (Double.isNaN(likelihood)) {
      throw new InferenceException(
          InferenceException.Reason.FAILED, "the network's features are not numbers");
    }
    Map<String, Double> likelihoods = new LinkedHashMap<>();
    likelihoods.put(NO_TUMOR, 1 - likelihood);
    likelihoods.put(TUMOR, likelihood);
    return new Prediction(
        likelihood,
        interval(logits, likelihood),
        likelihoods,
        new Novelty(weights.novelty().score(features.pooled())),
        features.lastMap().map(this::heatmap));
  }

  private Interval interval(double[] logits, double likelihood) {
    double[] members = Arrays.copyOfRange(logits, Math.min(1, logits.length - 1), logits.length);
    Arrays.sort(members);
    double low = calibration.likelihood(Quantiles.of(members, INTERVAL_LOW));
    double high = calibration.likelihood(Quantiles.of(members, INTERVAL_HIGH));
    // A mean may lie outside the inner nine tenths of what it is the mean of.
    return new Interval(Math.min(low, likelihood), Math.max(high, likelihood));
  }

  private Heatmap heatmap(FeatureMap map) {
    int cells = map.rows() * map.columns();
    float[] contributions = weights.head().contributions(map.values(), cells);
    return new Heatmap(contributions, map.rows(), map.columns());
  }

  @Override
  public int batchSize() {
    return extractor.batchSize();
  }

  @Override
  public String device() {
    return extractor.device();
  }

  @Override
  public void close() {
    extractor.close();
  }
}
