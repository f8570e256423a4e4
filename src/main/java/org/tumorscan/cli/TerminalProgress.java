package org.tumorscan.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.tumorscan.pipeline.Progress;
import org.tumorscan.report.Printable;

/**
 * A progress bar with the time left, where stderr is a terminal and the user did not ask for quiet.
 */
final class TerminalProgress implements Progress, AutoCloseable {
  /** System property: stderr is a terminal. */
  static final String POSSIBLE = "tumorscan.terminal.err";

  private static final int UPDATE_MILLIS = 250;

  private final Optional<ProgressBar> bar;
  private final Consumer<String> skippedFiles;

  private TerminalProgress(Optional<ProgressBar> bar, Consumer<String> skippedFiles) {
    this.bar = bar;
    this.skippedFiles = skippedFiles;
  }

  /**
   * Starts a bar for a task that passes nothing over.
   *
   * @param task one word for what is counted
   * @param total how many there are
   * @param quiet whether to show nothing
   */
  static TerminalProgress start(String task, long total, boolean quiet) {
    return start(task, total, quiet, skipped -> {});
  }

  /**
   * Starts a bar.
   *
   * @param task one word for what is counted
   * @param total how many there are
   * @param quiet whether to show nothing
   * @param skippedFiles takes a line for every file that is passed over
   */
  static TerminalProgress start(
      String task, long total, boolean quiet, Consumer<String> skippedFiles) {
    if (quiet || !isPossible()) {
      return new TerminalProgress(Optional.empty(), skippedFiles);
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setEtaFunction(
                state ->
                    state.getCurrent() == 0
                        ? Optional.empty()
                        : Optional.of(
                            state
                                .getElapsedAfterStart()
                                .multipliedBy(Math.max(0, state.getMax() - state.getCurrent()))
                                .dividedBy(state.getCurrent())
                                .plus(Duration.ofMillis(500))))
            .clearDisplayOnFinish()
            .build();
    return new TerminalProgress(Optional.of(bar), skippedFiles);
  }

  /** Whether stderr is a terminal. The launcher looks, since Java cannot tell for stderr alone. */
  static boolean isPossible() {
    return Boolean.getBoolean(POSSIBLE);
  }

  @Override
  public void advance(long steps) {
    bar.ifPresent(shown -> shown.stepBy(steps));
  }

  @Override
  public void skipped(String path, String reason) {
    skippedFiles.accept("skipped: " + Printable.of(path) + ": " + Printable.of(reason));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
