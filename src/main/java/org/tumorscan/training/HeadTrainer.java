package org.tumorscan.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.tumorscan.evaluation.GroupBootstrap;
import org.tumorscan.evaluation.Quantiles;
import org.tumorscan.model.HeadWeights;
import org.tumorscan.model.LinearHead;
import org.tumorscan.model.NoveltyScale;

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
   * Fits on one split; the other only sets the scale of novelty.
   *
   * @param train pictures to learn from, both classes among them
   * @param validation pictures that say how far features usually lie from the training data's
   */
  public HeadWeights fit(FeatureTable train, FeatureTable validation) {
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
    LinearHead head = onRawFeatures(withMeanFirst(fits), standardisation);
    return new HeadWeights(head, noveltyScale(train, validation));
  }

  /**
   * Fits a single head without an ensemble and scores the other split with it: a baseline.
   *
   * @return one logit for each validation picture
   */
  public static double[] baseline(
      FeatureTable train, FeatureTable validation, double ridge, long seed) {
    HeadWeights weights = new HeadTrainer(new HeadPlan(ridge, 0, seed)).fit(train, validation);
    return logits((LinearHead) weights.head(), validation);
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

  /** The scale of novelty: pooled features of the training pictures, and how far others lie. */
  public static NoveltyScale noveltyScale(FeatureTable train, FeatureTable validation) {
    double[] equal = new double[train.size()];
    Arrays.fill(equal, 1.0 / equal.length);
    Standardisation spread = Standardisation.of(train.features(), equal);
    NoveltyScale unit = new NoveltyScale(spread.mean(), spread.deviation(), 1);
    double[] distances =
        Arrays.stream(validation.features()).mapToDouble(unit::score).sorted().toArray();
    return new NoveltyScale(
        spread.mean(),
        spread.deviation(),
        Quantiles.of(distances, 1 - NoveltyScale.FALSE_ALARM_RATE));
  }
}
