package org.tumorscan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.tumorscan.benchmark.Benchmark;
import org.tumorscan.benchmark.BenchmarkJson;
import org.tumorscan.benchmark.BenchmarkReport;
import org.tumorscan.benchmark.BenchmarkStoppedException;
import org.tumorscan.benchmark.BenchmarkTable;
import org.tumorscan.benchmark.InputSampler;
import org.tumorscan.benchmark.MadeSlices;
import org.tumorscan.benchmark.SampledInputs;
import org.tumorscan.cli.options.BenchmarkOptions;
import org.tumorscan.cli.options.BenchmarkOptions.Plan;
import org.tumorscan.cli.options.EngineOptions.Engine;
import org.tumorscan.cli.options.InputOptions;
import org.tumorscan.cli.options.ReaderOptions;
import org.tumorscan.cli.options.TalkOptions;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelException;
import org.tumorscan.pipeline.InputFiles;
import org.tumorscan.report.Printable;
import org.tumorscan.report.ReportTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tumorscan benchmark}. */
@Command(
    name = "benchmark",
    description = "Measure this machine and recommend settings for classify.",
    footer = {
      "",
      "Measures the network by batch size, reading and decoding, preparing, and all of it from files",
      "to a report by number of workers: over INPUTs, or over slices that it makes in the directory for",
      "temporary files. Uncompressed slices are all it makes, so give it files of your own to learn of",
      "their transfer syntaxes. All slices are judged, whether or not the model is made for them.",
      "",
      "The network's threads are fixed when the process starts, so one number is measured, by default",
      "one a processor. For another: TUMORSCAN_THREADS=2 tumorscan benchmark.",
      "",
      "Exit codes: 0 measured, 1 measured, but some inputs cannot be read, 2 wrong usage, such as an",
      "output that cannot be written, 3 nothing readable, 4 model cannot be used, 5 device not there,",
      "70 internal error, 130 interrupted by SIGINT or SIGTERM (nothing is written)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class BenchmarkCommand implements Callable<Integer> {
  /** Four batches of the default size. */
  private static final int MADE_SLICES = 32;

  private static final SampledInputs NONE_GIVEN =
      new SampledInputs(0, true, 0, List.of(), List.of());

  private final Wiring wiring;

  @Spec private CommandSpec spec;
  @Mixin private InputOptions inputOptions = new InputOptions();
  @Mixin private BenchmarkOptions benchmarkOptions = new BenchmarkOptions();
  @Mixin private ReaderOptions readerOptions = new ReaderOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  BenchmarkCommand(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public Integer call()
      throws IOException, ModelException, InferenceException, InterruptedException {
    talk.applyToLog();
    Plan plan = benchmarkOptions.plan();
    DicomReader reader = readerOptions.reader(wiring.dicomReaders());
    Optional<InputFiles> inputs =
        inputOptions.isGiven()
            ? Optional.of(
                new InputFiles(inputOptions.inputs(wiring.console().in()), Optional.empty()))
            : Optional.empty();
    if (plan.output().isEmpty()) {
      return measure(plan, reader, inputs, Optional.empty());
    }
    // Before minutes are spent on what could then not be written.
    try (ReportTarget target = target(plan.output().get())) {
      return measure(plan, reader, inputs, Optional.of(target));
    }
  }

  private ReportTarget target(Path output) {
    if (Files.isDirectory(output)) {
      throw new ParameterException(
          spec.commandLine(), "-o " + output + ": is a directory; name a file");
    }
    try {
      return ReportTarget.file(output);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "-o " + output + " cannot be written: " + IoMessages.of(e), e);
    }
  }

  private int measure(
      Plan plan, DicomReader reader, Optional<InputFiles> inputs, Optional<ReportTarget> target)
      throws IOException, ModelException, InferenceException, InterruptedException {
    Instant start = Instant.now();
    BooleanSupplier stop = wiring.console().stop().heed();
    try (MadeSlices made = MadeSlices.write(MADE_SLICES)) {
      SampledInputs given =
          inputs.isPresent() ? InputSampler.sample(inputs.get(), reader, stop) : NONE_GIVEN;
      if (inputs.isPresent() && given.groups().isEmpty()) {
        return nothingReadable(given);
      }
      ModelBundle bundle =
          plan.model().isPresent()
              ? wiring.models().named(plan.model().get())
              : wiring.models().standard();
      Benchmark benchmark =
          new Benchmark(
              new Benchmark.Subject(
                  bundle,
                  batchSize ->
                      wiring.classifier(
                          bundle, new Engine(plan.device(), plan.precision(), batchSize, 1)),
                  reader,
                  wiring.networkThreads()),
              System::nanoTime,
              plan.seconds(),
              stop,
              this::say);
      BenchmarkReport report =
          new BenchmarkReport(
              run(plan, reader, bundle, start),
              given,
              benchmark.run(
                  new Benchmark.Inputs(
                      InputSampler.sample(made.inputs(), reader, stop),
                      given,
                      inputs.orElseGet(made::inputs))));
      print(report, target);
      return given.unreadable().isEmpty() ? ExitCode.OK : ExitCode.SOME_REJECTED;
    } catch (BenchmarkStoppedException e) {
      say("interrupted; nothing was written");
      return ExitCode.INTERRUPTED;
    }
  }

  private BenchmarkReport.Run run(
      Plan plan, DicomReader reader, ModelBundle bundle, Instant start) {
    return new BenchmarkReport.Run(
        wiring.toolVersion(),
        start,
        bundle.manifest().identity().id(),
        bundle.manifest().identity().version(),
        bundle.manifestSha256(),
        reader.name(),
        plan.seconds());
  }

  private void print(BenchmarkReport report, Optional<ReportTarget> target) throws IOException {
    BenchmarkTable.lines(report).forEach(wiring.console().out()::println);
    if (target.isPresent()) {
      BenchmarkJson.write(report, target.get());
    }
  }

  private int nothingReadable(SampledInputs given) {
    wiring
        .console()
        .err()
        .printf(
            "tumorscan: none of %d files can be read, so there is nothing to measure%n",
            given.files());
    given
        .unreadable()
        .forEach(
            file ->
                wiring
                    .console()
                    .err()
                    .println("  " + Printable.of(file.path()) + ": " + file.reason()));
    return ExitCode.NOTHING_READABLE;
  }

  private void say(String step) {
    if (!talk.isQuiet()) {
      wiring.console().err().println(step);
    }
  }
}
