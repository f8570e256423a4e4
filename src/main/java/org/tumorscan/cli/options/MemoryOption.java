package org.tumorscan.cli.options;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tumorscan.cli.options.EngineOptions.Engine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much memory the process may take. */
public final class MemoryOption {
  private static final String NAME = "--max-memory";
  private static final Pattern SIZE = Pattern.compile("(\\d{1,7})([mMgG])");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = NAME,
      paramLabel = "SIZE",
      description = {
        "Most resident memory, such as 1500m or 2g; runs on the CPU. What does not fit is rejected"
            + " as limit-exceeded. On the command line or in TUMORSCAN_CLASSIFY_MAX_MEMORY alone,"
            + " since Java's heap is sized before a file is read."
      })
  private @Nullable String size;

  /**
   * How the memory is divided, where there is a limit.
   *
   * @param engine as it was asked for
   * @param sizePixels height and width of the network's input
   * @throws ParameterException where the limit cannot hold
   */
  public Optional<MemoryPlan> plan(Engine engine, int sizePixels) {
    if (size == null) {
      return Optional.empty();
    }
    if (engine.device().startsWith("cuda")) {
      throw wrong("holds on the CPU alone, not for --device " + engine.device());
    }
    long limit = mebibytes(size);
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    MemoryPlan plan = MemoryPlan.of(heap, engine, sizePixels);
    if (limit < plan.leastMebibytes()) {
      throw wrong(
          "too little for batches of %d, which need at least %dm"
              .formatted(engine.batchSize(), plan.leastMebibytes()));
    }
    if (limit < plan.mostMebibytes()) {
      throw wrong(
          "Java's heap may take %dm and the network %dm, %dm in all; lower --batch-size or"
                  .formatted(heap, plan.nativeMebibytes(), plan.mostMebibytes())
              + " TUMORSCAN_HEAP, and give "
              + NAME
              + " on the command line or in the environment, where the launcher sees it");
    }
    return Optional.of(plan);
  }

  private long mebibytes(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw wrong("expected a size such as 1500m or 2g");
    }
    boolean gibibytes = matcher.group(2).equalsIgnoreCase("g");
    return Long.parseLong(matcher.group(1)) << (gibibytes ? 10 : 0);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), NAME + " " + size + ": " + message);
  }
}
