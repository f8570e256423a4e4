package org.tumorscan.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tumorscan.inference.Precision.Choice;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is measured, for how long, and where the figures go. */
public final class BenchmarkOptions {
  private static final String AUTO = "auto";
  private static final double LONGEST_SECONDS = 3600;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = AUTO,
      description = "auto, or an id, a bundle's directory or a djl:// URL (default: auto).")
  private String model = AUTO;

  @Mixin private DeviceOption device = new DeviceOption();
  @Mixin private PrecisionOption precision = new PrecisionOption();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "2",
      description = "How long to measure each figure (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Also write the figures to FILE as JSON, replacing an older one.")
  private @Nullable Path output;

  /**
   * What is measured, for how long, and where the figures go.
   *
   * @param model the model that the caller names; empty for {@code auto}
   * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
   * @param precision of the network
   * @param seconds above 0
   * @param output the file for JSON
   */
  public record Plan(
      Optional<String> model,
      String device,
      Choice precision,
      double seconds,
      Optional<Path> output) {}

  /** The options as a value. */
  public Plan plan() {
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--seconds " + seconds + ": expected more than 0, to " + (int) LONGEST_SECONDS);
    }
    return new Plan(
        model.equals(AUTO) ? Optional.empty() : Optional.of(model),
        device.name(spec),
        precision.choice(),
        seconds,
        Optional.ofNullable(output));
  }
}
