package org.tumorscan.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code tumorscan}: what stands before the subcommands. */
@Command(
    name = "tumorscan",
    description = "Tumor-likelihood reports from DICOM slices.",
    footer = {"", "Research tool, not a medical device."},
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    subcommands = {
      ClassifyCommand.class,
      TrainCommand.class,
      DatasetCommand.class,
      EvaluateCommand.class,
      LeaveOneOutCommand.class,
      InspectCommand.class,
      ModelsCommand.class,
      BenchmarkCommand.class,
      SchemaCommand.class,
      CompletionCommand.class,
      ManCommand.class
    })
final class TumorscanCommand implements Runnable {
  @Spec private CommandSpec spec;

  // Both are read by Settings, before there is anything to put them into.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "Properties for options that are left out, such as classify.operating-point=screening."
              + " TUMORSCAN_CLASSIFY_OPERATING_POINT in the environment comes before them.")
  private @Nullable Path config;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "What stderr gets: text, or json, an object a line (default: text).")
  private LogFormat logFormat = LogFormat.TEXT;

  /** Forms of what is said on stderr. */
  enum LogFormat {
    TEXT,
    JSON
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
