package org.tumorscan.training;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.tumorscan.model.Adapter.Change;
import org.tumorscan.model.Adapter.Full;
import org.tumorscan.model.Adapter.LowRank;

/**
 * Finds the matrix of low rank that is nearest to a change of a parameter: its projection on the
 * leading singular vectors of the shorter side.
 *
 * @see <a href="https://doi.org/10.1007/BF02288367">Eckart and Young 1936, The approximation of one
 *     matrix by another of lower rank</a>
 */
public final class LowRankFit {
  private LowRankFit() {}

  /**
   * Fits.
   *
   * @param change row-major, [rows][columns]
   * @param rows at least 1
   * @param rank at least 1
   * @return the change as it is where that takes no more values than two matrices of the rank
   */
  public static Change of(float[] change, int rows, int rank) {
    int columns = change.length / rows;
    if ((long) rank * (rows + columns) >= change.length) {
      return new Full(change);
    }
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < change.length; i++) {
      matrix.data[i] = change[i];
    }
    if (rows <= columns) {
      DMatrixRMaj products = CommonOps_DDRM.multTransB(matrix, matrix, null);
      DMatrixRMaj up = leadingVectors(products, rank);
      return new LowRank(floats(up), floats(CommonOps_DDRM.multTransA(up, matrix, null)));
    }
    DMatrixRMaj products = CommonOps_DDRM.multTransA(matrix, matrix, null);
    DMatrixRMaj down = leadingVectors(products, rank);
    DMatrixRMaj up = CommonOps_DDRM.mult(matrix, down, null);
    return new LowRank(floats(up), floats(CommonOps_DDRM.transpose(down, null)));
  }

  /** [size][rank], orthonormal columns, those of the largest eigenvalues first. */
  private static DMatrixRMaj leadingVectors(DMatrixRMaj symmetric, int rank) {
    LeadingEigenvectors leading = new LeadingEigenvectors(symmetric);
    DMatrixRMaj vectors = new DMatrixRMaj(symmetric.numRows, rank);
    for (int column = 0; column < rank; column++) {
      CommonOps_DDRM.insert(leading.vector(column), vectors, 0, column);
    }
    return vectors;
  }

  private static float[][] floats(DMatrixRMaj matrix) {
    float[][] rows = new float[matrix.numRows][matrix.numCols];
    for (int row = 0; row < matrix.numRows; row++) {
      for (int column = 0; column < matrix.numCols; column++) {
        rows[row][column] = (float) matrix.unsafe_get(row, column);
      }
    }
    return rows;
  }
}
