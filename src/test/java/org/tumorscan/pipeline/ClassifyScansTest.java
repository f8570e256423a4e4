package org.tumorscan.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.FrameSource;
import org.tumorscan.dicom.ImageAttributes;
import org.tumorscan.dicom.InstanceIdentity;
import org.tumorscan.dicom.SlicePlane;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.InputSpec;
import org.tumorscan.image.ModalityTransform;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.SampleBits;
import org.tumorscan.image.StoredPixels;
import org.tumorscan.image.VoiWindow;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.Execution;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.inference.Pending;
import org.tumorscan.inference.Precision;
import org.tumorscan.inference.Prediction;
import org.tumorscan.inference.Prediction.Interval;
import org.tumorscan.inference.Prediction.Novelty;
import org.tumorscan.journal.PredictionStore;
import org.tumorscan.model.Scope;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.pipeline.ClassifyScans.Policy;
import org.tumorscan.pipeline.FrameSelection.Range;
import org.tumorscan.report.Disclosure;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.Outcome.Classified;
import org.tumorscan.report.Outcome.NotApplicable;
import org.tumorscan.report.Outcome.Rejected;
import org.tumorscan.report.ReportWriter;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunInfo.ModelInfo;
import org.tumorscan.report.RunInfo.SeriesInfo;
import org.tumorscan.report.RunTotals;

/**
 * The flow of files, with a reader and a classifier that the test controls. A file's name says what
 * the reader makes of it: {@code frames-N}, {@code ct}, {@code bad}, {@code corrupt-frame}, {@code
 * short}, {@code bug}, {@code blank}, {@code odd}, {@code odd-ct}, {@code windows}, {@code text}.
 */
@Timeout(60)
class ClassifyScansTest {
  private static final Scope MR_ONLY = new Scope(List.of("MR"), List.of(), "MR.");

  /** The first frame's window shows it, the second's makes it white. */
  private static final List<Presentation> WINDOWS =
      List.of(
          window(new VoiWindow(100, 200, VoiWindow.Function.LINEAR)),
          window(new VoiWindow(-1000, 10, VoiWindow.Function.LINEAR)));

  private static Presentation window(VoiWindow window) {
    return new Presentation(ModalityTransform.IDENTITY, List.of(window), Presentation.Padding.NONE);
  }

  @TempDir Path directory;
  private final RecordingWriter writer = new RecordingWriter();
  private final FakeClassifier classifier = new FakeClassifier(4);
  private BooleanSupplier stop = () -> false;
  private boolean scopeBinds = true;
  private boolean filed;
  private FrameSelection frames = FrameSelection.ALL;
  private Progress progress = Progress.NONE;
  private long mostRejected = Long.MAX_VALUE;
  private SeriesRule series = SeriesRule.UNCALIBRATED;
  private PredictionStore store = PredictionStore.NONE;
  private int made;

  @Test
  void outcomesKeepTheOrderOfTheInput() throws Exception {
    for (int i = 0; i < 30; i++) {
      make(i % 3 == 0 ? "bad" : "frames-" + (1 + i % 4));
    }
    run();
    List<String> paths = writer.outcomes.stream().map(o -> o.subject().path()).distinct().toList();
    assertEquals(paths.stream().sorted().toList(), paths);
    assertEquals(30, paths.size());
  }

  @Test
  void everyFrameOfAFileIsJudged() throws Exception {
    make("frames-70");
    RunTotals totals = run();
    assertEquals(70, totals.summary().classified());
    assertEquals(1, totals.summary().files());
    assertEquals(Optional.of(70), writer.outcomes.get(69).subject().frameNumber());
  }

  @Test
  void onlyTheFramesAskedForAreJudged() throws Exception {
    frames = new FrameSelection(List.of(new Range(5, 9), new Range(2, 2)));
    make("frames-6");
    run();
    assertEquals(
        List.of(Optional.of(2), Optional.of(5), Optional.of(6)),
        writer.outcomes.stream().map(o -> o.subject().frameNumber()).toList());
  }

  @Test
  void aFileWithoutAnyFrameAskedForIsLeftAlone() throws Exception {
    frames = new FrameSelection(List.of(new Range(2, 2)));
    make("frames-1");
    RunTotals totals = run();
    assertEquals(
        "has none of the frames asked for",
        assertInstanceOf(NotApplicable.class, writer.outcomes.get(0)).reason());
    assertEquals(1, totals.summary().notApplicable());
  }

  @Test
  void warningsOfTheReaderReachWhatIsLeftAloneOrRejected() throws Exception {
    make("odd-ct");
    make("blank");
    make("short");
    run();
    assertEquals(4, writer.outcomes.size());
    for (Outcome outcome : writer.outcomes) {
      assertEquals(List.of("the file is odd"), outcome.warnings(), outcome.toString());
    }
  }

  @Test
  void aSourceThatNothingCanBeFiledWithIsWarnedOf() throws Exception {
    make("frames-1");
    filed = true;
    run();
    assertEquals(
        List.of("no DICOM result, as the file has no SOP Class UID and no SOP Instance UID"),
        writer.outcomes.get(0).warnings());
  }

  @Test
  void whatTheSearchComesByThatIsNoDicomIsSkippedAndTold() throws Exception {
    make("text");
    make("frames-2");
    List<String> told = new ArrayList<>();
    progress =
        new Progress() {
          @Override
          public void advance(long steps) {}

          @Override
          public void skipped(String path, String reason) {
            told.add(path + ": " + reason);
          }
        };
    RunTotals.Summary summary = run().summary();
    assertEquals(1, summary.skipped());
    assertEquals(1, summary.files());
    assertEquals(0, summary.rejected());
    assertEquals(1, told.size());
    assertTrue(told.get(0).endsWith("-text: no DICM prefix"), told.get(0));
  }

  @Test
  void warningsOfTheReaderReachEveryFrame() throws Exception {
    make("odd");
    run();
    assertEquals(3, writer.outcomes.size());
    for (Outcome outcome : writer.outcomes) {
      assertEquals(
          List.of("the file is odd"), assertInstanceOf(Classified.class, outcome).warnings());
    }
  }

  @Test
  void everyFrameIsSeenThroughItsOwnWindow() throws Exception {
    make("windows");
    run();
    assertInstanceOf(Classified.class, writer.outcomes.get(0));
    assertInstanceOf(NotApplicable.class, writer.outcomes.get(1));
  }

  @Test
  void batchesAreFullButForTheLast() throws Exception {
    for (int i = 0; i < 10; i++) {
      make("frames-1");
    }
    run();
    assertEquals(List.of(4, 4, 2), classifier.batches);
  }

  @Test
  void aBadFileIsRejectedAndTheOthersGoOn() throws Exception {
    make("frames-1");
    make("bad");
    make("frames-1");
    run();
    Rejected rejected = assertInstanceOf(Rejected.class, writer.outcomes.get(1));
    assertEquals("truncated", rejected.reason());
    assertEquals(Optional.of("(7FE0,0010)"), rejected.tag());
    assertEquals(1234, rejected.byteOffset().getAsLong());
    assertInstanceOf(Classified.class, writer.outcomes.get(2));
  }

  @Test
  void aCorruptFrameDoesNotTakeItsNeighboursAlong() throws Exception {
    make("corrupt-frame");
    run();
    assertEquals(3, writer.outcomes.size());
    assertInstanceOf(Classified.class, writer.outcomes.get(0));
    assertEquals(
        "corrupt-frame", assertInstanceOf(Rejected.class, writer.outcomes.get(1)).reason());
    assertInstanceOf(Classified.class, writer.outcomes.get(2));
  }

  @Test
  void tooLittlePixelDataEndsTheFileWithOneRejection() throws Exception {
    make("short");
    run();
    assertEquals(2, writer.outcomes.size());
    Rejected rejected = assertInstanceOf(Rejected.class, writer.outcomes.get(1));
    assertEquals("too-little-pixel-data", rejected.reason());
    assertEquals(Optional.of(2), rejected.subject().frameNumber());
  }

  @Test
  void aFaultOfTheProgramOnOneFileIsSaidAsSuch() throws Exception {
    make("bug");
    make("frames-1");
    run();
    Rejected rejected = assertInstanceOf(Rejected.class, writer.outcomes.get(0));
    assertEquals("internal-error", rejected.reason());
    assertTrue(rejected.message().contains("ArithmeticException"), rejected.message());
    assertInstanceOf(Classified.class, writer.outcomes.get(1));
  }

  @Test
  void aFileThatTakesMoreMemoryThanThereIsExceedsTheLimit() throws Exception {
    make("huge");
    make("frames-1");
    run();
    Rejected rejected = assertInstanceOf(Rejected.class, writer.outcomes.get(0));
    assertEquals("limit-exceeded", rejected.reason());
    assertInstanceOf(Classified.class, writer.outcomes.get(1));
  }

  @Test
  void whatTheModelIsNotMadeForIsLeftAloneWithTheReason() throws Exception {
    make("ct");
    RunTotals totals = run();
    NotApplicable left = assertInstanceOf(NotApplicable.class, writer.outcomes.get(0));
    assertEquals("modality is CT, the model is for MR", left.reason());
    assertEquals(1, totals.summary().notApplicable());
    assertTrue(classifier.batches.isEmpty());
  }

  @Test
  void aNamedModelJudgesItAllTheSameWithAWarning() throws Exception {
    scopeBinds = false;
    make("ct");
    run();
    Classified judged = assertInstanceOf(Classified.class, writer.outcomes.get(0));
    assertEquals(List.of("wrong-modality: modality is CT, the model is for MR"), judged.warnings());
  }

  @Test
  void whatHeaderAndPixelsSayAgainstAFrameStandsWithIt() throws Exception {
    make("faint-jpeg");
    run();
    for (Outcome outcome : writer.outcomes) {
      assertInstanceOf(Classified.class, outcome);
      assertEquals(
          List.of(
              "lossy: JPEG Baseline 8-bit loses detail, though Lossy Image Compression (0028,2110)"
                  + " is not stated",
              "almost-uniform: 100.0 % of the pixels are all but equal"),
          outcome.warnings());
    }
    assertEquals(3, writer.outcomes.size());
  }

  @Test
  void aBlankFrameIsLeftAlone() throws Exception {
    make("blank");
    run();
    assertInstanceOf(NotApplicable.class, writer.outcomes.get(0));
  }

  @Test
  void aSliceIsSuspiciousFromTheThresholdOn() throws Exception {
    make("frames-2");
    run();
    // The fake's likelihood is 0.4 for the first frame of a batch, 0.5 for the second.
    assertFalse(((Classified) writer.outcomes.get(0)).suspicious());
    assertTrue(((Classified) writer.outcomes.get(1)).suspicious());
  }

  @Test
  void stoppingKeepsWhatWasDoneAndSaysSo() throws Exception {
    for (int i = 0; i < 200; i++) {
      make("frames-1");
    }
    stop = () -> classifier.pictures.get() >= 12;
    RunTotals totals = run();
    assertTrue(totals.summary().interrupted());
    assertTrue(totals.summary().classified() >= 12, totals.summary().toString());
    assertTrue(totals.summary().classified() < 100, totals.summary().toString());
    assertEquals(totals.summary().classified(), writer.outcomes.size());
    assertTrue(writer.finished);
  }

  @Test
  void stoppingInTheMidstOfALongFileDoesNotWaitForItsEnd() throws Exception {
    make("frames-1000");
    stop = () -> classifier.pictures.get() >= 12;
    RunTotals totals = run();
    assertTrue(totals.summary().interrupted());
    assertTrue(totals.summary().classified() < 30, totals.summary().toString());
    assertTrue(writer.finished);
  }

  @Test
  void aNetworkThatFailsEndsTheRunWithoutAReport() throws Exception {
    make("frames-1");
    classifier.broken = true;
    assertThrows(InferenceException.class, this::run);
    assertFalse(writer.finished);
    assertTrue(writer.closed);
  }

  @Test
  void aReportThatCannotBeWrittenEndsTheRun() throws Exception {
    for (int i = 0; i < 300; i++) {
      make("frames-1");
    }
    writer.full = true;
    IOException failure = assertThrows(IOException.class, this::run);
    assertEquals("disk full", failure.getMessage());
  }

  @Test
  void noMoreThanABoundedNumberOfFilesIsReadAhead() throws Exception {
    for (int i = 0; i < 300; i++) {
      make("frames-1");
    }
    classifier.onBatch =
        () -> {
          try {
            Thread.sleep(20);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    FakeReader reader = new FakeReader();
    run(reader);
    assertTrue(reader.ahead.get() < 60, "ahead: " + reader.ahead);
  }

  @Test
  void theNetworkHasTheNextBatchBeforeItsAnswersAreHandedOn() throws Exception {
    for (int i = 0; i < 20; i++) {
      make("frames-1");
    }
    run();
    assertEquals(20, writer.outcomes.size());
    assertEquals(2, classifier.mostBegun);
    assertEquals(0, classifier.begun);
  }

  @Test
  void theRunEndsWithTheLastRejectionThatIsBorne() throws Exception {
    for (String kind : List.of("frames-1", "bad", "frames-1", "corrupt-frame", "frames-1")) {
      make(kind);
    }
    mostRejected = 2;
    RunTotals.Summary summary = run().summary();
    assertTrue(summary.interrupted());
    assertEquals(2, summary.rejected());
    assertEquals(3, summary.classified());
    assertInstanceOf(Rejected.class, writer.outcomes.get(writer.outcomes.size() - 1));
    assertTrue(writer.finished);
  }

  @Test
  void slicesOfASeriesHaveASayInEachOther() throws Exception {
    make("frames-4");
    series = SeriesRule.UNCALIBRATED.withSmoothingMm(5);
    run();
    List<Double> likelihoods =
        writer.outcomes.stream()
            .map(outcome -> ((Classified) outcome).prediction())
            .map(Prediction::tumorLikelihood)
            .toList();
    // By themselves 0.4, 0.5, 0.6 and 0.7, 5 mm apart.
    assertTrue(likelihoods.get(0) > 0.42 && likelihoods.get(3) < 0.68, likelihoods.toString());
    assertTrue(((Classified) writer.outcomes.get(1)).suspicious(), likelihoods.toString());
  }

  private static List<SlicePlane> planes(int frames) {
    return IntStream.range(0, frames).mapToObj(i -> new SlicePlane(0, 0, 1, 5.0 * i)).toList();
  }

  private void make(String kind) throws IOException {
    Files.createFile(directory.resolve(String.format("%04d-%s", made++, kind)));
  }

  private RunTotals run() throws Exception {
    return run(new FakeReader());
  }

  private RunTotals run(FakeReader reader) throws Exception {
    reader.classified = classifier.pictures;
    InputSpec spec =
        new InputSpec(
            32, InputSpec.Intensity.voi(), false, 0, 32, InputSpec.Normalisation.IMAGENET);
    StageTimes times = new StageTimes();
    ClassifyScans useCase =
        new ClassifyScans(
            reader,
            new Preprocessor(spec),
            classifier,
            new Policy(MR_ONLY, scopeBinds, 0.5, series, frames, filed, mostRejected),
            3,
            times);
    RunInfo info =
        new RunInfo(
            "test",
            Instant.EPOCH,
            new ModelInfo(
                "m",
                "1",
                "0",
                List.of("no-tumor", "tumor"),
                "p",
                0.5,
                new SeriesInfo(SeriesRule.UNCALIBRATED, 0.5),
                "",
                List.of(),
                List.of()),
            "fake",
            new Execution("cpu", Precision.FLOAT32));
    try (ReportSink sink = new ReportSink(List.of(writer), info, Disclosure.FULL, times)) {
      return useCase.run(
          new InputFiles(List.of(directory), Optional.empty()), sink, store, progress, stop);
    }
  }

  /** Makes of a file what its name says. */
  private static final class FakeReader implements DicomReader {
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger ahead = new AtomicInteger();
    private AtomicInteger classified = new AtomicInteger();

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public DicomReader within(long heapBytes) {
      return this;
    }

    @Override
    public DicomInstance read(ByteBuffer content) {
      throw new UnsupportedOperationException("no archives here");
    }

    @Override
    public DataSet readDataSet(ByteBuffer content) {
      throw new UnsupportedOperationException("no DICOMDIRs here");
    }

    @Override
    public DicomInstance read(Path file) throws DicomException {
      ahead.accumulateAndGet(read.incrementAndGet() - classified.get(), Math::max);
      String kind = file.getFileName().toString().substring(5);
      if (kind.equals("bad")) {
        throw DicomException.at(
            DicomException.Reason.TRUNCATED,
            org.tumorscan.dicom.DicomTag.of(0x7FE0, 0x0010),
            1234,
            "ends early");
      }
      if (kind.equals("huge")) {
        throw new OutOfMemoryError("Java heap space");
      }
      if (kind.equals("text")) {
        throw DicomException.of(DicomException.Reason.NOT_DICOM, "no DICM prefix");
      }
      int frames = kind.startsWith("frames-") ? Integer.parseInt(kind.substring(7)) : 3;
      if (kind.equals("windows")) {
        return instance(kind, WINDOWS.size());
      }
      return instance(kind, kind.endsWith("ct") || kind.equals("blank") ? 1 : frames);
    }

    private static DicomInstance instance(String kind, int frames) {
      PixelFormat format =
          new PixelFormat(
              4, 4, 1, new SampleBits(8, 8, 7, false), PhotometricInterpretation.MONOCHROME2);
      return new DicomInstance(
          new InstanceIdentity(
              Optional.empty(), Optional.empty(), Optional.of("1.2"), Optional.of("1")),
          new ImageAttributes(
              kind.endsWith("jpeg")
                  ? TransferSyntax.JPEG_BASELINE_8_BIT
                  : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
              Optional.of(kind.endsWith("ct") ? "CT" : "MR"),
              Optional.empty(),
              format,
              frames,
              kind.equals("windows") ? WINDOWS : List.of(Presentation.NONE),
              planes(frames)),
          new FakeFrames(kind, format, frames),
          List.of("odd", "odd-ct", "blank", "short").contains(kind)
              ? List.of("the file is odd")
              : List.of());
    }
  }

  private record FakeFrames(String kind, PixelFormat format, int count) implements FrameSource {
    @Override
    public StoredPixels frame(int frameIndex) throws DicomException {
      if (kind.equals("bug")) {
        throw new ArithmeticException("1 / 0");
      }
      if (kind.equals("corrupt-frame") && frameIndex == 1) {
        throw DicomException.of(DicomException.Reason.CORRUPT_FRAME, "not a JPEG");
      }
      if (kind.equals("short") && frameIndex >= 1) {
        throw DicomException.of(DicomException.Reason.TOO_LITTLE_PIXEL_DATA, "ends early");
      }
      int[] values = new int[16];
      if (!kind.equals("blank")) {
        values[5] = kind.startsWith("faint") ? 3 : 200;
      }
      return new StoredPixels.Integers(format, values);
    }
  }

  /** Gives 0.4, 0.5, 0.6, ... over a batch. */
  private static final class FakeClassifier implements Classifier {
    private final int batchSize;
    private final List<Integer> batches = new ArrayList<>();
    private final AtomicInteger pictures = new AtomicInteger();
    private Runnable onBatch = () -> {};
    private boolean broken;
    private int begun;
    private int mostBegun;

    FakeClassifier(int batchSize) {
      this.batchSize = batchSize;
    }

    @Override
    public Pending<List<Prediction>> start(List<ModelInput> batch) {
      if (broken) {
        return () -> {
          throw new InferenceException(InferenceException.Reason.FAILED, "broken");
        };
      }
      onBatch.run();
      batches.add(batch.size());
      pictures.addAndGet(batch.size());
      List<Prediction> predictions = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        double p = 0.4 + 0.1 * i;
        predictions.add(
            new Prediction(
                p, 0, new Interval(p, p), Map.of("tumor", p), new Novelty(0), Optional.empty()));
      }
      begun++;
      mostBegun = Math.max(mostBegun, begun);
      return () -> {
        begun--;
        return predictions;
      };
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
    public void close() {}
  }

  private static final class RecordingWriter implements ReportWriter {
    private final List<Outcome> outcomes = new ArrayList<>();
    private boolean finished;
    private boolean closed;
    private boolean full;

    @Override
    public void begin(RunInfo run) {}

    @Override
    public void add(Outcome outcome) throws IOException {
      if (full) {
        throw new IOException("disk full");
      }
      outcomes.add(outcome);
    }

    @Override
    public void finish(RunTotals totals) {
      finished = true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
