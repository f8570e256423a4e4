package org.tumorscan.training;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.tumorscan.evaluation.Quantiles;
import org.tumorscan.model.NoveltyScale;

/**
 * Fits the scale of novelty: the principal components of the training features, and how far the
 * validation data lie from what these span.
 */
public final class NoveltyFit {
  /** More pictures than this say little more, and the decomposition's time grows with the cube. */
  public static final int MOST_PICTURES = 1500;

  // From 16 directions on chests were told from heads, from 64 on a heart too; 128 did no better.
  private static final double VARIANCE_EXPLAINED = 0.8;
  private static final int MOST_DIRECTIONS = 64;

  private NoveltyFit() {}

  /** Rows evenly spread over a table of so many, {@link #MOST_PICTURES} at most. */
  public static int[] some(int pictures) {
    int step = Math.max(1, (pictures + MOST_PICTURES - 1) / MOST_PICTURES);
    return IntStream.range(0, pictures).filter(i -> i % step == 0).toArray();
  }

  /**
   * Fits.
   *
   * @param train [n][features], of which {@link #some} are looked at
   * @param validation [m][features], pictures that say how far features usually lie from those
   */
  public static NoveltyScale of(float[][] train, float[][] validation) {
    float[][] seen =
        Arrays.stream(some(train.length)).mapToObj(row -> train[row]).toArray(float[][]::new);
    double[] equal = new double[seen.length];
    Arrays.fill(equal, 1.0 / equal.length);
    Standardisation spread = Standardisation.of(seen, equal);
    float[][] directions = principalDirections(spread.apply(seen));
    NoveltyScale unit = new NoveltyScale(spread.mean(), spread.deviation(), directions, 1);
    double[] distances = Arrays.stream(validation).mapToDouble(unit::score).sorted().toArray();
    double edge = Quantiles.of(distances, 1 - NoveltyScale.FALSE_ALARM_RATE);
    // Pictures that are all the same have no edge, and a scale must have one.
    return new NoveltyScale(
        spread.mean(), spread.deviation(), directions, Math.max(Float.MIN_NORMAL, edge));
  }

  /** Of the smaller of the two matrices of products: of features, or of pictures. */
  private static float[][] principalDirections(float[][] standardised) {
    DMatrixRMaj rows = matrix(standardised);
    boolean ofFeatures = rows.numCols <= rows.numRows;
    int size = Math.min(rows.numCols, rows.numRows);
    DMatrixRMaj products = new DMatrixRMaj(size, size);
    if (ofFeatures) {
      CommonOps_DDRM.multInner(rows, products);
    } else {
      CommonOps_DDRM.multOuter(rows, products);
    }
    double total = CommonOps_DDRM.trace(products);
    LeadingEigenvectors parts = new LeadingEigenvectors(products);
    return IntStream.range(0, count(parts, size, total))
        .mapToObj(
            i -> {
              DMatrixRMaj vector = parts.vector(i);
              return unit(ofFeatures ? vector : CommonOps_DDRM.multTransA(rows, vector, null));
            })
        .toArray(float[][]::new);
  }

  /** How many components, those with the most variance, explain the share wanted of it. */
  private static int count(LeadingEigenvectors parts, int size, double total) {
    int count = 0;
    double explained = 0;
    // At least one feature in two must be left to tell pictures by.
    while (count < Math.min(MOST_DIRECTIONS, size / 2) && explained < VARIANCE_EXPLAINED * total) {
      explained += parts.value(count);
      count++;
    }
    return count;
  }

  private static DMatrixRMaj matrix(float[][] rows) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < rows[i].length; k++) {
        matrix.unsafe_set(i, k, rows[i][k]);
      }
    }
    return matrix;
  }

  private static float[] unit(DMatrixRMaj vector) {
    double length = 0;
    for (double value : vector.data) {
      length += value * value;
    }
    float[] unit = new float[vector.getNumElements()];
    for (int k = 0; k < unit.length; k++) {
      unit[k] = (float) (vector.data[k] / Math.sqrt(length));
    }
    return unit;
  }
}
