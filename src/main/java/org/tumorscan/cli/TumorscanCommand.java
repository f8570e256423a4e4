package org.tumorscan.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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
      ModelsCommand.class
    })
final class TumorscanCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
