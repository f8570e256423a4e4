package org.tumorscan.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.tumorscan.report.ReportSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tumorscan schema}. */
@Command(
    name = "schema",
    description = "Print the JSON Schema (draft 2020-12) of what this program writes for others.",
    footer = {
      "",
      "report: report.json, and lines: a line of report.jsonl, both of classify.",
      "evaluation: evaluation.json of evaluate. audit: audit.json of dataset audit.",
      "benchmark: what benchmark -o writes."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DOCUMENT",
      arity = "0..1",
      defaultValue = "REPORT",
      description = "report, lines, evaluation, audit or benchmark (default: report).")
  private ReportSchema document;

  @Override
  public Integer call() throws IOException {
    spec.commandLine().getOut().print(document.text());
    return ExitCode.OK;
  }
}
