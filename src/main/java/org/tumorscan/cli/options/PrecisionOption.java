package org.tumorscan.cli.options;

import java.util.Arrays;
import org.tumorscan.cli.options.EngineOptions.Engine;
import org.tumorscan.inference.Precision.Choice;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the network computes in, for commands that judge. */
public final class PrecisionOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "auto, or float32 for figures that hang less on the processor (default:"
              + " ${DEFAULT-VALUE}). auto is bfloat16 where the processor multiplies it, and float16"
              + " on CUDA.")
  private String precision = "auto";

  /** The engine in the precision that the caller asks for. */
  public Engine applied(Engine engine) {
    return engine.with(choice());
  }

  /** What the caller asks for. */
  Choice choice() {
    return Arrays.stream(Choice.values())
        .filter(choice -> choice.word().equals(precision))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--precision " + precision + ": expected auto or float32"));
  }
}
