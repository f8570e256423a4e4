package org.tumorscan.report.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.evaluation.Performance;
import org.tumorscan.evaluation.Performance.AtTarget;

/** The metrics that the table and the page list, in their order. */
final class MetricRows {
  private MetricRows() {}

  /** A metric of one model. */
  record Row(String name, Estimate estimate) {}

  static List<Row> of(Performance performance) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("AUROC", performance.discrimination().auroc()));
    rows.add(new Row("average precision (AUPRC)", performance.discrimination().averagePrecision()));
    for (AtTarget figure : performance.discrimination().sensitivityAtSpecificity()) {
      rows.add(
          new Row(
              "sensitivity at specificity " + Words.percent(figure.target()), figure.estimate()));
    }
    for (AtTarget figure : performance.discrimination().specificityAtSensitivity()) {
      rows.add(
          new Row(
              "specificity at sensitivity " + Words.percent(figure.target()), figure.estimate()));
    }
    rows.add(new Row("Brier score", performance.calibration().brier()));
    rows.add(
        new Row(
            "calibration error (" + Evaluation.BINS + " bins)",
            performance.calibration().expectedCalibrationError()));
    return rows;
  }
}
