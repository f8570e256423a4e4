package org.tumorscan.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tumorscan.cli.options.BatchOptions.Batch;
import org.tumorscan.cli.options.EngineOptions.Engine;
import org.tumorscan.cli.options.ModelOptions.Threshold;
import org.tumorscan.cli.options.ReportOptions.Reports;
import org.tumorscan.cli.options.TalkOptions;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.Execution;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.journal.JournalMismatchException;
import org.tumorscan.journal.JournalOrigin;
import org.tumorscan.journal.PredictionJournal;
import org.tumorscan.journal.PredictionStore;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelException;
import org.tumorscan.pipeline.ClassifyScans;
import org.tumorscan.pipeline.ClassifyScans.Policy;
import org.tumorscan.pipeline.InputFiles;
import org.tumorscan.pipeline.ReportSink;
import org.tumorscan.pipeline.StageTimes;
import org.tumorscan.report.AuditFile;
import org.tumorscan.report.ConsoleReport;
import org.tumorscan.report.Disclosure;
import org.tumorscan.report.ReportDirectory;
import org.tumorscan.report.ReportWriter;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunInfo.ModelInfo;
import org.tumorscan.report.RunTotals;
import org.tumorscan.report.RunTotals.Summary;
import org.tumorscan.report.StreamFailedException;

/** One run of {@code tumorscan classify}, whose options have been understood. */
final class ClassifyRun {
  private static final String TERMINAL_OUT = "tumorscan.terminal.out";

  private static final String RESUMABLE = "; what was judged is kept: --resume goes on from it";

  private final Wiring wiring;
  private final TalkOptions talk;
  private final Source source;
  private final Judge judge;
  private final Output output;
  private final StageTimes times = new StageTimes();

  /**
   * What is read.
   *
   * @param reader reads it
   */
  record Source(InputFiles inputs, DicomReader reader) {}

  /** What judges, and how. */
  record Judge(ModelBundle bundle, Threshold threshold, Policy policy, Engine engine) {}

  /** What is made of it. */
  record Output(Reports reports, Disclosure disclosure, Batch batch) {}

  ClassifyRun(Wiring wiring, TalkOptions talk, Source source, Judge judge, Output output) {
    this.wiring = wiring;
    this.talk = talk;
    this.source = source;
    this.judge = judge;
    this.output = output;
  }

  /**
   * Runs.
   *
   * @return one of {@link ExitCode}
   */
  int execute()
      throws IOException,
          ModelException,
          InferenceException,
          JournalMismatchException,
          InterruptedException {
    try (Classifier classifier = wiring.classifier(judge.bundle(), judge.engine())) {
      Optional<Path> path = output.reports().directory();
      return path.isPresent()
          ? saidWhere(classifier, path.get())
          : classify(
              classifier,
              ReportWriters.forStream(output.reports(), wiring.console().out()),
              PredictionStore.NONE);
    }
  }

  /** A full disk's message does not say which; a journal is there to go on with. */
  private int saidWhere(Classifier classifier, Path path)
      throws IOException, InferenceException, JournalMismatchException, InterruptedException {
    try {
      return intoDirectory(classifier, path);
    } catch (StreamFailedException | FileSystemException e) {
      throw e;
    } catch (IOException e) {
      FileSystemException failure =
          new FileSystemException(path.toString(), null, e.getMessage() + RESUMABLE);
      failure.initCause(e);
      throw failure;
    }
  }

  private int intoDirectory(Classifier classifier, Path path)
      throws IOException, InferenceException, JournalMismatchException, InterruptedException {
    Optional<ReportDirectory> taken = ReportDirectory.take(path);
    if (taken.isEmpty()) {
      wiring
          .console()
          .err()
          .println("tumorscan: " + path + ": another run writes its reports there");
      return ExitCode.USAGE;
    }
    try (ReportDirectory directory = taken.get();
        PredictionJournal journal = journal(directory, classifier.execution())) {
      List<ReportWriter> writers = new ArrayList<>();
      writers.addAll(ReportWriters.forDirectory(output.reports(), path, directory));
      writers.add(new ConsoleReport(wiring.console().out()));
      int exitCode = classify(classifier, writers, journal);
      ReportWriters.removeOthers(output.reports(), path, directory);
      return exitCode;
    }
  }

  private PredictionJournal journal(ReportDirectory directory, Execution execution)
      throws IOException, JournalMismatchException {
    ModelInfo model = model();
    JournalOrigin origin =
        new JournalOrigin(
            "tumorscan " + wiring.toolVersion(),
            model.id() + " " + model.version(),
            model.sha256(),
            execution.toString());
    return output.batch().isResumed()
        ? PredictionJournal.resume(directory.journal(), origin)
        : PredictionJournal.begin(directory.journal(), origin);
  }

  private int classify(Classifier classifier, List<ReportWriter> writers, PredictionStore store)
      throws IOException, InferenceException, InterruptedException {
    ClassifyScans useCase =
        new ClassifyScans(
            source.reader(),
            new Preprocessor(judge.bundle().manifest().input()),
            classifier,
            judge.policy(),
            judge.engine().workers(),
            times);
    Instant start = Instant.now();
    // Before the first report is begun, so that whatever is begun is also ended.
    BooleanSupplier stop = wiring.console().stop().heed();
    RunTotals totals;
    try (ReportSink sink =
            new ReportSink(
                audited(writers), runInfo(classifier.execution()), output.disclosure(), times);
        TerminalProgress progress = progress()) {
      totals = useCase.run(source.inputs(), sink, store, progress, stop);
    }
    wiring.console().out().flush();
    say(totals.summary(), Duration.between(start, Instant.now()));
    return exitCode(totals.summary(), stop.getAsBoolean());
  }

  private List<ReportWriter> audited(List<ReportWriter> writers) throws IOException {
    List<ReportWriter> all = new ArrayList<>(writers);
    if (output.batch().audit().isPresent()) {
      all.add(new AuditFile(output.batch().audit().get(), System.getProperty("user.name")));
    }
    return all;
  }

  private TerminalProgress progress() throws InterruptedException {
    // On one terminal with the table, whose rows are progress enough, a bar would only garble it.
    boolean wanted =
        !talk.isQuiet() && TerminalProgress.isPossible() && !Boolean.getBoolean(TERMINAL_OUT);
    long total = wanted ? source.inputs().count(source.reader()) : 0;
    return TerminalProgress.start("files", total, !wanted, skippedListener());
  }

  private Consumer<String> skippedListener() {
    return text -> {
      if (talk.isVerbose()) {
        wiring.console().err().println(text);
      }
    };
  }

  private RunInfo runInfo(Execution execution) {
    return new RunInfo(
        wiring.toolVersion(), Instant.now(), model(), source.reader().name(), execution);
  }

  private ModelInfo model() {
    return ModelInfo.of(judge.bundle(), judge.threshold().name(), judge.threshold().value());
  }

  private void say(Summary summary, Duration elapsed) {
    if (talk.isQuiet()) {
      return;
    }
    double seconds = elapsed.toMillis() / 1000.0;
    String text =
        String.format(
            Locale.ROOT,
            "%s%d %s in %.1f s (%.1f a second)%s",
            summary.interrupted() ? "interrupted: " : "",
            summary.classified(),
            summary.classified() == 1 ? "slice" : "slices",
            seconds,
            summary.classified() / Math.max(0.001, seconds),
            output.reports().directory().map(path -> "; reports are in " + path).orElse(""));
    wiring.console().err().println(text);
    if (talk.isVerbose()) {
      wiring.console().err().println(times.describe(elapsed));
    }
  }

  private static int exitCode(Summary summary, boolean stoppedByUser) {
    if (summary.interrupted()) {
      return stoppedByUser ? ExitCode.INTERRUPTED : ExitCode.SOME_REJECTED;
    }
    if (summary.classified() + summary.notApplicable() == 0) {
      return ExitCode.NOTHING_READABLE;
    }
    return summary.rejected() > 0 ? ExitCode.SOME_REJECTED : ExitCode.OK;
  }
}
