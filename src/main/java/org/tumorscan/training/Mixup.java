package org.tumorscan.training;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.tumorscan.training.augment.CellTargets;

/**
 * Mixes each example of a batch with its neighbour. Every loss of the mixture is the mixture of the
 * two losses: labels are mixed, and cells by their weights, so that a cell of which only one
 * example knows says what that one knows.
 *
 * @see <a href="https://arxiv.org/abs/1710.09412">Zhang et al. 2018, mixup</a>
 */
public final class Mixup {
  private Mixup() {}

  /**
   * Mixes.
   *
   * @param batch of one size
   * @param alpha both parameters of the beta distribution of the share, in (0, 1]
   * @return as many examples
   */
  public static List<PreparedExample> mix(
      List<PreparedExample> batch, double alpha, RandomGenerator random) {
    double share = beta(alpha, random);
    List<PreparedExample> mixed = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      mixed.add(mix(batch.get(i), batch.get((i + 1) % batch.size()), share));
    }
    return mixed;
  }

  static PreparedExample mix(PreparedExample one, PreparedExample other, double share) {
    float[] input = new float[one.input().length];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) (share * one.input()[i] + (1 - share) * other.input()[i]);
    }
    return new PreparedExample(
        input,
        share * one.tumor() + (1 - share) * other.tumor(),
        mix(one.cells(), other.cells(), share),
        Stream.concat(one.groups().stream(), other.groups().stream()).distinct().toList());
  }

  private static CellTargets mix(CellTargets one, CellTargets other, double share) {
    float[] tumor = new float[one.tumor().length];
    float[] weights = new float[tumor.length];
    for (int i = 0; i < tumor.length; i++) {
      double ofOne = share * one.weights()[i];
      double ofOther = (1 - share) * other.weights()[i];
      weights[i] = (float) (ofOne + ofOther);
      if (weights[i] > 0) {
        tumor[i] = (float) ((ofOne * one.tumor()[i] + ofOther * other.tumor()[i]) / weights[i]);
      }
    }
    return new CellTargets(tumor, weights);
  }

  /** Jöhnk's method, which is quick for parameters up to 1. */
  private static double beta(double alpha, RandomGenerator random) {
    while (true) {
      double x = Math.pow(random.nextDouble(), 1 / alpha);
      double y = Math.pow(random.nextDouble(), 1 / alpha);
      if (x + y > 0 && x + y <= 1) {
        return x / (x + y);
      }
    }
  }
}
