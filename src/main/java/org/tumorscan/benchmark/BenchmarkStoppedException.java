package org.tumorscan.benchmark;

/** The user wanted the benchmark to end before it was done. */
public final class BenchmarkStoppedException extends Exception {
  private static final long serialVersionUID = 1L;

  BenchmarkStoppedException() {
    super("stopped by the user");
  }
}
