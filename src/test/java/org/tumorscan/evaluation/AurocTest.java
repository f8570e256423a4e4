package org.tumorscan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AurocTest {

  @Test
  void isOneWhereEveryPositiveScoresHigher() {
    assertEquals(1, Auroc.of(cases("0.1- 0.2- 0.3+ 0.4+")));
  }

  @Test
  void isZeroWhereEveryPositiveScoresLower() {
    assertEquals(0, Auroc.of(cases("0.9- 0.8- 0.3+ 0.4+")));
  }

  @Test
  void tiesCountHalf() {
    assertEquals(0.5, Auroc.of(cases("0.5- 0.5- 0.5+")));
    // Pairs: (0.5, 0.5) half, (0.5, 0.2) one: 1.5 of 2.
    assertEquals(0.75, Auroc.of(cases("0.5- 0.2- 0.5+")));
  }

  @Test
  void equalsTheShareOfConcordantPairs() {
    Random random = new Random(3);
    double[] scores = random.doubles(200).map(x -> Math.round(x * 20) / 20.0).toArray();
    boolean[] positive = new boolean[200];
    for (int i = 0; i < 200; i++) {
      positive[i] = random.nextDouble() < scores[i];
    }
    double concordant = 0;
    double pairs = 0;
    for (int i = 0; i < 200; i++) {
      for (int j = 0; j < 200; j++) {
        if (positive[i] && !positive[j]) {
          pairs++;
          concordant += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    assertEquals(concordant / pairs, Auroc.of(new ScoredCases(scores, positive)), 1e-12);
  }

  @Test
  void isNotANumberWithoutBothClasses() {
    assertTrue(Double.isNaN(Auroc.of(cases("0.1+ 0.2+"))));
  }

  /** Parses {@code 0.3+} as a positive case with that score. */
  static ScoredCases cases(String text) {
    String[] words = text.split(" ");
    double[] scores = new double[words.length];
    boolean[] positive = new boolean[words.length];
    for (int i = 0; i < words.length; i++) {
      scores[i] = Double.parseDouble(words[i].substring(0, words[i].length() - 1));
      positive[i] = words[i].endsWith("+");
    }
    return new ScoredCases(scores, positive);
  }
}
