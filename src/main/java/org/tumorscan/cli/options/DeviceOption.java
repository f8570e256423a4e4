package org.tumorscan.cli.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** On which device the network runs. */
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
  private String device = "auto";

  /**
   * {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}.
   *
   * @param spec of the command, for whose user an error is
   */
  String name(CommandSpec spec) {
    if (!device.matches("auto|cpu|cuda(:\\d{1,3})?")) {
      throw new ParameterException(
          spec.commandLine(), "--device " + device + ": expected auto, cpu, cuda or cuda:N");
    }
    return device;
  }
}
