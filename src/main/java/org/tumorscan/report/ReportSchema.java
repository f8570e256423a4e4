package org.tumorscan.report;

import java.io.IOException;
import java.util.Locale;

/**
 * What programs read of this one, each described by a JSON Schema that ships beside the writers.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema, draft 2020-12</a>
 */
public enum ReportSchema {
  /** {@code report.json} of {@code classify}. */
  REPORT,
  /** A line of {@code report.jsonl} of {@code classify}. */
  LINES,
  /** {@code evaluation.json} of {@code evaluate}. */
  EVALUATION,
  /** {@code audit.json} of {@code dataset audit}. */
  AUDIT,
  /** {@code benchmark.json}, by whatever name, of {@code benchmark}. */
  BENCHMARK;

  /**
   * The schema as a JSON document that ends with a line break.
   *
   * @throws IOException where the program lacks it
   */
  public String text() throws IOException {
    return PageResource.named(name().toLowerCase(Locale.ROOT) + "-schema.json").text();
  }
}
