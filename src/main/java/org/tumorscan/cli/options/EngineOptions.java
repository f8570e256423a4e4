package org.tumorscan.cli.options;

import org.tumorscan.inference.Precision.Choice;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where and how the network runs. */
public final class EngineOptions {
  private static final int LARGEST_BATCH = 1024;
  private static final int MOST_WORKERS = 256;

  // Each may hold a large file and its frame in memory.
  private static final int MOST_WORKERS_UNASKED = 8;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private DeviceOption device = new DeviceOption();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "8",
      description = "Slices that go through the network at once (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads that read and prepare slices (default: one a processor, at most 8).")
  private int workers;

  /**
   * Where and how the network runs.
   *
   * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
   * @param precision of the network
   * @param batchSize at least 1
   * @param workers at least 1
   */
  public record Engine(String device, Choice precision, int batchSize, int workers) {

    /** This in another precision. */
    Engine with(Choice changed) {
      return new Engine(device, changed, batchSize, workers);
    }
  }

  /**
   * The options as a value, in float32: what is learned should not hang on the processor. {@link
   * PrecisionOption} has a say where a command judges.
   */
  public Engine engine() {
    String name = device.name(spec);
    if (batchSize < 1 || batchSize > LARGEST_BATCH) {
      throw new ParameterException(
          spec.commandLine(), "--batch-size " + batchSize + ": expected 1 to " + LARGEST_BATCH);
    }
    if (workers < 0 || workers > MOST_WORKERS) {
      throw new ParameterException(
          spec.commandLine(), "--workers " + workers + ": expected 1 to " + MOST_WORKERS);
    }
    int threads =
        workers == 0
            ? Math.min(MOST_WORKERS_UNASKED, Runtime.getRuntime().availableProcessors())
            : workers;
    return new Engine(name, Choice.FLOAT32, batchSize, threads);
  }
}
