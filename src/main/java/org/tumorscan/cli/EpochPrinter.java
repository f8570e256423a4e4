package org.tumorscan.cli;

import java.time.Duration;
import java.util.Locale;
import org.tumorscan.pipeline.TrainDenseModel;
import org.tumorscan.training.NetworkTrainer.EpochReport;
import org.tumorscan.training.TrainingPlan.Schedule;

/** Says how long a training will take, and after each epoch how it went. */
record EpochPrinter(TerminalProgress progress, Console console, Schedule schedule, boolean quiet)
    implements TrainDenseModel.Listener {

  @Override
  public void prepared() {
    progress.advance(1);
  }

  @Override
  public void firstBatch(Duration wholeRun) {
    say("a first batch went through; about " + text(wholeRun) + " to go");
  }

  @Override
  public void step(int examples) {
    progress.advance(examples);
  }

  @Override
  public void epoch(EpochReport report) {
    say(
        String.format(
            Locale.ROOT,
            "epoch %d of %d: loss %.4f, validation %.4f%s, %s left",
            report.epoch(),
            schedule.epochs(),
            report.loss(),
            report.metric(),
            report.best() ? " (best so far)" : "",
            text(report.left())));
  }

  private void say(String line) {
    if (!quiet) {
      console.err().println(line);
    }
  }

  private static String text(Duration duration) {
    if (duration.toMinutes() < 2) {
      return duration.toSeconds() + " s";
    }
    return duration.toHours() < 2
        ? duration.toMinutes() + " min"
        : String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
  }
}
