package org.tumorscan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.tumorscan.dataset.DatasetException;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.journal.JournalMismatchException;
import org.tumorscan.model.ModelException;
import org.tumorscan.report.StreamFailedException;
import org.tumorscan.training.TrainingException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command fails with into one line on stderr and an exit code. */
final class FailureHandler implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parseResult) {
    PrintWriter err = commandLine.getErr();
    if (exception instanceof ModelException) {
      err.println("tumorscan: " + exception.getMessage());
      return ExitCode.MODEL;
    }
    if (exception instanceof InferenceException failure) {
      err.println("tumorscan: " + exception.getMessage());
      return failure.reason() == InferenceException.Reason.DEVICE_NOT_AVAILABLE
          ? ExitCode.DEVICE
          : ExitCode.INTERNAL;
    }
    if (exception instanceof TrainingException
        || exception instanceof DatasetException
        || exception instanceof JournalMismatchException) {
      err.println("tumorscan: " + exception.getMessage());
      return ExitCode.USAGE;
    }
    if (exception instanceof StreamFailedException) {
      // Main knows why, and whether that is worth a word.
      return ExitCode.INTERNAL;
    }
    if (exception instanceof IOException failure) {
      err.println("tumorscan: " + IoMessages.of(failure));
      return IoMessages.isWrongPlace(failure) ? ExitCode.USAGE : ExitCode.INTERNAL;
    }
    err.println("tumorscan: internal error; please report it with the lines below");
    exception.printStackTrace(err);
    return ExitCode.INTERNAL;
  }
}
