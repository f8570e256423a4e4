package org.tumorscan.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private static final int CASES = 300;
  private static final int FEATURES = 8;

  private final Random random = new Random(4);
  private final float[][] features = new float[CASES][FEATURES];
  private final boolean[] positive = new boolean[CASES];
  private final double[] weights = new double[CASES];

  LogisticRegressionTest() {
    for (int i = 0; i < CASES; i++) {
      for (int k = 0; k < FEATURES; k++) {
        features[i][k] = (float) random.nextGaussian();
      }
      double logit = 1.5 * features[i][0] - 2 * features[i][3] + 0.5;
      positive[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit));
      weights[i] = (0.5 + random.nextDouble()) / CASES;
    }
  }

  @Test
  void theGradientVanishesAtTheResult() {
    double ridge = 0.02;
    double[] fit = LogisticRegression.fit(features, positive, weights, ridge);
    double[] gradient = new double[FEATURES + 1];
    for (int i = 0; i < CASES; i++) {
      double residual = weights[i] * (likelihood(fit, features[i]) - (positive[i] ? 1 : 0));
      for (int k = 0; k < FEATURES; k++) {
        gradient[k] += residual * features[i][k];
      }
      gradient[FEATURES] += residual;
    }
    for (int k = 0; k < FEATURES; k++) {
      assertEquals(0, gradient[k] + ridge * fit[k], 1e-5);
    }
    assertEquals(0, gradient[FEATURES], 1e-5);
  }

  @Test
  void findsTheDirectionThatMadeTheLabels() {
    double[] fit = LogisticRegression.fit(features, positive, weights, 1e-4);
    assertEquals(1.5, fit[0], 0.6);
    assertEquals(-2, fit[3], 0.6);
    assertTrue(Math.abs(fit[1]) < 0.5 && Math.abs(fit[5]) < 0.5, Arrays.toString(fit));
  }

  @Test
  void aLargerRidgeGivesSmallerWeights() {
    assertTrue(norm(1) < norm(0.1));
    assertTrue(norm(0.1) < norm(0.001));
  }

  @Test
  void casesOfWeightZeroDoNotCount() {
    double[] half = weights.clone();
    Arrays.fill(half, CASES / 2, CASES, 0);
    double[] expected =
        LogisticRegression.fit(
            Arrays.copyOf(features, CASES / 2),
            Arrays.copyOf(positive, CASES / 2),
            Arrays.copyOf(weights, CASES / 2),
            0.05);
    assertArrayEquals(expected, LogisticRegression.fit(features, positive, half, 0.05), 1e-9);
  }

  @Test
  void separableClassesStayFinite() {
    float[][] one = {{-1}, {1}};
    double[] fit =
        LogisticRegression.fit(one, new boolean[] {false, true}, new double[] {0.5, 0.5}, 1e-3);
    assertTrue(fit[0] > 3 && fit[0] < 100, Arrays.toString(fit));
    assertEquals(0, fit[1], 1e-4);
  }

  private double norm(double ridge) {
    double[] fit = LogisticRegression.fit(features, positive, weights, ridge);
    return Math.sqrt(Arrays.stream(fit).limit(FEATURES).map(x -> x * x).sum());
  }

  private static double likelihood(double[] fit, float[] row) {
    double logit = fit[FEATURES];
    for (int k = 0; k < FEATURES; k++) {
      logit += fit[k] * row[k];
    }
    return 1 / (1 + Math.exp(-logit));
  }
}
