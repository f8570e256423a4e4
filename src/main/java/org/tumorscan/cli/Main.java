package org.tumorscan.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.tumorscan.djl.Engines;
import picocli.CommandLine;

/** Entry point. Holds the only {@code System.exit}. */
public final class Main {
  private static final long GRACE_SECONDS = 60;

  private Main() {}

  /** Runs the program; see {@code --help}. */
  public static void main(String[] args) {
    Engines.stayOffline();
    StopSignal stop = new StopSignal();
    AtomicInteger exitCode = new AtomicInteger(ExitCode.INTERNAL);
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> finishThenHalt(stop, done, exitCode), "interrupt"));
    StandardOutput stdout = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintWriter out = new PrintWriter(stdout, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    try {
      exitCode.set(run(args, new Console(out, err, System.in, stop, System.getenv())));
      if (out.checkError()) {
        exitCode.set(withoutOutput(exitCode.get(), stdout, err));
      }
    } catch (Throwable e) {
      // An Error, such as too little memory: picocli has handled every exception.
      err.println("tumorscan: internal error: " + e);
    } finally {
      err.flush();
      done.countDown();
    }
    System.exit(exitCode.get());
  }

  /** Quiet where the reader had enough; else that is what went wrong. */
  private static int withoutOutput(int exitCode, StandardOutput stdout, PrintWriter err) {
    if (stdout.isReaderGone()) {
      return ExitCode.READER_GONE;
    }
    if (exitCode >= ExitCode.USAGE && exitCode != ExitCode.INTERNAL) {
      return exitCode;
    }
    err.println("tumorscan: standard output cannot be written");
    return ExitCode.INTERNAL;
  }

  /**
   * Runs a command line without ending the process.
   *
   * @return one of {@link ExitCode}
   */
  static int run(String[] args, Console console) {
    CommandLine commandLine =
        new CommandLine(new TumorscanCommand(), new CommandFactory(new Wiring(console)))
            .setOut(console.out())
            .setErr(console.err())
            .setCaseInsensitiveEnumValuesAllowed(true)
            // A scan whose name begins with @ is a scan.
            .setExpandAtFiles(false)
            .setExecutionExceptionHandler(new FailureHandler())
            .setParameterExceptionHandler(new UsageHandler());
    return commandLine.execute(args);
  }

  /**
   * On SIGINT or SIGTERM: lets a run that heeds it finish its reports, then ends with the code for
   * that. A run that has ended by itself passes through here at once.
   */
  private static void finishThenHalt(StopSignal stop, CountDownLatch done, AtomicInteger exitCode) {
    if (done.getCount() == 0) {
      return;
    }
    stop.request();
    boolean finished = false;
    try {
      finished = stop.isHeeded() && done.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(finished ? exitCode.get() : ExitCode.INTERRUPTED);
  }
}
