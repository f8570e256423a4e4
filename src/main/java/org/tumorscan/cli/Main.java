package org.tumorscan.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.tumorscan.djl.Engines;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Entry point. Holds the only {@code System.exit}. */
public final class Main {
  private static final long GRACE_SECONDS = 60;

  private Main() {}

  /** Runs the program; see {@code --help}. */
  public static void main(String[] args) {
    launch(args, Wiring::new);
  }

  /** The same with other implementations of the ports. Does not return. */
  static void launch(String[] args, Function<Console, Wiring> wiring) {
    Engines.stayOffline();
    StopSignal stop = new StopSignal();
    AtomicInteger exitCode = new AtomicInteger(ExitCode.INTERNAL);
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> finishThenHalt(stop, done, exitCode), "interrupt"));
    StandardOutput stdout = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintWriter out = new PrintWriter(stdout, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    speakJsonWhereAsked(args, err);
    try {
      exitCode.set(run(args, new Console(out, err, System.in, stop, System.getenv()), wiring));
      if (out.checkError()) {
        exitCode.set(withoutOutput(exitCode.get(), stdout, err));
      }
    } catch (OutOfMemoryError e) {
      // Not the writer from before: this stream may have been made to speak JSON.
      System.err.printf(
          "tumorscan: Java's heap, %d MiB, is full; set TUMORSCAN_HEAP for more (%s)%n",
          Runtime.getRuntime().maxMemory() >> 20, e.getMessage());
    } catch (Throwable e) {
      // Another Error: picocli has handled every exception.
      System.err.println("tumorscan: internal error: " + e);
    } finally {
      err.flush();
      done.countDown();
    }
    System.exit(exitCode.get());
  }

  /**
   * For what libraries say, and the progress bar. What is wrong with the settings is said later.
   */
  private static void speakJsonWhereAsked(String[] args, PrintWriter err) {
    try {
      if (Settings.of(args, System.getenv()).isLogJson()) {
        System.setProperty(TerminalProgress.POSSIBLE, "false");
        System.setErr(JsonLog.stream(err));
      }
    } catch (IOException e) {
      // Main.run meets it again, and can say so.
      return;
    }
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
    return run(args, console, Wiring::new);
  }

  /** The same with other implementations of the ports. */
  static int run(String[] args, Console console, Function<Console, Wiring> wiring) {
    Settings settings;
    try {
      settings = Settings.of(args, console.environment());
    } catch (IOException e) {
      console.err().println("tumorscan: --config: " + IoMessages.of(e));
      return ExitCode.USAGE;
    }
    Console heard = settings.isLogJson() ? withJsonLog(console) : console;
    CommandLine program =
        new CommandLine(new TumorscanCommand(), new CommandFactory(wiring.apply(heard)))
            .setOut(heard.out())
            .setErr(heard.err())
            .setCaseInsensitiveEnumValuesAllowed(true)
            // A scan whose name begins with @ is a scan.
            .setExpandAtFiles(false)
            .setDefaultValueProvider(settings)
            .setExecutionExceptionHandler(new FailureHandler())
            .setParameterExceptionHandler(new UsageHandler());
    try {
      settings.check(program);
    } catch (ParameterException e) {
      return new UsageHandler().handleParseException(e, args);
    }
    return program.execute(args);
  }

  private static Console withJsonLog(Console console) {
    return new Console(
        console.out(),
        JsonLog.over(console.err()),
        console.in(),
        console.stop(),
        console.environment());
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
    if (!finished) {
      stop.tidyUp();
    }
    Runtime.getRuntime().halt(finished ? exitCode.get() : ExitCode.INTERRUPTED);
  }
}
