package org.tumorscan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConfusionTest {

  @Test
  void aScoreOnTheThresholdIsCalledPositive() {
    Confusion confusion = Confusion.at(AurocTest.cases("0.5+ 0.4+ 0.5- 0.2- 0.1- 0.7+"), 0.5);
    assertEquals(new Confusion(2, 1, 1, 2), confusion);
    assertEquals(2 / 3.0, confusion.sensitivity());
    assertEquals(2 / 3.0, confusion.specificity());
    assertEquals(2 / 3.0, confusion.positivePredictiveValue());
    assertEquals(2 / 3.0, confusion.negativePredictiveValue());
  }

  @Test
  void countsAreThoseOfScikitLearn() {
    assertEquals(new Confusion(54, 26, 43, 77), Confusion.at(FormulaCases.better(), 0.5));
    assertEquals(new Confusion(47, 33, 48, 72), Confusion.at(FormulaCases.worse(), 0.5));
  }

  @Test
  void aShareOfNothingIsNotANumber() {
    Confusion confusion = Confusion.at(AurocTest.cases("0.1- 0.2-"), 0.5);
    assertTrue(Double.isNaN(confusion.sensitivity()));
    assertTrue(Double.isNaN(confusion.positivePredictiveValue()));
    assertEquals(1, confusion.specificity());
  }
}
