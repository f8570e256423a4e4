package org.tumorscan.report.evaluation;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.tumorscan.evaluation.Comparison;
import org.tumorscan.evaluation.Confusion;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.evaluation.Performance;
import org.tumorscan.evaluation.Performance.AtThreshold;
import org.tumorscan.inference.Execution;
import org.tumorscan.report.Printable;
import org.tumorscan.report.evaluation.CaseResult.Verdict;
import org.tumorscan.report.evaluation.Evaluation.ModelEvaluation;

/** The figures as tables of text. */
public final class EvaluationTable {
  private static final int MOST_NAMED = 20;

  private final PrintWriter out;

  /** Prints to a stream that others own. */
  public EvaluationTable(PrintWriter out) {
    this.out = out;
  }

  /** Prints everything. */
  public void print(Evaluation evaluation) {
    for (ModelEvaluation model : evaluation.models()) {
      print(model, evaluation.run());
    }
    evaluation.comparison().ifPresent(comparison -> print(comparison, evaluation));
    if (!evaluation.warnings().isEmpty()) {
      out.println();
      evaluation.warnings().forEach(warning -> out.println("! " + warning));
    }
    out.flush();
  }

  private void print(ModelEvaluation model, Evaluation.Run run) {
    ModelResults results = model.results();
    Performance performance = model.performance();
    row(
        "%s %s on %s, split %s",
        results.model().id(),
        results.model().version(),
        new Execution(run.device(), results.precision()),
        run.split());
    row(
        "%d cases: %d scored (%d with tumor, %d without; independent groups: %d), %d not applicable,"
            + " %d rejected; %d unlike the training data",
        results.cases().size(),
        performance.cases(),
        performance.positives(),
        performance.cases() - performance.positives(),
        performance.groups(),
        results.count(Verdict.NotApplicable.class),
        results.count(Verdict.Rejected.class),
        results.unfamiliar());
    out.println();
    row("%-34s %6s  %s", "", "value", "95 % interval");
    for (MetricRows.Row metric : MetricRows.of(List.of(model))) {
      Estimate estimate = metric.estimates().get(0);
      row("%-34s %6s  %s", metric.name(), Words.figure(estimate.value()), Words.interval(estimate));
    }
    model
        .selector()
        .ifPresent(
            selector ->
                row(
                    "erased: %d tumors with boxes, independent groups: %d",
                    selector.tumors(), selector.groups()));
    out.println();
    row(
        "%-12s %9s  %-23s  %-23s %5s %5s %5s %5s",
        "at", "threshold", "sensitivity", "specificity", "TP", "FN", "FP", "TN");
    for (AtThreshold point : performance.operatingPoints()) {
      Confusion confusion = point.confusion();
      row(
          "%-12s %9s  %-23s  %-23s %5d %5d %5d %5d",
          point.name(),
          Words.figure(point.threshold()),
          Words.estimate(point.sensitivity()),
          Words.estimate(point.specificity()),
          confusion.truePositives(),
          confusion.falseNegatives(),
          confusion.falsePositives(),
          confusion.trueNegatives());
    }
    printSubgroups(model);
    printUnjudged(results);
    out.println();
  }

  private void printSubgroups(ModelEvaluation model) {
    out.println();
    row(
        "%-34s %5s %5s  %-23s  %-23s  %-23s",
        "subgroup", "cases", "tumor", "AUROC", "sensitivity", "specificity");
    for (Subgroup subgroup : model.subgroups()) {
      Performance performance = subgroup.performance();
      row(
          "%-34s %5d %5d  %-23s  %-23s  %-23s",
          subgroup.by() + " " + Printable.of(subgroup.value()),
          performance.cases(),
          performance.positives(),
          Words.estimate(performance.discrimination().auroc()),
          Words.estimate(performance.operatingPoints().get(0).sensitivity()),
          Words.estimate(performance.operatingPoints().get(0).specificity()));
    }
  }

  /**
   * Says of every case without a likelihood why, on as many lines as are readable.
   *
   * @param results of a model, which may have scored nothing
   */
  public void printUnjudged(ModelResults results) {
    int named = 0;
    long more = 0;
    for (CaseResult result : results.cases()) {
      String reason = reason(result.verdict());
      if (!reason.isEmpty() && named == 0) {
        out.println();
      }
      if (!reason.isEmpty() && named < MOST_NAMED) {
        row("%s: %s", Printable.of(result.path()), reason);
        named++;
      } else if (!reason.isEmpty()) {
        more++;
      }
    }
    if (more > 0) {
      row("and %d more without a likelihood", more);
    }
    out.flush();
  }

  /** Why there is no likelihood; empty where there is one. */
  static String reason(Verdict verdict) {
    if (verdict instanceof Verdict.NotApplicable notApplicable) {
      return "not applicable: " + Printable.of(notApplicable.reason());
    }
    return verdict instanceof Verdict.Rejected rejected
        ? "rejected, " + rejected.reason() + ": " + Printable.of(rejected.message())
        : "";
  }

  private void print(Comparison comparison, Evaluation evaluation) {
    row(
        "%s less %s on the %d cases that both scored",
        evaluation.models().get(0).results().model().id(),
        evaluation.models().get(1).results().model().id(),
        comparison.cases());
    row("%-34s %6s %6s  %s", "", "first", "second", "difference (95 % interval)");
    for (Comparison.Difference difference : comparison.differences()) {
      row(
          "%-34s %6s %6s  %s",
          difference.metric(),
          Words.figure(difference.one()),
          Words.figure(difference.other()),
          Words.estimate(difference.difference()));
    }
    row(
        "DeLong's test of AUROC, cases taken as independent: p %s",
        Words.probability(comparison.deLong().p()));
  }

  private void row(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
