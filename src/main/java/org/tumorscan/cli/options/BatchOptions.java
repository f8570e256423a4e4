package org.tumorscan.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a run goes that nobody watches. */
public final class BatchOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--resume",
      description =
          "Do not ask the network again what the last run into DIR, finished or not, asked it. The"
              + " reports are those of one run over all inputs. Needs -o.")
  private boolean resume;

  @Option(
      names = "--dry-run",
      description =
          "Read headers only and print what would become of every file; write nothing, start no"
              + " network.")
  private boolean dryRun;

  @Option(
      names = "--fail-fast",
      description = "End the run, with whole reports, at the first rejected file: --max-errors 1.")
  private boolean failFast;

  @Option(
      names = "--max-errors",
      paramLabel = "N",
      description = "End the run, with whole reports, when N files or frames were rejected.")
  private @Nullable Long maxErrors;

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description =
          "Append to FILE, as JSON lines, who judged which SOP Instance UIDs when with which model,"
              + " and what came of it. No patient data.")
  private @Nullable Path audit;

  /**
   * How a run goes that nobody watches.
   *
   * @param isResumed whether what the last run found out counts
   * @param isDry whether only headers are read
   * @param mostRejected how many rejected files and frames end the run, at least 1
   * @param audit the file that says who did what
   */
  public record Batch(boolean isResumed, boolean isDry, long mostRejected, Optional<Path> audit) {}

  /**
   * The options as a value.
   *
   * @param hasDirectory whether reports go into a directory
   */
  public Batch batch(boolean hasDirectory) {
    if (resume && !hasDirectory) {
      throw wrong("--resume needs the directory of the last run: add -o DIR");
    }
    if (resume && dryRun) {
      throw wrong("--resume and --dry-run exclude each other");
    }
    if (failFast && maxErrors != null) {
      throw wrong("--fail-fast and --max-errors exclude each other");
    }
    if (maxErrors != null && maxErrors < 1) {
      throw wrong("--max-errors " + maxErrors + ": expected 1 or more");
    }
    long most = maxErrors == null ? Long.MAX_VALUE : maxErrors;
    return new Batch(resume, dryRun, failFast ? 1 : most, Optional.ofNullable(audit));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
