package org.tumorscan.report.evaluation;

import java.util.Locale;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;

/** Figures as people read them: three decimals, a dash for what is not defined. */
final class Words {
  private static final String UNDEFINED = "–";

  private Words() {}

  static String figure(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : UNDEFINED;
  }

  /** Such as {@code 0.912 to 0.954}; empty where there is none. */
  static String interval(Estimate estimate) {
    return Double.isNaN(estimate.value()) || Double.isNaN(estimate.low())
        ? ""
        : figure(estimate.low()) + " to " + figure(estimate.high());
  }

  /** Such as {@code 0.933 (0.912 to 0.954)}. */
  static String estimate(Estimate estimate) {
    String interval = interval(estimate);
    return figure(estimate.value()) + (interval.isEmpty() ? "" : " (" + interval + ")");
  }

  /** Three decimals, unless the value is too small to show that way. */
  static String probability(double p) {
    if (Double.isNaN(p)) {
      return UNDEFINED;
    }
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  /** Such as {@code 95 %}. */
  static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
