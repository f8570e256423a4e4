package org.tumorscan.model;

/**
 * An ensemble of linear layers over pooled features: the head itself, and the members trained on
 * bootstrap samples, whose mean it is and whose spread is the interval.
 *
 * @param weights float32 [1 + members, features]; row 0 is the head itself
 * @param biases float32 [1 + members]
 */
@SuppressWarnings("ArrayRecordComponent")
public record LinearHead(float[][] weights, float[] biases) implements TumorHead {

  /** The name in the manifest. */
  public static final String KIND = "linear";

  /** Checks that shapes agree and weights are finite. */
  public LinearHead {
    if (weights.length == 0 || weights.length != biases.length) {
      throw new IllegalArgumentException(weights.length + " rows, " + biases.length + " biases");
    }
    for (float[] row : weights) {
      if (row.length != weights[0].length) {
        throw new IllegalArgumentException("rows of different length");
      }
      for (float weight : row) {
        if (!Float.isFinite(weight)) {
          throw new IllegalArgumentException("a weight is not a finite number");
        }
      }
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Depth depth() {
    return Depth.WHOLE;
  }

  /** How many features a picture must have. */
  public int featureCount() {
    return weights[0].length;
  }

  /**
   * The logit of every row.
   *
   * @param features [features]
   * @return [1 + members], the head's own first
   */
  public double[] logits(float[] features) {
    double[] logits = new double[biases.length];
    for (int row = 0; row < logits.length; row++) {
      logits[row] = biases[row] + dot(weights[row], features);
    }
    return logits;
  }

  /**
   * What every cell of a feature map adds: the mean over cells, plus the bias, is the head's logit.
   *
   * @param map [features, cells], row-major
   * @param cells rows x columns of the map
   * @return [cells]
   * @see <a href="https://arxiv.org/abs/1512.04150">Zhou et al. 2016</a>
   */
  public float[] contributions(float[] map, int cells) {
    float[] contributions = new float[cells];
    float[] head = weights[0];
    for (int feature = 0; feature < head.length; feature++) {
      float weight = head[feature];
      int start = feature * cells;
      for (int cell = 0; cell < cells; cell++) {
        contributions[cell] += weight * map[start + cell];
      }
    }
    return contributions;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
