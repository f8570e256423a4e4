package org.tumorscan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tumorscan.cli.options.EngineOptions;
import org.tumorscan.cli.options.EngineOptions.Engine;
import org.tumorscan.cli.options.FrameOptions;
import org.tumorscan.cli.options.InputOptions;
import org.tumorscan.cli.options.ModelOptions;
import org.tumorscan.cli.options.ModelOptions.Threshold;
import org.tumorscan.cli.options.PseudonymOptions;
import org.tumorscan.cli.options.ReaderOptions;
import org.tumorscan.cli.options.ReportOptions;
import org.tumorscan.cli.options.ReportOptions.Reports;
import org.tumorscan.cli.options.TalkOptions;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelException;
import org.tumorscan.pipeline.ClassifyScans;
import org.tumorscan.pipeline.ClassifyScans.Policy;
import org.tumorscan.pipeline.FrameSelection;
import org.tumorscan.pipeline.InputFiles;
import org.tumorscan.pipeline.ReportSink;
import org.tumorscan.pipeline.StageTimes;
import org.tumorscan.report.Disclosure;
import org.tumorscan.report.ReportWriter;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunInfo.ModelInfo;
import org.tumorscan.report.RunTotals;
import org.tumorscan.report.RunTotals.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tumorscan classify}. */
@Command(
    name = "classify",
    description = "Judge DICOM slices and write tumor-likelihood reports.",
    footer = {
      "",
      "Exit codes: 0 all inputs classified or rightly left alone, 1 some rejected, 2 wrong usage,",
      "3 nothing readable, 4 model cannot be used, 5 device not there, 70 internal error,",
      "130 interrupted (what was done is in the reports).",
      "",
      "Research tool, not a medical device."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class ClassifyCommand implements Callable<Integer> {
  private static final String TERMINAL_OUT = "tumorscan.terminal.out";

  private final Wiring wiring;

  @Mixin private InputOptions inputOptions = new InputOptions();
  @Mixin private FrameOptions frameOptions = new FrameOptions();
  @Mixin private ReportOptions reportOptions = new ReportOptions();
  @Mixin private PseudonymOptions pseudonymOptions = new PseudonymOptions();
  @Mixin private ModelOptions modelOptions = new ModelOptions();
  @Mixin private EngineOptions engineOptions = new EngineOptions();
  @Mixin private ReaderOptions readerOptions = new ReaderOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  ClassifyCommand(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Integer call()
      throws IOException, ModelException, InferenceException, InterruptedException {
    talk.applyToLog();
    modelOptions.check();
    FrameSelection frames = frameOptions.selection();
    // Before any work, since it may be wrong usage.
    DicomReader reader = readerOptions.reader(wiring.dicomReaders());
    Reports reports = reportOptions.reports();
    Disclosure disclosure = pseudonymOptions.disclosure();
    Engine engine = engineOptions.engine();
    InputFiles inputs =
        new InputFiles(inputOptions.inputs(wiring.console().in()), reports.directory());
    ModelBundle bundle = bundle();
    Threshold threshold = modelOptions.threshold(bundle.manifest());
    StageTimes times = new StageTimes();
    try (Classifier classifier = wiring.classifier(bundle, engine)) {
      Policy policy =
          new Policy(
              bundle.manifest().scope(),
              modelOptions.named().isEmpty(),
              threshold.value(),
              frames,
              reports.isFiled());
      RunInfo run = runInfo(bundle, threshold, reader, classifier.device());
      ClassifyScans useCase =
          new ClassifyScans(
              reader,
              new Preprocessor(bundle.manifest().input()),
              classifier,
              policy,
              engine.workers(),
              times);
      return classify(inputs, reader, reports, disclosure, useCase, run, times);
    }
  }

  private ModelBundle bundle() throws ModelException {
    return modelOptions.named().isPresent()
        ? wiring.models().named(modelOptions.named().get())
        : wiring.models().standard();
  }

  private int classify(
      InputFiles inputs,
      DicomReader reader,
      Reports reports,
      Disclosure disclosure,
      ClassifyScans useCase,
      RunInfo run,
      StageTimes times)
      throws IOException, InferenceException, InterruptedException {
    Instant start = Instant.now();
    // On one terminal with the table, whose rows are progress enough, a bar would only garble it.
    boolean progressWanted =
        !talk.isQuiet() && TerminalProgress.isPossible() && !Boolean.getBoolean(TERMINAL_OUT);
    long total = progressWanted ? inputs.count(reader) : 0;
    // Before the first report is begun, so that whatever is begun is also ended.
    BooleanSupplier stop = wiring.console().stop().heed();
    RunTotals totals;
    try (ReportSink sink = new ReportSink(writers(reports), run, disclosure, times);
        TerminalProgress progress =
            TerminalProgress.start("files", total, !progressWanted, skippedListener())) {
      totals = useCase.run(inputs, sink, progress, stop);
    }
    wiring.console().out().flush();
    say(totals.summary(), reports, Duration.between(start, Instant.now()), times);
    return exitCode(totals.summary());
  }

  private Consumer<String> skippedListener() {
    return text -> {
      if (talk.isVerbose()) {
        wiring.console().err().println(text);
      }
    };
  }

  private List<ReportWriter> writers(Reports reports) throws IOException {
    if (reports.directory().isPresent()) {
      Files.createDirectories(reports.directory().get());
    }
    return new ArrayList<>(ReportWriters.of(reports, wiring.console().out()));
  }

  private RunInfo runInfo(
      ModelBundle bundle, Threshold threshold, DicomReader reader, String device) {
    ModelInfo model = ModelInfo.of(bundle, threshold.name(), threshold.value());
    return new RunInfo(wiring.toolVersion(), Instant.now(), model, reader.name(), device);
  }

  private void say(Summary summary, Reports reports, Duration elapsed, StageTimes times) {
    if (talk.isQuiet()) {
      return;
    }
    double seconds = elapsed.toMillis() / 1000.0;
    wiring
        .console()
        .err()
        .println(
            String.format(
                Locale.ROOT,
                "%s%d %s in %.1f s (%.1f a second)%s",
                summary.interrupted() ? "interrupted: " : "",
                summary.classified(),
                summary.classified() == 1 ? "slice" : "slices",
                seconds,
                summary.classified() / Math.max(0.001, seconds),
                reports.directory().map(ClassifyCommand::where).orElse("")));
    if (talk.isVerbose()) {
      wiring.console().err().println(times.describe(elapsed));
    }
  }

  private static String where(Path directory) {
    return "; reports are in " + directory;
  }

  private static int exitCode(Summary summary) {
    if (summary.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    if (summary.classified() + summary.notApplicable() == 0) {
      return ExitCode.NOTHING_READABLE;
    }
    return summary.rejected() > 0 ? ExitCode.SOME_REJECTED : ExitCode.OK;
  }
}
