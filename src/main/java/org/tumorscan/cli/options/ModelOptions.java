package org.tumorscan.cli.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.OperatingPoint;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which model judges, and from where on a slice is suspicious. */
public final class ModelOptions {
  private static final String AUTO = "auto";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = AUTO,
      description =
          "auto, or an id, a bundle's directory or a djl:// URL. Only auto leaves alone what the"
              + " model is not made for (default: ${DEFAULT-VALUE}).")
  private String model = AUTO;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description = "Likelihood from which a slice is suspicious, 0 to 1.")
  private @Nullable Double threshold;

  @Option(
      names = "--operating-point",
      paramLabel = "NAME",
      description = "A threshold of the model by name, such as screening.")
  private @Nullable String operatingPoint;

  /** The model that the caller names; empty for {@code auto}. */
  public Optional<String> named() {
    return model.equals(AUTO) ? Optional.empty() : Optional.of(model);
  }

  /** Rejects, before any work, what no model could make sense of. */
  public void check() {
    if (threshold != null && operatingPoint != null) {
      letTheCommandLineWin();
    }
    if (threshold != null && operatingPoint != null) {
      throw new ParameterException(
          spec.commandLine(), "--threshold and --operating-point exclude each other");
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--threshold " + threshold + ": expected 0 to 1");
    }
  }

  /** One of two that exclude each other may come from the environment or a file. */
  private void letTheCommandLineWin() {
    boolean hasThreshold = isOnCommandLine("--threshold");
    boolean hasOperatingPoint = isOnCommandLine("--operating-point");
    if (hasThreshold && !hasOperatingPoint) {
      operatingPoint = null;
    } else if (hasOperatingPoint && !hasThreshold) {
      threshold = null;
    }
  }

  private boolean isOnCommandLine(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /**
   * A threshold with its name.
   *
   * @param name of the operating point, or {@code custom}
   * @param value in [0, 1]
   */
  public record Threshold(String name, double value) {}

  /** The threshold to use with the model. */
  public Threshold threshold(Manifest manifest) {
    if (threshold != null) {
      return new Threshold("custom", threshold);
    }
    String name =
        operatingPoint == null ? manifest.operatingPoints().get(0).name() : operatingPoint;
    return manifest
        .operatingPoint(name)
        .map(point -> new Threshold(point.name(), point.threshold()))
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--operating-point "
                        + name
                        + ": the model has "
                        + manifest.operatingPoints().stream().map(OperatingPoint::name).toList()));
  }
}
