package org.tumorscan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DeLongTest {

  /** Expected: the covariance of placements over all pairs, with NumPy, and SciPy's tail. */
  @Test
  void figuresAreThoseOfTheDefinitionOverAllPairs() {
    DeLong test = DeLong.compare(FormulaCases.better(), FormulaCases.worse());
    assertEquals(0.074114583333, test.difference(), 1e-12);
    assertEquals(0.050493151520, test.standardError(), 1e-12);
    assertEquals(1.467814566971, test.z(), 1e-11);
    assertEquals(0.142154599495, test.p(), 1e-11);
  }

  @Test
  void aSmallCaseByHand() {
    // Placements of positives: 1, 1/2 against 1/2, 1; of negatives: 1, 1/2 against 1/2, 1.
    // Differences 1/2 and -1/2 twice: variance of each mean 1/4.
    DeLong test =
        DeLong.compare(
            AurocTest.cases("0.9+ 0.4+ 0.1- 0.6-"), AurocTest.cases("0.4+ 0.9+ 0.6- 0.1-"));
    assertEquals(0, test.difference());
    assertEquals(Math.sqrt(0.5), test.standardError(), 1e-15);
    assertEquals(1, test.p());
  }

  @Test
  void swappingTheModelsSwapsTheSignAlone() {
    DeLong one = DeLong.compare(FormulaCases.better(), FormulaCases.worse());
    DeLong other = DeLong.compare(FormulaCases.worse(), FormulaCases.better());
    assertEquals(one.difference(), -other.difference());
    assertEquals(one.p(), other.p());
  }

  @Test
  void equalScoringsHaveNothingToTest() {
    DeLong test = DeLong.compare(FormulaCases.better(), FormulaCases.better());
    assertEquals(0, test.difference());
    assertTrue(Double.isNaN(test.p()), test.toString());
  }

  @Test
  void differentCasesCannotBeCompared() {
    assertThrows(
        IllegalArgumentException.class,
        () -> DeLong.compare(AurocTest.cases("0.1+ 0.2-"), AurocTest.cases("0.1- 0.2+")));
  }

  /** Expected: SciPy's norm.sf. */
  @Test
  void tailsAreThoseOfSciPy() {
    assertEquals(1, Normal.twoSidedTail(0));
    assertEquals(0.6170750774519738, Normal.twoSidedTail(0.5), 1e-15);
    assertEquals(0.04999579029644087, Normal.twoSidedTail(-1.96), 1e-15);
    assertEquals(9.619268803520523e-05, Normal.twoSidedTail(3.9), 1e-14);
    assertEquals(1, 4.1315013825093434e-05 / Normal.twoSidedTail(4.1), 1e-10);
    assertEquals(1, 1.973175290075389e-09 / Normal.twoSidedTail(6), 1e-12);
    assertEquals(1, 1.523970604832094e-23 / Normal.twoSidedTail(10), 1e-12);
  }
}
