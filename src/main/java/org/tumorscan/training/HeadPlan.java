package org.tumorscan.training;

/**
 * How a linear head is trained.
 *
 * @param ridge penalty on standardised weights, above 0
 * @param members heads trained on bootstrap samples of the groups, for the interval; 0 or more
 * @param seed of the bootstrap
 */
public record HeadPlan(double ridge, int members, long seed) {

  /** Checks the ranges given above. */
  public HeadPlan {
    if (!(ridge > 0) || members < 0) {
      throw new IllegalArgumentException("ridge " + ridge + ", members " + members);
    }
  }
}
