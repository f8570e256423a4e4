package org.tumorscan.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.tumorscan.evaluation.GroupBootstrap;
import org.tumorscan.model.LinearHead;

/**
 * Fits an ensemble of linear heads on features: one on all training pictures, the others on
 * bootstrap samples of their groups.
 */
public final class HeadTrainer {
  private final HeadPlan plan;

  /** A trainer. */
  public HeadTrainer(HeadPlan plan) {
    this.plan = plan;
  }

  /**
   * Fits.
   *
   * @param train pictures to learn from, both classes among them
   */
  public LinearHead fit(FeatureTable train) {
    double[] balanced = BalancedWeights.of(train.pictures());
    Standardisation standardisation = Standardisation.of(train.features(), balanced);
    float[][] features = standardisation.apply(train.features());
    boolean[] tumor = train.tumor();
    List<double[]> samples = bootstrapWeights(train, balanced);
    // Each fit is deterministic by itself, so the order in which they end does not matter.
    List<double[]> fits =
        samples.parallelStream()
            .map(weights -> LogisticRegression.fit(features, tumor, weights, plan.ridge()))
            .toList();
    return onRawFeatures(withMeanFirst(fits), standardisation);
  }

  /**
   * Fits a single head without an ensemble and scores the other split with it: a baseline.
   *
   * @return one logit for each validation picture
   */
  public static double[] baseline(
      FeatureTable train, FeatureTable validation, double ridge, long seed) {
    return logits(new HeadTrainer(new HeadPlan(ridge, 0, seed)).fit(train), validation);
  }

  /** The head's own logit of every picture. */
  public static double[] logits(LinearHead head, FeatureTable table) {
    return Arrays.stream(table.features())
        .mapToDouble(features -> head.logits(features)[0])
        .toArray();
  }

  /** The weights of every bootstrap sample; the balanced ones alone where there are no members. */
  private List<double[]> bootstrapWeights(FeatureTable train, double[] balanced) {
    if (plan.members() == 0) {
      return List.of(balanced);
    }
    GroupBootstrap bootstrap = new GroupBootstrap(train.groups(), plan.seed());
    Random random = new Random(plan.seed());
    return Stream.generate(
            () -> {
              double[] weights = new double[balanced.length];
              for (int index : bootstrap.draw(random)) {
                weights[index] += balanced[index];
              }
              return weights;
            })
        .limit(plan.members())
        .toList();
  }

  private List<double[]> withMeanFirst(List<double[]> fits) {
    if (plan.members() == 0) {
      return fits;
    }
    double[] mean = new double[fits.get(0).length];
    for (double[] fit : fits) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += fit[k] / fits.size();
      }
    }
    List<double[]> all = new ArrayList<>(List.of(mean));
    all.addAll(fits);
    return all;
  }

  /** Folds the standardisation into weights and bias, so that heads apply to raw features. */
  private static LinearHead onRawFeatures(List<double[]> fits, Standardisation standardisation) {
    int dimension = standardisation.mean().length;
    float[][] weights = new float[fits.size()][dimension];
    float[] biases = new float[fits.size()];
    for (int row = 0; row < fits.size(); row++) {
      double bias = fits.get(row)[dimension];
      for (int k = 0; k < dimension; k++) {
        double weight = fits.get(row)[k] / standardisation.deviation()[k];
        weights[row][k] = (float) weight;
        bias -= weight * standardisation.mean()[k];
      }
      biases[row] = (float) bias;
    }
    return new LinearHead(weights, biases);
  }
}
