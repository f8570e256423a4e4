package org.tumorscan.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelCard.Metric;
import org.tumorscan.model.OperatingPoint;

/** What has been measured of a model that was just made. */
final class ModelSummary {
  private ModelSummary() {}

  static void print(Manifest manifest, PrintWriter out) {
    for (Metric metric : manifest.card().metrics()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-48s %.3f (%.3f to %.3f)  %s",
              metric.name(),
              metric.value(),
              metric.low(),
              metric.high(),
              metric.data()));
    }
    for (OperatingPoint point : manifest.operatingPoints()) {
      out.println(
          String.format(
              Locale.ROOT,
              "operating point %-10s threshold %.4f, sensitivity %.3f, specificity %.3f",
              point.name(),
              point.threshold(),
              point.sensitivity(),
              point.specificity()));
    }
  }
}
