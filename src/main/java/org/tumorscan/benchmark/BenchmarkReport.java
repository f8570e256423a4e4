package org.tumorscan.benchmark;

import java.time.Instant;

/**
 * A benchmark as its readers get it.
 *
 * @param run which program measured what, and when
 * @param given what was seen of the user's files; empty of files where the user gave none
 * @param measurements what it came to
 */
public record BenchmarkReport(Run run, SampledInputs given, Measurements measurements) {

  /**
   * Which program measured what, and when.
   *
   * @param modelSha256 digest of the bundle's manifest
   * @param dicomReader such as {@code part10}
   * @param seconds of each measurement
   */
  public record Run(
      String toolVersion,
      Instant createdAt,
      String modelId,
      String modelVersion,
      String modelSha256,
      String dicomReader,
      double seconds) {}
}
