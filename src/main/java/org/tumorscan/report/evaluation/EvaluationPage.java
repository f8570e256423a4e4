package org.tumorscan.report.evaluation;

import java.util.List;

/**
 * What the template {@code evaluation.mustache} shows, all of it words. Names here are names there;
 * empty texts and lists are left out.
 *
 * @param run what was run
 * @param disclaimer the sentence that every report carries
 * @param createdAt for people
 * @param method how intervals and bins come about
 * @param warnings what a reader must know
 * @param models one or two
 * @param metrics a row each, with a figure of every model
 * @param plots in order
 * @param comparison none, or one
 * @param heat scale of the activation maps
 * @param style of the page
 * @param styleDigest for the page's policy
 */
record EvaluationPage(
    Evaluation.Run run,
    String disclaimer,
    String createdAt,
    String method,
    List<String> warnings,
    List<Model> models,
    List<Metric> metrics,
    List<Plot> plots,
    List<Comparison> comparison,
    Heat heat,
    String style,
    String styleDigest) {

  /** Whether there is a warning. */
  boolean warned() {
    return !warnings.isEmpty();
  }

  record Model(
      String id,
      String version,
      String sha256,
      String scope,
      List<String> limits,
      Counts counts,
      String selector,
      List<Point> points,
      List<SubgroupRow> subgroups,
      String defaultPoint,
      List<WorstError> worst,
      List<Unjudged> unjudged,
      String moreUnjudged) {

    /** Whether a case has no likelihood. */
    boolean incomplete() {
      return !unjudged.isEmpty();
    }

    /** Whether there is a sensitivity. */
    boolean hasTumor() {
      return counts.tumor() > 0;
    }

    /** Whether there is a false-alarm rate. */
    boolean hasHealthy() {
      return counts.noTumor() > 0;
    }

    /** Whether there are predictive values. */
    boolean hasBoth() {
      return hasTumor() && hasHealthy();
    }
  }

  record Counts(
      int cases,
      int scored,
      int tumor,
      int noTumor,
      int groups,
      long notApplicable,
      long rejected,
      long unfamiliar) {}

  /** A metric of every model. */
  record Metric(String name, List<Figure> figures) {}

  record Figure(String value, String interval) {}

  record Plot(String title, String alternative, String svg, int width) {}

  record Point(
      String name,
      String threshold,
      Figure sensitivity,
      Figure specificity,
      Figure falseAlarmRate,
      Figure positivePredictiveValue,
      Figure negativePredictiveValue,
      int truePositives,
      int falseNegatives,
      int falsePositives,
      int trueNegatives) {}

  record SubgroupRow(
      String by,
      String value,
      int cases,
      int tumor,
      int groups,
      Figure auroc,
      Figure sensitivity,
      Figure specificity,
      Figure calibrationError) {}

  record Comparison(String one, String other, int cases, List<Difference> differences, String p) {}

  record Difference(String metric, String one, String other, Figure difference) {}

  record Heat(String full, String legend) {}

  record WorstError(
      String kind,
      String likelihood,
      String interval,
      String path,
      String source,
      boolean unfamiliar,
      String picture,
      String heat,
      int sizePixels) {}

  record Unjudged(String path, String label, String reason) {}
}
