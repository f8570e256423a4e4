package org.tumorscan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tumorscan.evaluation.Comparison.Difference;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;

class ComparisonTest {
  private static final Measurement MEASUREMENT =
      new Measurement(Map.of(), List.of(), 10, 10, 2000, 3);

  @Test
  void differencesAreFirstLessSecond() {
    Comparison comparison = compare(FormulaCases.better(), FormulaCases.worse(), 1);
    Difference auroc = comparison.differences().get(0);
    assertEquals("auroc", auroc.metric());
    assertEquals(0.745572916667, auroc.one(), 1e-12);
    assertEquals(0.671458333333, auroc.other(), 1e-12);
    assertEquals(0.074114583333, auroc.difference().value(), 1e-12);
    Difference brier = comparison.differences().get(2);
    assertEquals(0.202694318468 - 0.235173913043, brier.difference().value(), 1e-12);
  }

  /** Where cases are independent, both tests estimate the same standard error. */
  @Test
  void theBootstrapAgreesWithDeLongOnIndependentCases() {
    Comparison comparison = compare(FormulaCases.better(), FormulaCases.worse(), 1);
    Estimate difference = comparison.differences().get(0).difference();
    double standardError = (difference.high() - difference.low()) / (2 * 1.96);
    assertEquals(comparison.deLong().standardError(), standardError, 0.004);
  }

  @Test
  void drawingBothAtOnceLeavesNoDifferenceBetweenEquals() {
    Estimate difference =
        compare(FormulaCases.better(), FormulaCases.better(), 1).differences().get(0).difference();
    assertEquals(new Estimate(0, 0, 0), difference);
  }

  @Test
  void onePatientGivesNoInterval() {
    Estimate difference =
        compare(FormulaCases.better(), FormulaCases.worse(), 200).differences().get(0).difference();
    assertTrue(Double.isNaN(difference.low()), difference.toString());
  }

  private static Comparison compare(ScoredCases one, ScoredCases other, int casesAPatient) {
    List<String> patients =
        IntStream.range(0, one.size()).mapToObj(i -> "p" + i / casesAPatient).toList();
    return Comparison.of(one, other, patients, MEASUREMENT);
  }
}
