package org.tumorscan.report.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.evaluation.Performance;
import org.tumorscan.evaluation.Performance.AtTarget;
import org.tumorscan.evaluation.Performance.AtThreshold;
import org.tumorscan.report.evaluation.Evaluation.ModelEvaluation;
import org.tumorscan.report.evaluation.Evaluation.Selector;

/** The metrics that the table and the page list, in their order. */
final class MetricRows {
  private static final Estimate UNDEFINED = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  private MetricRows() {}

  /**
   * A metric.
   *
   * @param name for people
   * @param estimates of every model
   */
  record Row(String name, List<Estimate> estimates) {}

  /** Those that the cases define for a model at least. */
  static List<Row> of(List<ModelEvaluation> models) {
    List<Map<String, Estimate>> columns = models.stream().map(MetricRows::column).toList();
    List<Row> rows = new ArrayList<>();
    for (String name : columns.get(0).keySet()) {
      List<Estimate> estimates =
          columns.stream().map(column -> column.getOrDefault(name, UNDEFINED)).toList();
      if (estimates.stream().anyMatch(estimate -> Double.isFinite(estimate.value()))) {
        rows.add(new Row(name, estimates));
      }
    }
    return rows;
  }

  private static Map<String, Estimate> column(ModelEvaluation model) {
    Performance performance = model.performance();
    Map<String, Estimate> rows = new LinkedHashMap<>();
    rows.put("AUROC", performance.discrimination().auroc());
    rows.put(
        "AUROC against the same, erased", model.selector().map(Selector::auroc).orElse(UNDEFINED));
    rows.put("average precision (AUPRC)", performance.discrimination().averagePrecision());
    for (AtTarget figure : performance.discrimination().sensitivityAtSpecificity()) {
      rows.put("sensitivity at specificity " + Words.percent(figure.target()), figure.estimate());
    }
    for (AtTarget figure : performance.discrimination().specificityAtSensitivity()) {
      rows.put("specificity at sensitivity " + Words.percent(figure.target()), figure.estimate());
    }
    // With both classes the operating points have a table of their own.
    for (AtThreshold point : performance.operatingPoints()) {
      if (!model.hasTumor()) {
        rows.put("false-alarm rate at " + point.name(), point.falseAlarmRate());
      } else if (!model.hasHealthy()) {
        rows.put("sensitivity at " + point.name(), point.sensitivity());
      }
    }
    rows.put("mean likelihood", performance.calibration().meanLikelihood());
    rows.put("Brier score", performance.calibration().brier());
    rows.put("Brier score, uncalibrated", model.uncalibrated().brier());
    rows.put(
        "calibration error (" + Evaluation.BINS + " bins)",
        performance.calibration().expectedCalibrationError());
    rows.put("calibration error, uncalibrated", model.uncalibrated().expectedCalibrationError());
    return rows;
  }
}
