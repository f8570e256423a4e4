package org.tumorscan.training;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** The eigenvectors of a symmetric matrix, those of the largest eigenvalues first. */
final class LeadingEigenvectors {
  private final EigenDecomposition_F64<DMatrixRMaj> parts;
  private final int[] order;

  /**
   * Decomposes.
   *
   * @param symmetric overwritten
   */
  LeadingEigenvectors(DMatrixRMaj symmetric) {
    this.parts = DecompositionFactory_DDRM.eig(symmetric.numRows, true, true);
    if (!parts.decompose(symmetric)) {
      throw new IllegalStateException("a matrix without eigenvectors");
    }
    this.order =
        IntStream.range(0, symmetric.numRows)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -parts.getEigenvalue(i).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** The eigenvalue with that many larger ones. */
  double value(int rank) {
    return parts.getEigenvalue(order[rank]).getReal();
  }

  /** Its eigenvector, a column of length 1. */
  DMatrixRMaj vector(int rank) {
    return parts.getEigenVector(order[rank]);
  }
}
