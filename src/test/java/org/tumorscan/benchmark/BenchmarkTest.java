package org.tumorscan.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.Execution;
import org.tumorscan.inference.Pending;
import org.tumorscan.inference.Precision;
import org.tumorscan.inference.Prediction;
import org.tumorscan.inference.Prediction.Interval;
import org.tumorscan.inference.Prediction.Novelty;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelCatalog;
import org.tumorscan.pipeline.InputFiles;

/** The figures, by a clock of the test's own. */
class BenchmarkTest {
  private static final long TICK_NANOS = 1_000_000;
  private static final double SECONDS = 0.02;

  /** A batch takes this much and as much again for each slice. */
  private static final double MILLIS = 10;

  private static final DicomReader READER = new Part10Reader(ReadLimits.DEFAULT);

  @TempDir Path directory;
  private final TickingClock clock = new TickingClock(TICK_NANOS);
  private final List<String> steps = new ArrayList<>();
  private int open;

  @Test
  void theNetworkIsMeasuredAtEveryBatchSize() throws Exception {
    Measurements measurements = run(Path.of("sample-scans/formats"), () -> false);
    assertEquals(
        Benchmark.BATCH_SIZES,
        measurements.network().stream().map(NetworkRate::batchSize).toList());
    // 21 ms for one, 171 ms for 16, ticks included.
    assertEquals(47.6, measurements.network().get(0).slicesPerSecond(), 0.1);
    assertEquals(93.6, measurements.network().get(4).slicesPerSecond(), 0.1);
    assertEquals(16, measurements.recommendation().batchSize().value());
    assertEquals(0, open);
  }

  @Test
  void everyTransferSyntaxIsReadAndThatOfMadeSlicesFirst() throws Exception {
    List<DecodingRate> decoding =
        run(Path.of("sample-scans/formats/mr-rle.dcm"), () -> false).decoding();
    assertEquals(2, decoding.size());
    assertEquals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, decoding.get(0).transferSyntax());
    assertTrue(decoding.get(0).made());
    assertEquals(TransferSyntax.RLE_LOSSLESS, decoding.get(1).transferSyntax());
    assertEquals(1, decoding.get(1).frames());
    // A tick for the file, whose frame is no larger than it is.
    assertEquals(1, decoding.get(1).millisPerFrame().median(), 1e-9);
    assertEquals(
        decoding.get(1).bytesPerFrame() / 1000, decoding.get(1).megabytesPerSecond(), 1e-6);
  }

  @Test
  void fromFilesToReportTheNetworkAndTheLastHalfFullBatchTakeTheTime() throws Exception {
    Measurements measurements = run(Path.of("sample-scans/brain-healthy"), () -> false);
    EndToEndRate rate = measurements.endToEnd().get(0);
    assertEquals(1, rate.workers());
    assertEquals(16, rate.batchSize());
    assertEquals(12 * rate.slicesPerSecond().repetitions(), rate.slices());
    // 12 slices in one batch: 131 ms.
    assertEquals(91.6, rate.slicesPerSecond().median(), 0.5);
    assertEquals(91.6 / 93.6, rate.shareOfNetwork(), 0.01);
  }

  @Test
  void slicesThatTheModelIsNotMadeForAreJudgedNevertheless() throws Exception {
    assertTrue(run(Path.of("sample-scans/ct-slice.dcm"), () -> false).endToEnd().size() >= 1);
  }

  @Test
  void itEndsWhenTheUserWantsItTo() {
    AtomicBoolean stopped = new AtomicBoolean();
    BooleanSupplier stop = () -> stopped.get() || steps.contains("the network at batch size 4");
    assertThrows(BenchmarkStoppedException.class, () -> run(Path.of("sample-scans/formats"), stop));
    assertEquals("the network at batch size 4", steps.get(steps.size() - 1));
    assertEquals(0, open);
  }

  @Test
  void workersAreCountedInPowersOfTwoUpToTheProcessors() {
    assertEquals(List.of(1), Benchmark.workerCounts(1));
    assertEquals(List.of(1, 2), Benchmark.workerCounts(2));
    assertEquals(List.of(1, 2, 4, 6), Benchmark.workerCounts(6));
    assertEquals(List.of(1, 2, 4, 8, 16), Benchmark.workerCounts(64));
  }

  private Measurements run(Path input, BooleanSupplier stop) throws Exception {
    ModelBundle bundle = new ModelCatalog(directory).standard();
    InputFiles inputs = new InputFiles(List.of(input), Optional.empty());
    try (MadeSlices made = MadeSlices.write(1)) {
      return new Benchmark(
              new Benchmark.Subject(bundle, this::classifier, READER, 2),
              clock,
              SECONDS,
              stop,
              steps::add)
          .run(
              new Benchmark.Inputs(
                  InputSampler.sample(made.inputs(), READER, () -> false),
                  InputSampler.sample(inputs, READER, () -> false),
                  inputs));
    }
  }

  private Classifier classifier(int batchSize) {
    open++;
    return new Classifier() {
      @Override
      public Pending<List<Prediction>> start(List<ModelInput> batch) {
        clock.advanceMillis(MILLIS * (1 + batch.size()));
        Prediction any =
            new Prediction(
                0.5,
                0,
                new Interval(0.4, 0.6),
                Map.of("no-tumor", 0.5, "tumor", 0.5),
                new Novelty(0.5),
                Optional.empty());
        return () -> Collections.nCopies(batch.size(), any);
      }

      @Override
      public int batchSize() {
        return batchSize;
      }

      @Override
      public Execution execution() {
        return new Execution("cpu", Precision.FLOAT32);
      }

      @Override
      public void close() {
        open--;
      }
    };
  }
}
