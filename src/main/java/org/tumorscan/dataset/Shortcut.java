package org.tumorscan.dataset;

import org.tumorscan.evaluation.GroupBootstrap.Estimate;

/**
 * How well something is told from what has nothing to do with it.
 *
 * @param target what is told, such as {@code tumor} or {@code source FG}
 * @param from what it is told from, such as {@code acquisition}
 * @param auroc cross-validated, with 95 % interval over groups
 */
public record Shortcut(String target, String from, Estimate auroc) {
  /** The target that a model is made for. */
  public static final String TUMOR = "tumor";

  /**
   * Whether the shortcut explains a model's score: it scores as well, or within the score's
   * interval.
   *
   * @param model the model's AUROC
   */
  public boolean explains(Estimate model) {
    return target.equals(TUMOR) && auroc.value() >= model.low();
  }
}
