package org.tumorscan.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tumorscan.cli.options.BatchOptions;
import org.tumorscan.cli.options.BatchOptions.Batch;
import org.tumorscan.cli.options.EngineOptions;
import org.tumorscan.cli.options.EngineOptions.Engine;
import org.tumorscan.cli.options.FrameOptions;
import org.tumorscan.cli.options.InputOptions;
import org.tumorscan.cli.options.MemoryOption;
import org.tumorscan.cli.options.MemoryPlan;
import org.tumorscan.cli.options.ModelOptions;
import org.tumorscan.cli.options.ModelOptions.Threshold;
import org.tumorscan.cli.options.PrecisionOption;
import org.tumorscan.cli.options.PseudonymOptions;
import org.tumorscan.cli.options.ReaderOptions;
import org.tumorscan.cli.options.ReportOptions;
import org.tumorscan.cli.options.ReportOptions.Reports;
import org.tumorscan.cli.options.SmoothingOption;
import org.tumorscan.cli.options.TalkOptions;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.journal.JournalMismatchException;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelException;
import org.tumorscan.pipeline.ClassifyScans.Policy;
import org.tumorscan.pipeline.FrameSelection;
import org.tumorscan.pipeline.InputFiles;
import org.tumorscan.report.Disclosure;
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
      "130 interrupted by SIGINT or SIGTERM (what was done is in the reports; --resume goes on).",
      "",
      "Research tool, not a medical device."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class ClassifyCommand implements Callable<Integer> {
  private final Wiring wiring;

  @Mixin private InputOptions inputOptions = new InputOptions();
  @Mixin private FrameOptions frameOptions = new FrameOptions();
  @Mixin private ReportOptions reportOptions = new ReportOptions();
  @Mixin private BatchOptions batchOptions = new BatchOptions();
  @Mixin private PseudonymOptions pseudonymOptions = new PseudonymOptions();
  @Mixin private ModelOptions modelOptions = new ModelOptions();
  @Mixin private SmoothingOption smoothing = new SmoothingOption();
  @Mixin private EngineOptions engineOptions = new EngineOptions();
  @Mixin private PrecisionOption precision = new PrecisionOption();
  @Mixin private MemoryOption memoryOption = new MemoryOption();
  @Mixin private ReaderOptions readerOptions = new ReaderOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  ClassifyCommand(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Integer call()
      throws IOException,
          ModelException,
          InferenceException,
          JournalMismatchException,
          InterruptedException {
    talk.applyToLog();
    modelOptions.check();
    FrameSelection frames = frameOptions.selection();
    // Before any work, since it may be wrong usage.
    DicomReader reader = readerOptions.reader(wiring.dicomReaders());
    Reports reports = reportOptions.reports();
    Batch batch = batchOptions.batch(reports.directory().isPresent());
    Disclosure disclosure = pseudonymOptions.disclosure();
    Engine engine = precision.applied(engineOptions.engine());
    InputFiles inputs =
        new InputFiles(inputOptions.inputs(wiring.console().in()), reports.directory());
    ModelBundle bundle = smoothing.applied(bundle());
    int sizePixels = bundle.manifest().input().sizePixels();
    Optional<MemoryPlan> memory = memoryOption.plan(engine, sizePixels);
    if (memory.isPresent()) {
      engine = memory.get().engine();
      reader = reader.within(memory.get().bytesForOneFile(sizePixels));
    }
    Threshold threshold = modelOptions.threshold(bundle.manifest());
    Policy policy =
        new Policy(
            bundle.manifest().scope(),
            modelOptions.named().isEmpty(),
            threshold.value(),
            bundle.manifest().series(),
            frames,
            reports.isFiled(),
            batch.mostRejected());
    if (batch.isDry()) {
      return new DryRun(wiring.console().out(), disclosure)
          .execute(inputs, reader, new Preprocessor(bundle.manifest().input()), policy);
    }
    return new ClassifyRun(
            wiring,
            talk,
            new ClassifyRun.Source(inputs, reader),
            new ClassifyRun.Judge(bundle, threshold, policy, engine),
            new ClassifyRun.Output(reports, disclosure, batch))
        .execute();
  }

  private ModelBundle bundle() throws ModelException {
    return modelOptions.named().isPresent()
        ? wiring.models().named(modelOptions.named().get())
        : wiring.models().standard();
  }
}
