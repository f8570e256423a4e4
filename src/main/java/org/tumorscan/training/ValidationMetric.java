package org.tumorscan.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tumorscan.evaluation.Auroc;
import org.tumorscan.evaluation.ErasedTumors;
import org.tumorscan.evaluation.GroupBootstrap;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;
import org.tumorscan.evaluation.ScoredCases;
import org.tumorscan.model.ModelCard.Metric;
import org.tumorscan.training.augment.Augmenter;
import org.tumorscan.training.augment.Slice;

/**
 * The figure that weights are chosen by: how well tumors are told from the same slices with the
 * tumor erased, where neither source nor scanner nor slice can be the answer; where no picture has
 * boxes, how well pictures with a tumor are told from those without.
 */
public final class ValidationMetric {
  private static final int RESAMPLES = 1000;

  private final String name;
  private final String data;
  private final List<Shown> shown;

  private ValidationMetric(String name, String data, List<Shown> shown) {
    this.name = name;
    this.data = data;
    this.shown = List.copyOf(shown);
  }

  /** A picture as it is, or with its tumors erased. */
  private record Shown(TrainingPicture picture, boolean erased) {
    boolean tumor() {
      return picture.origin().tumor() && !erased;
    }

    Slice slice() {
      Slice whole = picture.slice();
      return erased ? Augmenter.erased(whole).orElseThrow() : whole;
    }
  }

  /** The metric that these pictures allow. */
  public static ValidationMetric of(List<TrainingPicture> validation) {
    return againstErased(validation)
        .orElseGet(
            () ->
                new ValidationMetric(
                    "auroc",
                    "validation split",
                    validation.stream().map(picture -> new Shown(picture, false)).toList()));
  }

  /** Tumors against the same slices erased; empty where no tumor has boxes that can be. */
  public static Optional<ValidationMetric> againstErased(List<TrainingPicture> validation) {
    List<Shown> pairs = new ArrayList<>();
    for (TrainingPicture picture : validation) {
      if (picture.origin().tumor() && Augmenter.erased(picture.slice()).isPresent()) {
        pairs.add(new Shown(picture, false));
        pairs.add(new Shown(picture, true));
      }
    }
    return pairs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ValidationMetric(
                ErasedTumors.METRIC,
                "validation split, " + pairs.size() / 2 + " tumors with boxes",
                pairs));
  }

  /** What the figure is called. */
  public String name() {
    return name;
  }

  /** The slices to be scored, each made when it is asked for. */
  public List<Slice> slices() {
    return Slice.of(shown, Shown::slice);
  }

  /** The pictures that the slices are made of, in their order. */
  public List<TrainingPicture> pictures() {
    return shown.stream().map(Shown::picture).toList();
  }

  /**
   * The figure.
   *
   * @param logits one a slice
   * @return in [0, 1], the higher the better
   */
  public double of(double[] logits) {
    return Auroc.of(cases(logits));
  }

  /** The figure with its interval by bootstrap over groups. */
  public Metric estimate(double[] logits, long seed) {
    List<String> groups = shown.stream().map(one -> one.picture().origin().group()).toList();
    Estimate estimate =
        new GroupBootstrap(groups, seed).estimate(cases(logits), Auroc::of, RESAMPLES);
    return new Metric(name, data, estimate.value(), estimate.low(), estimate.high());
  }

  /**
   * The slices whose tumors were erased, as pictures without one.
   *
   * @param logits one a slice
   */
  public HeadReport.Judged erased(double[] logits) {
    List<LabelledPicture> pictures = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      if (shown.get(i).erased()) {
        pictures.add(shown.get(i).picture().origin().withoutTumor());
        theirs.add(logits[i]);
      }
    }
    return new HeadReport.Judged(
        pictures, theirs.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private ScoredCases cases(double[] logits) {
    boolean[] tumor = new boolean[logits.length];
    for (int i = 0; i < tumor.length; i++) {
      tumor[i] = shown.get(i).tumor();
    }
    return new ScoredCases(logits, tumor);
  }
}
