package org.tumorscan.report.evaluation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.ClusteredXYBarRenderer;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.tumorscan.evaluation.Performance.AtThreshold;
import org.tumorscan.evaluation.Performance.BandPoint;
import org.tumorscan.evaluation.Performance.Bin;
import org.tumorscan.evaluation.Performance.Calibration;
import org.tumorscan.evaluation.Performance.Curve;
import org.tumorscan.evaluation.Performance.Discrimination;
import org.tumorscan.evaluation.Performance.Point;
import org.tumorscan.report.evaluation.CaseResult.Verdict.Scored;
import org.tumorscan.report.evaluation.Evaluation.ModelEvaluation;

/**
 * The plots of an evaluation, drawn with JFreeChart. Models and classes differ in colour and in
 * stroke or shape, so that a grey print and colour-blind eyes can tell them apart.
 *
 * @see <a href="https://jfly.uni-koeln.de/color/">Okabe and Ito 2008, Color universal design</a>
 */
final class Plots {
  /** Of the plots over two shares. */
  static final Dimension SQUARE = new Dimension(560, 590);

  /** Of the histograms. */
  static final Dimension WIDE = new Dimension(760, 400);

  private static final Color[] COLOURS = {new Color(0x0072B2), new Color(0xD55E00)};
  private static final BasicStroke[] STROKES = {
    new BasicStroke(2.2f),
    new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 4}, 0)
  };
  private static final Shape[] SHAPES = {
    new Ellipse2D.Double(-4.5, -4.5, 9, 9), new Rectangle2D.Double(-4, -4, 8, 8)
  };
  private static final Color INK = new Color(0x1B2430);
  private static final Color GRID = new Color(0xD9DEE5);
  private static final BasicStroke DASHED =
      new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 4}, 0);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final int BAND_ALPHA = 45;
  private static final int HISTOGRAM_BINS = 20;

  private Plots() {}

  /**
   * A chart with its place.
   *
   * @param file name without extension
   * @param title in a word or two
   * @param alternative the same for those who cannot see it
   */
  record Plot(String file, String title, String alternative, JFreeChart chart, Dimension size) {}

  /** All plots of an evaluation, those that its cases define. */
  static List<Plot> of(Evaluation evaluation) {
    List<ModelEvaluation> models = evaluation.models();
    List<Plot> plots = new ArrayList<>();
    boolean bothClasses =
        models.stream().allMatch(model -> Double.isFinite(discrimination(model).auroc().value()));
    if (bothClasses) {
      plots.add(roc(models));
      plots.add(precisionRecall(models));
    }
    plots.add(
        reliability(
            models,
            model -> model.performance().calibration(),
            new Title("reliability", "Reliability, calibrated")));
    plots.add(
        reliability(
            models,
            ModelEvaluation::uncalibrated,
            new Title("reliability-uncalibrated", "Reliability, before calibration")));
    for (int i = 0; i < models.size(); i++) {
      plots.add(histogram(models.get(i), i == 0 ? "likelihoods" : "likelihoods-2"));
    }
    return plots;
  }

  private static Plot roc(List<ModelEvaluation> models) {
    XYPlot plot = shares("False positive rate (1 − specificity)", "Sensitivity");
    LegendItemCollection legend = new LegendItemCollection();
    for (int i = 0; i < models.size(); i++) {
      Discrimination figures = discrimination(models.get(i));
      addCurve(plot, i, figures.roc(), new XYLineAndShapeRenderer(true, false));
      legend.add(line(i, name(models.get(i)) + ": AUROC " + Words.estimate(figures.auroc())));
      addOperatingPoints(plot, i, models.get(i));
    }
    addDiagonal(plot);
    legend.add(marks("operating points of the model"));
    legend.add(dashed("chance"));
    return new Plot(
        "roc",
        "ROC curve",
        "Sensitivity over false positive rate with 95 % band",
        chart("ROC curve, 95 % band", plot, legend),
        SQUARE);
  }

  private static void addOperatingPoints(XYPlot plot, int model, ModelEvaluation evaluation) {
    XYSeries points = new XYSeries("points", false);
    for (AtThreshold point : evaluation.performance().operatingPoints()) {
      points.add(1 - point.specificity().value(), point.sensitivity().value());
    }
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setSeriesShape(0, SHAPES[model]);
    renderer.setSeriesFillPaint(0, Color.WHITE);
    renderer.setUseFillPaint(true);
    renderer.setDrawOutlines(true);
    renderer.setUseOutlinePaint(true);
    renderer.setSeriesOutlinePaint(0, COLOURS[model]);
    renderer.setSeriesOutlineStroke(0, new BasicStroke(2));
    add(plot, new XYSeriesCollection(points), renderer);
  }

  private static Plot precisionRecall(List<ModelEvaluation> models) {
    XYPlot plot = shares("Sensitivity (recall)", "Precision (positive predictive value)");
    LegendItemCollection legend = new LegendItemCollection();
    for (int i = 0; i < models.size(); i++) {
      Discrimination figures = discrimination(models.get(i));
      XYStepRenderer steps = new XYStepRenderer();
      // Precision holds back to the sensitivity before: average precision is the area under it.
      steps.setStepPoint(0);
      addCurve(plot, i, figures.precisionRecall(), steps);
      legend.add(
          line(
              i,
              name(models.get(i))
                  + ": average precision "
                  + Words.estimate(figures.averagePrecision())));
    }
    double prevalence =
        models.get(0).performance().positives() / (double) models.get(0).performance().cases();
    plot.addRangeMarker(new ValueMarker(prevalence, INK, DASHED));
    legend.add(dashed("chance: " + Words.percent(prevalence) + " of cases have a tumor"));
    return new Plot(
        "precision-recall",
        "Precision-recall curve",
        "Precision over sensitivity with 95 % band",
        chart("Precision-recall curve, 95 % band", plot, legend),
        SQUARE);
  }

  private record Title(String file, String text) {}

  private static Plot reliability(
      List<ModelEvaluation> models, Function<ModelEvaluation, Calibration> figures, Title title) {
    XYPlot plot = shares("Likelihood given by the model (mean of bin)", "Share with a tumor");
    LegendItemCollection legend = new LegendItemCollection();
    for (int i = 0; i < models.size(); i++) {
      YIntervalSeries series = new YIntervalSeries("bins");
      Calibration calibration = figures.apply(models.get(i));
      for (Bin bin : calibration.bins()) {
        if (bin.cases() > 0) {
          double share = bin.positiveShare().value();
          boolean interval = Double.isFinite(bin.positiveShare().low());
          series.add(
              bin.meanLikelihood(),
              share,
              interval ? bin.positiveShare().low() : share,
              interval ? bin.positiveShare().high() : share);
        }
      }
      YIntervalSeriesCollection data = new YIntervalSeriesCollection();
      data.addSeries(series);
      XYErrorRenderer renderer = new XYErrorRenderer();
      renderer.setDrawXError(false);
      renderer.setDefaultLinesVisible(true);
      renderer.setSeriesPaint(0, COLOURS[i]);
      renderer.setSeriesStroke(0, STROKES[i]);
      renderer.setSeriesShape(0, SHAPES[i]);
      renderer.setErrorPaint(COLOURS[i]);
      renderer.setErrorStroke(new BasicStroke(1.3f));
      add(plot, data, renderer);
      legend.add(
          line(
              i,
              name(models.get(i))
                  + ": calibration error "
                  + Words.estimate(calibration.expectedCalibrationError())));
    }
    addDiagonal(plot);
    legend.add(dashed("perfect calibration"));
    return new Plot(
        title.file(),
        title.text(),
        "Share with a tumor over mean likelihood, in ten bins with 95 % intervals",
        chart(title.text() + ", 95 % intervals", plot, legend),
        SQUARE);
  }

  private static Plot histogram(ModelEvaluation model, String file) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(bars("without tumor", model.results(), false));
    data.addSeries(bars("with tumor", model.results(), true));
    NumberAxis x = axis("Likelihood given by the model");
    x.setRange(0, 1);
    x.setTickUnit(new NumberTickUnit(0.1));
    NumberAxis y = axis("Share of the class (%)");
    y.setUpperMargin(0.15);
    ClusteredXYBarRenderer renderer = new ClusteredXYBarRenderer(0.1, false);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setSeriesPaint(0, new Color(0x9CC7E3));
    renderer.setSeriesPaint(1, COLOURS[1]);
    renderer.setDrawBarOutline(true);
    renderer.setSeriesOutlinePaint(0, COLOURS[0]);
    renderer.setSeriesOutlinePaint(1, COLOURS[1]);
    XYPlot plot = new XYPlot(data, x, y, renderer);
    style(plot);
    AtThreshold point = model.performance().operatingPoints().get(0);
    ValueMarker threshold = new ValueMarker(point.threshold(), INK, DASHED);
    threshold.setLabel(" " + point.name() + " " + Words.figure(point.threshold()));
    threshold.setLabelFont(TICK);
    threshold.setLabelBackgroundColor(Color.WHITE);
    boolean right = point.threshold() < 0.5;
    threshold.setLabelAnchor(right ? RectangleAnchor.TOP_RIGHT : RectangleAnchor.TOP_LEFT);
    threshold.setLabelTextAnchor(right ? TextAnchor.TOP_LEFT : TextAnchor.TOP_RIGHT);
    plot.addDomainMarker(threshold);
    LegendItemCollection legend = new LegendItemCollection();
    int positives = model.performance().positives();
    legend.add(
        box("without tumor (" + (model.performance().cases() - positives) + ")", renderer, 0));
    legend.add(box("with tumor (" + positives + ")", renderer, 1));
    return new Plot(
        file,
        "Likelihoods of " + name(model),
        "Histogram of likelihoods by class",
        chart("Likelihoods of " + name(model), plot, legend),
        WIDE);
  }

  private static XYIntervalSeries bars(String name, ModelResults results, boolean tumor) {
    int[] counts = new int[HISTOGRAM_BINS];
    int[] total = {0};
    results
        .scored()
        .filter(result -> result.facts().tumor() == tumor)
        .forEach(
            result -> {
              double likelihood = ((Scored) result.verdict()).likelihood();
              counts[Math.min(HISTOGRAM_BINS - 1, (int) (likelihood * HISTOGRAM_BINS))]++;
              total[0]++;
            });
    XYIntervalSeries bars = new XYIntervalSeries(name);
    for (int bin = 0; bin < HISTOGRAM_BINS; bin++) {
      double low = bin / (double) HISTOGRAM_BINS;
      double high = (bin + 1) / (double) HISTOGRAM_BINS;
      double percent = total[0] == 0 ? 0 : 100.0 * counts[bin] / total[0];
      bars.add((low + high) / 2, low, high, percent, percent, percent);
    }
    return bars;
  }

  private static Discrimination discrimination(ModelEvaluation model) {
    return model.performance().discrimination();
  }

  private static String name(ModelEvaluation model) {
    return model.results().model().id();
  }

  /** The band below, the curve through the cases above it. */
  private static void addCurve(
      XYPlot plot, int model, Curve curve, XYLineAndShapeRenderer renderer) {
    XYSeries line = new XYSeries("curve", false);
    for (Point point : curve.points()) {
      line.add(point.x(), point.y());
    }
    renderer.setDefaultShapesVisible(false);
    renderer.setSeriesPaint(0, COLOURS[model]);
    renderer.setSeriesStroke(0, STROKES[model]);
    add(plot, new XYSeriesCollection(line), renderer);
    YIntervalSeries band = new YIntervalSeries("band");
    for (BandPoint place : curve.band()) {
      if (Double.isFinite(place.y().low())) {
        band.add(place.x(), place.y().value(), place.y().low(), place.y().high());
      }
    }
    YIntervalSeriesCollection bands = new YIntervalSeriesCollection();
    bands.addSeries(band);
    DeviationRenderer shade = new DeviationRenderer(false, false);
    Color colour = COLOURS[model];
    shade.setSeriesFillPaint(
        0, new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_ALPHA));
    shade.setAlpha(1);
    add(plot, bands, shade);
  }

  private static void addDiagonal(XYPlot plot) {
    XYSeries diagonal = new XYSeries("diagonal");
    diagonal.add(0, 0);
    diagonal.add(1, 1);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setSeriesPaint(0, INK);
    renderer.setSeriesStroke(0, DASHED);
    add(plot, new XYSeriesCollection(diagonal), renderer);
  }

  private static void add(
      XYPlot plot, org.jfree.data.xy.XYDataset data, org.jfree.chart.renderer.xy.XYItemRenderer r) {
    int next = plot.getDatasetCount();
    plot.setDataset(next, data);
    plot.setRenderer(next, r);
  }

  /** A plot of one share over another. */
  private static XYPlot shares(String x, String y) {
    XYPlot plot = new XYPlot();
    Function<String, NumberAxis> share =
        label -> {
          NumberAxis axis = axis(label);
          // A little room, so that curves along the edge are seen whole.
          axis.setRange(-0.01, 1.01);
          axis.setTickUnit(new NumberTickUnit(0.2));
          return axis;
        };
    plot.setDomainAxis(share.apply(x));
    plot.setRangeAxis(share.apply(y));
    style(plot);
    return plot;
  }

  private static NumberAxis axis(String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setLabelFont(LABEL);
    axis.setTickLabelFont(TICK);
    axis.setLabelPaint(INK);
    axis.setTickLabelPaint(INK);
    axis.setAxisLineVisible(false);
    return axis;
  }

  private static void style(XYPlot plot) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setOutlinePaint(new Color(0x8A94A0));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
  }

  private static JFreeChart chart(String title, XYPlot plot, LegendItemCollection items) {
    JFreeChart chart = new JFreeChart(title, TITLE, plot, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.getTitle().setPaint(INK);
    chart.setPadding(new RectangleInsets(8, 8, 8, 16));
    LegendTitle legend = new LegendTitle(() -> items);
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setItemFont(TICK);
    legend.setItemPaint(INK);
    legend.setFrame(BlockBorder.NONE);
    chart.addSubtitle(legend);
    return chart;
  }

  private static LegendItem line(int model, String label) {
    return new LegendItem(label, null, null, null, LINE, STROKES[model], COLOURS[model]);
  }

  private static final Shape LINE = new java.awt.geom.Line2D.Double(-14, 0, 14, 0);

  private static LegendItem dashed(String label) {
    return new LegendItem(label, null, null, null, LINE, DASHED, INK);
  }

  private static LegendItem marks(String label) {
    return new LegendItem(
        label, null, null, null, SHAPES[0], Color.WHITE, new BasicStroke(2), COLOURS[0]);
  }

  private static LegendItem box(String label, ClusteredXYBarRenderer renderer, int series) {
    return new LegendItem(
        label,
        null,
        null,
        null,
        new Rectangle2D.Double(-6, -6, 12, 12),
        renderer.getSeriesPaint(series),
        new BasicStroke(1),
        renderer.getSeriesOutlinePaint(series));
  }
}
