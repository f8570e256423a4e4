package org.tumorscan.report.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.tumorscan.dicom.CohortAttributes;
import org.tumorscan.inference.Prediction.Interval;

/**
 * A labelled picture and what a model made of it.
 *
 * @param path as the label table names it
 * @param facts what is known of it beforehand
 * @param verdict what the model made of it
 */
public record CaseResult(String path, Facts facts, Verdict verdict) {

  /** The same case with another verdict. */
  public CaseResult with(Verdict changed) {
    return new CaseResult(path, facts, changed);
  }

  /**
   * What is known of a case beforehand.
   *
   * @param tumor the label
   * @param group what must not be taken for independent: a patient, or near-duplicates; never
   *     written
   * @param study Study Instance UID, which puts cases together as a group does; never written
   * @param source the collection
   * @param cohort scanner, sex and age
   */
  public record Facts(
      boolean tumor,
      String group,
      Optional<String> study,
      String source,
      CohortAttributes cohort) {}

  /** What a model made of a case. */
  public sealed interface Verdict {

    /**
     * It gave a likelihood.
     *
     * @param likelihood of a tumor, calibrated, in [0, 1]
     * @param logit the head's own, before calibration
     * @param low lower end of the ensemble's 90 % interval
     * @param high upper end of the ensemble's 90 % interval
     * @param unfamiliar unlike the training data
     * @param erasedLogit the logit of the same picture with its tumors erased, where boxes say
     *     where they are
     */
    record Scored(
        double likelihood,
        double logit,
        double low,
        double high,
        boolean unfamiliar,
        OptionalDouble erasedLogit)
        implements Verdict {

      /** The same among its neighbours; the logit stays that of the picture by itself. */
      public Scored smoothed(double value, Interval ends) {
        return new Scored(value, logit, ends.low(), ends.high(), unfamiliar, erasedLogit);
      }

      /** The same with the logit of the erased picture. */
      public Scored withErased(double value) {
        return new Scored(likelihood, logit, low, high, unfamiliar, OptionalDouble.of(value));
      }
    }

    /** It is not made for the picture, for a reason in plain words. */
    record NotApplicable(String reason) implements Verdict {}

    /**
     * The picture cannot be read.
     *
     * @param reason a code such as {@code truncated}
     * @param message what was found and expected, free of patient data
     */
    record Rejected(String reason, String message) implements Verdict {}
  }
}
