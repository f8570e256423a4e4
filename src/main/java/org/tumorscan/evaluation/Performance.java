package org.tumorscan.evaluation;

import java.util.List;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;

/**
 * How well a model does on labelled cases. Every interval is the 95 % percentile interval of the
 * same bootstrap over groups; a figure that the cases do not define, such as a sensitivity without
 * a positive case, is NaN, and so is an interval where all cases are one group.
 *
 * @param cases number of cases
 * @param positives positive cases among them
 * @param groups groups that the cases fall into
 * @param discrimination how well scores separate the classes
 * @param calibration how well likelihoods match frequencies
 * @param operatingPoints what each threshold gives, in the order asked for
 */
public record Performance(
    int cases,
    int positives,
    int groups,
    Discrimination discrimination,
    Calibration calibration,
    List<AtThreshold> operatingPoints) {

  /** Copies. */
  public Performance {
    operatingPoints = List.copyOf(operatingPoints);
  }

  /**
   * What depends on the order of the scores alone.
   *
   * @param auroc area under the ROC curve
   * @param averagePrecision area under the precision-recall curve, as average precision
   * @param sensitivityAtSpecificity highest sensitivity at given specificities
   * @param specificityAtSensitivity highest specificity at given sensitivities
   * @param roc sensitivity over false positive rate
   * @param precisionRecall precision over sensitivity
   */
  public record Discrimination(
      Estimate auroc,
      Estimate averagePrecision,
      List<AtTarget> sensitivityAtSpecificity,
      List<AtTarget> specificityAtSensitivity,
      Curve roc,
      Curve precisionRecall) {
    public Discrimination {
      sensitivityAtSpecificity = List.copyOf(sensitivityAtSpecificity);
      specificityAtSensitivity = List.copyOf(specificityAtSensitivity);
    }
  }

  /**
   * A figure where another is held.
   *
   * @param target at least what the other figure is, in [0, 1]
   * @param estimate what remains
   */
  public record AtTarget(double target, Estimate estimate) {}

  /**
   * A curve with its interval.
   *
   * @param points the curve through the cases themselves, from the highest threshold down
   * @param band the interval at places evenly spread over [0, 1]
   */
  public record Curve(List<Point> points, List<BandPoint> band) {
    public Curve {
      points = List.copyOf(points);
      band = List.copyOf(band);
    }
  }

  /**
   * A point of a curve.
   *
   * @param threshold scores from which it holds; infinite for the first
   * @param x false positive rate, or sensitivity
   * @param y sensitivity, or precision
   */
  public record Point(double threshold, double x, double y) {}

  /** The interval of a curve at a place. */
  public record BandPoint(double x, Estimate y) {}

  /**
   * Likelihoods against frequencies.
   *
   * @param brier mean squared difference of likelihood and truth
   * @param expectedCalibrationError over the bins
   * @param meanLikelihood over all cases
   * @param bins of equal width over [0, 1]
   */
  public record Calibration(
      Estimate brier, Estimate expectedCalibrationError, Estimate meanLikelihood, List<Bin> bins) {
    public Calibration {
      bins = List.copyOf(bins);
    }
  }

  /**
   * Cases of similar likelihood.
   *
   * @param low lower end of the bin
   * @param high upper end of the bin
   * @param cases number of cases
   * @param meanLikelihood NaN for an empty bin
   * @param positiveShare NaN for an empty bin
   */
  public record Bin(
      double low, double high, int cases, double meanLikelihood, Estimate positiveShare) {}

  /**
   * A threshold that was set beforehand, not on these cases.
   *
   * @param name of the operating point
   * @param threshold score from which a case is called positive
   * @param confusion counts
   * @param sensitivity share of positive cases called positive
   * @param specificity share of negative cases called negative
   * @param positivePredictiveValue at the share of positive cases that these cases have; NaN, as
   *     the next, where one of the classes has no case
   * @param negativePredictiveValue at the share of positive cases that these cases have
   */
  public record AtThreshold(
      String name,
      double threshold,
      Confusion confusion,
      Estimate sensitivity,
      Estimate specificity,
      Estimate positivePredictiveValue,
      Estimate negativePredictiveValue) {

    /** Share of negative cases called positive. */
    public Estimate falseAlarmRate() {
      return new Estimate(1 - specificity.value(), 1 - specificity.high(), 1 - specificity.low());
    }
  }
}
