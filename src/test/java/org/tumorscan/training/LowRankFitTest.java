package org.tumorscan.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tumorscan.model.Adapter.Full;
import org.tumorscan.model.Adapter.LowRank;

class LowRankFitTest {

  @ParameterizedTest
  @CsvSource({"30, 50", "50, 30", "40, 40"})
  void aChangeOfThatRankIsKeptAsItIs(int rows, int columns) {
    float[] change = product(random(rows, 3, 1), random(3, columns, 2));
    LowRank kept = assertInstanceOf(LowRank.class, LowRankFit.of(change, rows, 3));
    assertEquals(3, kept.rank());
    assertArrayEquals(change, product(kept.up(), kept.down()), 1e-5f);
  }

  /** With singular values of 5, 4, 2 and 1, what rank 2 leaves out has a norm of sqrt(4 + 1). */
  @ParameterizedTest
  @CsvSource({"30, 50", "50, 30"})
  void ofAnotherTheNearestIsKept(int rows, int columns) {
    float[] singular = {2, 5, 1, 4};
    float[] change = new float[rows * columns];
    for (int i = 0; i < singular.length; i++) {
      // Rows and columns that have nothing in common: the directions are orthogonal.
      change[(3 + i) * columns + 7 * i] = singular[i];
    }
    LowRank kept = assertInstanceOf(LowRank.class, LowRankFit.of(change, rows, 2));
    float[] near = product(kept.up(), kept.down());
    double left = 0;
    for (int i = 0; i < change.length; i++) {
      left += Math.pow(change[i] - near[i], 2);
    }
    assertEquals(Math.sqrt(5), Math.sqrt(left), 1e-5);
  }

  @Test
  void whatTwoMatricesWouldNotMakeSmallerIsKeptWhole() {
    float[] bias = {1, 2, 3};
    assertArrayEquals(
        bias, assertInstanceOf(Full.class, LowRankFit.of(bias, 3, 1)).values(), "a vector");
    float[] small = random(1, 8 * 8, 3)[0];
    assertInstanceOf(Full.class, LowRankFit.of(small, 8, 4));
    assertInstanceOf(LowRank.class, LowRankFit.of(small, 8, 3));
  }

  private static float[][] random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return matrix;
  }

  private static float[] product(float[][] up, float[][] down) {
    float[] product = new float[up.length * down[0].length];
    for (int row = 0; row < up.length; row++) {
      for (int column = 0; column < down[0].length; column++) {
        double sum = 0;
        for (int k = 0; k < down.length; k++) {
          sum += (double) up[row][k] * down[k][column];
        }
        product[row * down[0].length + column] = (float) sum;
      }
    }
    return product;
  }
}
