package org.tumorscan.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tumorscan.benchmark.EndToEndRate.StageWork;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.Execution;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.inference.Prediction;
import org.tumorscan.journal.PredictionStore;
import org.tumorscan.model.Manifest;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.OperatingPoint;
import org.tumorscan.pipeline.ClassifyScans;
import org.tumorscan.pipeline.ClassifyScans.Policy;
import org.tumorscan.pipeline.FrameSelection;
import org.tumorscan.pipeline.InputFiles;
import org.tumorscan.pipeline.Progress;
import org.tumorscan.pipeline.ReportSink;
import org.tumorscan.pipeline.StageTimes;
import org.tumorscan.pipeline.StageTimes.Stage;
import org.tumorscan.report.Disclosure;
import org.tumorscan.report.JsonReport;
import org.tumorscan.report.ReportTarget;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunInfo.ModelInfo;
import org.tumorscan.report.RunTotals;

/**
 * Classifies the inputs again and again, into a report that nobody reads. Every slice is judged,
 * whether or not the model is made for it: it takes as long either way.
 */
final class EndToEndBenchmark {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Repetition repetition;
  private final ModelBundle bundle;
  private final DicomReader reader;
  private final InputFiles inputs;
  private final NetworkRate network;

  /**
   * What is measured.
   *
   * @param network the network's own rate, at the batch size of the classifier to come
   */
  EndToEndBenchmark(
      Repetition repetition,
      ModelBundle bundle,
      DicomReader reader,
      InputFiles inputs,
      NetworkRate network) {
    this.repetition = repetition;
    this.bundle = bundle;
    this.reader = reader;
    this.inputs = inputs;
    this.network = network;
  }

  /** One run over the inputs, or as much of them as there was time for. */
  private record Pass(long slices, double elapsedSeconds, StageTimes times, boolean whole) {}

  /** Counts slices, and keeps nothing. */
  private static final class Count implements PredictionStore {
    private long judged;

    @Override
    public String keyOf(ModelInput input) {
      return NONE.keyOf(input);
    }

    @Override
    public Optional<Prediction> find(String key) {
      return Optional.empty();
    }

    @Override
    public void add(String key, Prediction prediction) {
      judged++;
    }
  }

  /** The rate with that many workers, or empty where there is no slice to judge. */
  Optional<EndToEndRate> measure(Classifier classifier, int workers)
      throws IOException, InferenceException, InterruptedException, BenchmarkStoppedException {
    if (pass(classifier, workers, repetition.warmUpDeadline()).slices() == 0) {
      return Optional.empty();
    }
    List<Pass> passes = new ArrayList<>();
    long deadline = repetition.deadline();
    while (passes.isEmpty() || !repetition.isPast(deadline)) {
      Pass pass = pass(classifier, workers, deadline);
      // What begins and ends a run weighs more in one that was cut short.
      if (pass.whole() || passes.isEmpty()) {
        passes.add(pass);
      }
    }
    return Optional.of(rate(passes, workers));
  }

  private Pass pass(Classifier classifier, int workers, long deadline)
      throws IOException, InferenceException, InterruptedException, BenchmarkStoppedException {
    repetition.checkStop();
    StageTimes times = new StageTimes();
    ClassifyScans useCase =
        new ClassifyScans(
            reader,
            new Preprocessor(bundle.manifest().input()),
            classifier,
            policy(),
            workers,
            times);
    Count count = new Count();
    long start = repetition.nanoTime();
    RunTotals totals;
    try (ReportSink sink =
        new ReportSink(
            List.of(new JsonReport(ReportTarget.stream(new PrintWriter(Writer.nullWriter())))),
            runInfo(classifier.execution()),
            Disclosure.FULL,
            times)) {
      totals =
          useCase.run(
              inputs,
              sink,
              count,
              Progress.NONE,
              () ->
                  repetition.isStopped()
                      || (count.judged >= classifier.batchSize() && repetition.isPast(deadline)));
    }
    long nanos = Math.max(1, repetition.nanoTime() - start);
    repetition.checkStop();
    return new Pass(
        totals.summary().classified(),
        nanos / NANOS_PER_SECOND,
        times,
        !totals.summary().interrupted());
  }

  private Policy policy() {
    return new Policy(
        bundle.manifest().scope(),
        false,
        bundle.manifest().operatingPoints().get(0).threshold(),
        bundle.manifest().series(),
        FrameSelection.ALL,
        false,
        Long.MAX_VALUE);
  }

  private RunInfo runInfo(Execution execution) {
    Manifest manifest = bundle.manifest();
    OperatingPoint point = manifest.operatingPoints().get(0);
    return new RunInfo(
        "benchmark",
        Instant.EPOCH,
        ModelInfo.of(bundle, point.name(), point.threshold()),
        reader.name(),
        execution);
  }

  private EndToEndRate rate(List<Pass> passes, int workers) {
    Spread rates =
        Spread.of(passes.stream().map(pass -> pass.slices() / pass.elapsedSeconds()).toList());
    return new EndToEndRate(
        workers,
        network.batchSize(),
        passes.stream().mapToLong(Pass::slices).sum(),
        rates,
        rates.median() / network.slicesPerSecond(),
        new StageWork(
            passes.stream().mapToDouble(Pass::elapsedSeconds).sum(),
            seconds(passes, Stage.READ_AND_PREPARE),
            seconds(passes, Stage.NETWORK),
            seconds(passes, Stage.REPORTS)));
  }

  private static double seconds(List<Pass> passes, Stage stage) {
    return passes.stream()
        .mapToDouble(pass -> pass.times().of(stage).toNanos() / NANOS_PER_SECOND)
        .sum();
  }
}
