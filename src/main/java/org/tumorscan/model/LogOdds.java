package org.tumorscan.model;

/**
 * Likelihoods as log-odds, which add up. One that is surer than 1 in 10,000 counts as that, so that
 * it cannot outweigh any number of others.
 */
public final class LogOdds {
  private static final double SMALLEST = 1e-4;

  private LogOdds() {}

  /**
   * The log-odds of a likelihood.
   *
   * @param likelihood in [0, 1]
   */
  public static double of(double likelihood) {
    double inside = Math.min(Math.max(likelihood, SMALLEST), 1 - SMALLEST);
    return Math.log(inside / (1 - inside));
  }

  /** The likelihood of log-odds, in (0, 1). */
  public static double likelihood(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
