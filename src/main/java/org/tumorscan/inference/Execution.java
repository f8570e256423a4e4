package org.tumorscan.inference;

/**
 * Where and how a network runs. Likelihoods of two executions differ in their last decimals.
 *
 * @param device {@code cpu} or {@code cuda:0}
 * @param precision what it computes in
 */
public record Execution(String device, Precision precision) {

  /** For people, such as {@code cpu in float32}. */
  @Override
  public String toString() {
    return device + " in " + precision.word();
  }
}
