package org.tumorscan.evaluation;

/**
 * Two scorings of 200 cases, 80 of them positive, with many ties, from a formula that is written in
 * a line of any language. The figures that tests expect of them were computed with scikit-learn
 * 1.2.1 and SciPy 1.10.1.
 */
final class FormulaCases {
  private static final int COUNT = 200;

  private FormulaCases() {}

  static ScoredCases better() {
    return of(37, 101, 25);
  }

  static ScoredCases worse() {
    return of(53, 97, 18);
  }

  private static ScoredCases of(int factor, int modulus, int lift) {
    double[] scores = new double[COUNT];
    boolean[] positive = new boolean[COUNT];
    for (int i = 0; i < COUNT; i++) {
      positive[i] = (i * i * 31 + 7 * i) % 5 < 2;
      scores[i] = (i * factor % modulus + (positive[i] ? lift : 0)) / (double) (modulus + lift);
    }
    return new ScoredCases(scores, positive);
  }
}
