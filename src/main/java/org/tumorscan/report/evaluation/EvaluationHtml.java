package org.tumorscan.report.evaluation;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.evaluation.Performance;
import org.tumorscan.evaluation.Performance.AtThreshold;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.report.HeatColours;
import org.tumorscan.report.InlineImage;
import org.tumorscan.report.PageResource;
import org.tumorscan.report.Printable;
import org.tumorscan.report.ReportTarget;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.evaluation.CaseResult.Verdict;
import org.tumorscan.report.evaluation.Evaluation.ModelEvaluation;
import org.tumorscan.report.evaluation.Evaluation.Selector;
import org.tumorscan.report.evaluation.EvaluationPage.Figure;
import org.tumorscan.report.evaluation.ModelResults.WorstError;

/**
 * {@code evaluation.html}: one page for people that needs no other file, no script and no network,
 * and whose policy forbids all three.
 */
final class EvaluationHtml {
  private static final int MOST_UNJUDGED_NAMED = 100;

  /** Two in a row, with text that can be read. */
  private static final int PLOT_WIDTH = 580;

  private static final double LEAST_FULL_CONTRIBUTION = 1;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private EvaluationHtml() {}

  /** Writes the page; the target is committed, not closed. */
  static void write(Evaluation evaluation, List<Plots.Plot> plots, ReportTarget target)
      throws IOException {
    EvaluationPage page = page(evaluation, plots);
    try {
      new DefaultMustacheFactory("org/tumorscan/report")
          .compile("evaluation.mustache")
          .execute(target.writer(), page);
    } catch (MustacheException e) {
      throw new IOException("cannot assemble the page: " + e.getMessage(), e);
    }
    target.commit();
  }

  private static EvaluationPage page(Evaluation evaluation, List<Plots.Plot> plots)
      throws IOException {
    double full = fullContribution(evaluation);
    HeatColours colours = new HeatColours(full);
    List<EvaluationPage.Model> models = new ArrayList<>();
    for (ModelEvaluation model : evaluation.models()) {
      models.add(model(model, colours));
    }
    List<EvaluationPage.Plot> pictures = new ArrayList<>();
    for (Plots.Plot plot : plots) {
      pictures.add(picture(plot));
    }
    PageResource style = PageResource.named("evaluation.css");
    return new EvaluationPage(
        evaluation.run(),
        RunInfo.DISCLAIMER,
        DATE.format(evaluation.run().createdAt()),
        String.format(
            Locale.ROOT,
            "Intervals are the 2.5th to 97.5th percentile over %d resamples of whole groups"
                + " (patients, studies, near-duplicates). Calibration error and reliability use %d"
                + " bins of equal width. Operating points were set by the model's maker, not on"
                + " these cases; predictive values hold for the share of tumors among them.",
            Evaluation.RESAMPLES,
            Evaluation.BINS),
        evaluation.warnings().stream().map(Printable::of).toList(),
        models,
        metrics(evaluation.models()),
        pictures,
        evaluation.comparison().stream().map(c -> comparison(c, evaluation)).toList(),
        new EvaluationPage.Heat(String.format(Locale.ROOT, "%.1f", full), colours.legendPng()),
        style.text(),
        style.digest());
  }

  private static EvaluationPage.Model model(ModelEvaluation model, HeatColours colours)
      throws IOException {
    ModelResults results = model.results();
    List<EvaluationPage.WorstError> worst = new ArrayList<>();
    for (WorstError error : results.worst()) {
      worst.add(worst(error, colours));
    }
    List<EvaluationPage.Unjudged> unjudged = unjudged(results);
    int more = unjudged.size() - MOST_UNJUDGED_NAMED;
    return new EvaluationPage.Model(
        results.model().id(),
        results.model().version(),
        results.model().sha256(),
        results.model().scope(),
        results.model().limits(),
        counts(model),
        model.selector().map(EvaluationHtml::selector).orElse(""),
        model.performance().operatingPoints().stream().map(EvaluationHtml::point).toList(),
        model.subgroups().stream().map(EvaluationHtml::subgroup).toList(),
        results.model().operatingPoint()
            + ", threshold "
            + Words.figure(results.model().threshold()),
        worst,
        unjudged.subList(0, Math.min(unjudged.size(), MOST_UNJUDGED_NAMED)),
        more > 0 ? Integer.toString(more) : "");
  }

  private static String selector(Selector selector) {
    return String.format(
        Locale.ROOT,
        "Erased: %d tumors with boxes, independent groups: %d. Each is compared with the same"
            + " picture, tissue from elsewhere in it pasted over the tumor; source, scanner and"
            + " the slice's place cannot be what tells them apart.",
        selector.tumors(),
        selector.groups());
  }

  private static EvaluationPage.Counts counts(ModelEvaluation model) {
    Performance performance = model.performance();
    return new EvaluationPage.Counts(
        model.results().cases().size(),
        performance.cases(),
        performance.positives(),
        performance.cases() - performance.positives(),
        performance.groups(),
        model.results().count(Verdict.NotApplicable.class),
        model.results().count(Verdict.Rejected.class),
        model.results().unfamiliar());
  }

  private static List<EvaluationPage.Metric> metrics(List<ModelEvaluation> models) {
    return MetricRows.of(models).stream()
        .map(
            row ->
                new EvaluationPage.Metric(
                    row.name(), row.estimates().stream().map(EvaluationHtml::figure).toList()))
        .toList();
  }

  private static EvaluationPage.Point point(AtThreshold point) {
    return new EvaluationPage.Point(
        point.name(),
        Words.figure(point.threshold()),
        figure(point.sensitivity()),
        figure(point.specificity()),
        figure(point.falseAlarmRate()),
        figure(point.positivePredictiveValue()),
        figure(point.negativePredictiveValue()),
        point.confusion().truePositives(),
        point.confusion().falseNegatives(),
        point.confusion().falsePositives(),
        point.confusion().trueNegatives());
  }

  private static EvaluationPage.SubgroupRow subgroup(Subgroup subgroup) {
    Performance performance = subgroup.performance();
    AtThreshold point = performance.operatingPoints().get(0);
    return new EvaluationPage.SubgroupRow(
        subgroup.by(),
        Printable.of(subgroup.value()),
        performance.cases(),
        performance.positives(),
        performance.groups(),
        figure(performance.discrimination().auroc()),
        figure(point.sensitivity()),
        figure(point.specificity()),
        figure(performance.calibration().expectedCalibrationError()));
  }

  private static EvaluationPage.Comparison comparison(
      org.tumorscan.evaluation.Comparison comparison, Evaluation evaluation) {
    return new EvaluationPage.Comparison(
        evaluation.models().get(0).results().model().id(),
        evaluation.models().get(1).results().model().id(),
        comparison.cases(),
        comparison.differences().stream()
            .map(
                difference ->
                    new EvaluationPage.Difference(
                        difference.metric().replace('-', ' '),
                        Words.figure(difference.one()),
                        Words.figure(difference.other()),
                        figure(difference.difference())))
            .toList(),
        Words.probability(comparison.deLong().p()));
  }

  private static EvaluationPage.WorstError worst(WorstError error, HeatColours colours)
      throws IOException {
    Optional<Heatmap> heatmap = error.heatmap();
    return new EvaluationPage.WorstError(
        error.result().facts().tumor() ? "missed tumor" : "false alarm",
        Words.figure(error.scored().likelihood()),
        Words.figure(error.scored().low()) + " to " + Words.figure(error.scored().high()),
        Printable.of(error.result().path()),
        Printable.of(error.result().facts().source()),
        error.scored().unfamiliar(),
        InlineImage.jpeg(error.view()),
        heatmap.isPresent()
            ? colours.png(
                heatmap.get().contributions(), heatmap.get().rows(), heatmap.get().columns())
            : "",
        error.view().sizePixels());
  }

  private static List<EvaluationPage.Unjudged> unjudged(ModelResults results) {
    return results.cases().stream()
        .filter(result -> !(result.verdict() instanceof Verdict.Scored))
        .map(
            result ->
                new EvaluationPage.Unjudged(
                    Printable.of(result.path()),
                    result.facts().tumor() ? "tumor" : "no tumor",
                    EvaluationTable.reason(result.verdict())))
        .toList();
  }

  private static EvaluationPage.Plot picture(Plots.Plot plot) throws IOException {
    String svg = PlotFiles.svg(plot.chart(), plot.size());
    return new EvaluationPage.Plot(
        plot.title(),
        plot.alternative(),
        Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)),
        Math.min(PLOT_WIDTH, plot.size().width));
  }

  private static Figure figure(Estimate estimate) {
    return new Figure(Words.figure(estimate.value()), Words.interval(estimate));
  }

  /** One scale for all maps of the page. */
  private static double fullContribution(Evaluation evaluation) {
    double full = LEAST_FULL_CONTRIBUTION;
    for (ModelEvaluation model : evaluation.models()) {
      for (WorstError error : model.results().worst()) {
        if (error.heatmap().isPresent()) {
          for (float contribution : error.heatmap().get().contributions()) {
            full = Math.max(full, contribution);
          }
        }
      }
    }
    return full;
  }
}
