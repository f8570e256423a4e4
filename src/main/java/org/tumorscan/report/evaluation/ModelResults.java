package org.tumorscan.report.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tumorscan.evaluation.ErasedTumors;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.inference.Precision;
import org.tumorscan.model.OperatingPoint;
import org.tumorscan.report.Outcome.View;
import org.tumorscan.report.RunInfo.ModelInfo;
import org.tumorscan.report.evaluation.CaseResult.Verdict;
import org.tumorscan.report.evaluation.CaseResult.Verdict.Scored;

/**
 * What a model made of all cases.
 *
 * @param model which model
 * @param precision what its network computed in
 * @param operatingPoints its thresholds; the first is the default
 * @param cases in the order of the label table
 * @param worst the errors that the model was most sure of, false alarms first
 */
public record ModelResults(
    ModelInfo model,
    Precision precision,
    List<OperatingPoint> operatingPoints,
    List<CaseResult> cases,
    List<WorstError> worst) {

  /** Copies. */
  public ModelResults {
    operatingPoints = List.copyOf(operatingPoints);
    cases = List.copyOf(cases);
    worst = List.copyOf(worst);
  }

  /**
   * A wrong call at the default operating point, with what the network saw.
   *
   * @param result the case
   * @param scored what the model said of it
   * @param view the picture as the network saw it
   * @param heatmap where the likelihood comes from, if the model can say
   */
  public record WorstError(
      CaseResult result, Scored scored, View view, Optional<Heatmap> heatmap) {}

  /**
   * The scores that have one of the same picture with its tumors erased, as logits.
   *
   * @param scores any
   * @param groups of the same cases, [n]
   */
  public static Optional<ErasedTumors> erasedTumors(List<Scored> scores, List<String> groups) {
    int[] paired =
        IntStream.range(0, scores.size())
            .filter(i -> scores.get(i).erasedLogit().isPresent())
            .toArray();
    return paired.length == 0
        ? Optional.empty()
        : Optional.of(
            new ErasedTumors(
                Arrays.stream(paired).mapToDouble(i -> scores.get(i).logit()).toArray(),
                Arrays.stream(paired)
                    .mapToDouble(i -> scores.get(i).erasedLogit().getAsDouble())
                    .toArray(),
                Arrays.stream(paired).mapToObj(groups::get).toList()));
  }

  /** The cases that have a likelihood, in order. */
  public Stream<CaseResult> scored() {
    return cases.stream().filter(result -> result.verdict() instanceof Scored);
  }

  /** How many cases ended in a verdict of that kind. */
  public long count(Class<? extends Verdict> kind) {
    return cases.stream().filter(result -> kind.isInstance(result.verdict())).count();
  }

  /** How many scored cases are unlike the training data. */
  public long unfamiliar() {
    return cases.stream()
        .filter(result -> result.verdict() instanceof Scored scored && scored.unfamiliar())
        .count();
  }
}
