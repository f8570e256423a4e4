package org.tumorscan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.evaluation.Performance.AtThreshold;
import org.tumorscan.evaluation.Performance.Curve;

class MeasurementTest {
  private static final ScoredCases CASES = FormulaCases.better();
  private static final List<String> PAIRS =
      IntStream.range(0, CASES.size()).mapToObj(i -> "patient-" + i / 2).toList();

  private final Performance performance = measurement().of(CASES, PAIRS);

  @Test
  void everyFigureStandsInItsPlace() {
    assertEquals(0.745572916667, performance.discrimination().auroc().value(), 1e-12);
    assertEquals(0.705570560399, performance.discrimination().averagePrecision().value(), 1e-12);
    assertEquals(
        0.3375,
        performance.discrimination().sensitivityAtSpecificity().get(1).estimate().value(),
        1e-12);
    assertEquals(
        0.325,
        performance.discrimination().specificityAtSensitivity().get(1).estimate().value(),
        1e-12);
    assertEquals(0.202694318468, performance.calibration().brier().value(), 1e-12);
    assertEquals(
        0.136944444444, performance.calibration().expectedCalibrationError().value(), 1e-12);
    assertEquals(0.36, performance.calibration().bins().get(2).positiveShare().value(), 1e-12);
    AtThreshold half = performance.operatingPoints().get(0);
    assertEquals("half", half.name());
    assertEquals(new Confusion(54, 26, 43, 77), half.confusion());
    assertEquals(54 / 80.0, half.sensitivity().value());
    assertEquals(77 / 120.0, half.specificity().value());
    assertEquals(54 / 97.0, half.positivePredictiveValue().value());
    assertEquals(77 / 103.0, half.negativePredictiveValue().value());
    assertEquals(0.9, performance.operatingPoints().get(1).threshold());
  }

  @Test
  void intervalsAreThoseOfTheGroupBootstrapByItself() {
    Estimate alone = new GroupBootstrap(PAIRS, 5).estimate(CASES, Auroc::of, 200);
    assertEquals(alone, performance.discrimination().auroc());
    assertEquals(100, performance.groups());
  }

  @Test
  void theBandOfACurveHoldsTheCurve() {
    Curve roc = performance.discrimination().roc();
    assertEquals(0.3375, roc.band().get(1).y().value(), 1e-12);
    assertEquals(0.05, roc.band().get(1).x(), 1e-12);
    assertTrue(
        roc.band().stream().allMatch(place -> place.y().low() <= place.y().value() + 1e-12),
        roc.band().toString());
    assertEquals(1, roc.points().get(roc.points().size() - 1).y());
    Curve precisionRecall = performance.discrimination().precisionRecall();
    assertEquals(80 / 200.0, precisionRecall.points().get(123).y());
    assertEquals(21, precisionRecall.band().size());
  }

  @Test
  void onePatientGivesNoInterval() {
    Performance alone = measurement().of(CASES, PAIRS.stream().map(patient -> "the same").toList());
    assertEquals(0.745572916667, alone.discrimination().auroc().value(), 1e-12);
    assertTrue(Double.isNaN(alone.discrimination().auroc().low()));
  }

  @Test
  void oneClassLeavesWhatItDefines() {
    Performance healthy =
        measurement().of(AurocTest.cases("0.1- 0.6- 0.3- 0.95-"), List.of("a", "b", "c", "d"));
    assertTrue(Double.isNaN(healthy.discrimination().auroc().value()));
    assertEquals(0.5, healthy.operatingPoints().get(0).specificity().value());
    assertEquals(0.75, healthy.operatingPoints().get(1).specificity().value());
  }

  private static Measurement measurement() {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    thresholds.put("half", 0.5);
    thresholds.put("high", 0.9);
    return new Measurement(thresholds, List.of(0.9, 0.95), 10, 20, 200, 5);
  }
}
