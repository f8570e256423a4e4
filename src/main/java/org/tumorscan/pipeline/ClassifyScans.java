package org.tumorscan.pipeline;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.inference.Pending;
import org.tumorscan.inference.Prediction;
import org.tumorscan.journal.PredictionStore;
import org.tumorscan.model.Scope;
import org.tumorscan.model.SeriesRule;
import org.tumorscan.pipeline.FrameStream.Item;
import org.tumorscan.pipeline.StageTimes.Stage;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.Outcome.Classified;
import org.tumorscan.report.Outcome.Rejected;
import org.tumorscan.report.Outcome.Subject;
import org.tumorscan.report.Outcome.View;
import org.tumorscan.report.RunTotals;

/**
 * The main job: files in, outcomes out, in the order of the input.
 *
 * <p>One thread lists, some read and prepare, the caller's feeds the network, one writes; the
 * queues between them are bounded, so memory does not grow with the number of files.
 */
public final class ClassifyScans {
  private static final int DECIDED_LIMIT = 256;
  // Besides the one that is handed on: the network has the next before it is done with the last.
  private static final int MOST_WAITING = 1;
  static final String DICOMDIR = "a DICOMDIR, whose files are judged by themselves";

  private final DicomReader reader;
  private final ScanPreparer preparer;
  private final Classifier classifier;
  private final Policy policy;
  private final long mostRejected;
  private final int workers;
  private final StageTimes times;

  /**
   * The use case.
   *
   * @param reader reads DICOM
   * @param preprocessor of the model
   * @param classifier the model; stays open
   * @param policy which frames are judged, when the model applies, when a slice is suspicious
   * @param workers threads that read and prepare, at least 1
   * @param times hears how long each stage worked
   */
  public ClassifyScans(
      DicomReader reader,
      Preprocessor preprocessor,
      Classifier classifier,
      Policy policy,
      int workers,
      StageTimes times) {
    this.reader = reader;
    this.preparer = new ScanPreparer(reader, preprocessor, policy, times);
    this.classifier = classifier;
    this.policy = policy;
    this.mostRejected = policy.mostRejected();
    this.workers = workers;
    this.times = times;
  }

  /**
   * Which frames are judged, when the model applies and when a slice is suspicious.
   *
   * @param scope what the model is made for
   * @param scopeBinds whether images outside it are left alone; otherwise they are judged with a
   *     warning
   * @param threshold likelihood from which a slice is suspicious, in [0, 1]
   * @param series says how slices are smoothed over their neighbours
   * @param frames the frames of every file that are judged
   * @param filed whether results go into an archive, so that sources they cannot be filed with are
   *     warned of
   * @param mostRejected how many rejected files and frames end the run, at least 1
   */
  public record Policy(
      Scope scope,
      boolean scopeBinds,
      double threshold,
      SeriesRule series,
      FrameSelection frames,
      boolean filed,
      long mostRejected) {}

  /**
   * Classifies.
   *
   * @param inputs what to read
   * @param sink takes outcomes; stays open
   * @param store what the network need not be asked, and where its answers are kept
   * @param progress hears of every finished file
   * @param stop asked between frames; once true, what is in hand is judged and the rest left
   * @return what the run comes to
   * @throws InferenceException where the network fails
   * @throws IOException where a report cannot be written
   */
  public RunTotals run(
      InputFiles inputs,
      ReportSink sink,
      PredictionStore store,
      Progress progress,
      BooleanSupplier stop)
      throws InferenceException, IOException, InterruptedException {
    Run run = new Run(sink, store, progress, stop);
    return run.execute(inputs);
  }

  /** The files on their way, each with the task that reads it. */
  private record Source(String path, FrameStream frames, Future<?> task) {}

  /** Outcomes in their order, some of which are still with the network. */
  private record Batch(List<Item> items, Pending<List<Prediction>> predictions, long startNanos) {}

  private final class Run {
    private final ReportSink sink;
    private final SliceNeighbours neighbours;
    private final PredictionStore store;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final ExecutorService pool = Executors.newFixedThreadPool(workers);
    private final ExecutorService lister = Executors.newSingleThreadExecutor();
    private final BlockingQueue<Optional<Source>> sources =
        new ArrayBlockingQueue<>(2 * (workers + classifier.batchSize()));
    private final List<Item> pending = new ArrayList<>();
    private int prepared;
    private final Queue<Batch> batches = new ArrayDeque<>();
    private long networkFreeNanos = Long.MIN_VALUE;
    private long skipped;
    private long rejected;
    private boolean stopped;

    Run(ReportSink sink, PredictionStore store, Progress progress, BooleanSupplier stop) {
      this.sink = sink;
      this.neighbours = new SliceNeighbours(policy.series(), policy.threshold(), sink::add);
      this.store = store;
      this.progress = progress;
      this.stop = stop;
    }

    RunTotals execute(InputFiles inputs)
        throws InferenceException, IOException, InterruptedException {
      Future<?> listing = lister.submit(() -> list(inputs));
      try {
        Optional<Source> source = sources.take();
        while (source.isPresent() && !stopped()) {
          follow(source.get());
          source = sources.take();
        }
        flush();
        handOnAllBut(0);
        neighbours.finish();
        if (!stopped) {
          finished(listing);
        }
        return sink.finish(skipped, stopped);
      } finally {
        lister.shutdownNow();
        pool.shutdownNow();
      }
    }

    private @Nullable Void list(InputFiles inputs) throws InterruptedException {
      try {
        inputs.walk(
            reader,
            new InputFiles.Visitor() {
              @Override
              public void scan(ScanSource scan) throws InterruptedException {
                offer(scan.path(), stream -> preparer.prepare(scan, store::keyOf, stream));
              }

              @Override
              public void rejected(String path, DicomException cause) throws InterruptedException {
                Item item = ScanPreparer.rejected(path, cause);
                offer(path, stream -> stream.put(item));
              }

              @Override
              public void mediaDirectory(String path) throws InterruptedException {
                Item item = new Item.Skipped(path, DICOMDIR);
                offer(path, stream -> stream.put(item));
              }
            });
      } finally {
        sources.put(Optional.empty());
      }
      return null;
    }

    /** Once true, stays true, so that no later question can say otherwise. */
    private boolean stopped() {
      stopped = stopped || rejected >= mostRejected || stop.getAsBoolean();
      return stopped;
    }

    private void offer(String path, Filler filler) throws InterruptedException {
      FrameStream stream = new FrameStream();
      Future<?> task =
          pool.submit(
              () -> {
                try {
                  filler.fill(stream);
                } finally {
                  stream.end();
                }
                return null;
              });
      sources.put(Optional.of(new Source(path, stream, task)));
    }

    /** Takes all frames of a file, running the network whenever a batch is full. */
    private void follow(Source source)
        throws InferenceException, IOException, InterruptedException {
      for (Optional<Item> item = source.frames().take();
          item.isPresent();
          item = source.frames().take()) {
        Item next = known(item.get());
        add(next);
        if (isDue()) {
          flush();
        }
        if (stopped()) {
          return;
        }
      }
      Optional<Outcome> failure = failure(source);
      if (failure.isPresent()) {
        add(new Item.Decided(failure.get()));
      }
      progress.advance(1);
    }

    /** What needs no network waits for nothing but what the network has. */
    private boolean isDue() {
      return prepared == classifier.batchSize()
          || prepared == 0 && batches.isEmpty()
          || pending.size() - prepared > DECIDED_LIMIT;
    }

    private void add(Item item) {
      pending.add(item);
      prepared += item instanceof Item.Prepared ? 1 : 0;
      rejected += item instanceof Item.Decided of && of.outcome() instanceof Rejected ? 1 : 0;
    }

    /** Spares the network what the store has. */
    private Item known(Item item) throws IOException {
      if (!(item instanceof Item.Prepared ready)) {
        return item;
      }
      Optional<Prediction> kept = store.find(ready.key());
      return kept.isPresent()
          ? new Item.Decided(classified(ready, kept.get()), ready.plane(), ready.source())
          : ready;
    }

    /**
     * A fault of this program, not of the file, is said as such. Too little memory for the file is
     * not one. The other files go on.
     */
    private Optional<Outcome> failure(Source source) throws InterruptedException {
      try {
        source.task().get();
        return Optional.empty();
      } catch (ExecutionException e) {
        Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
        boolean tooLarge = cause instanceof OutOfMemoryError;
        return Optional.of(
            new Rejected(
                Subject.file(source.path()),
                tooLarge ? DicomException.Reason.LIMIT_EXCEEDED.code() : "internal-error",
                tooLarge
                    ? "takes more memory than there is"
                    : "this program failed on the file: " + cause.getClass().getName(),
                Optional.empty(),
                OptionalLong.empty(),
                List.of()));
      }
    }

    /** Gives what is pending to the network, and hands on what the network had before. */
    private void flush() throws InferenceException, IOException, InterruptedException {
      List<ModelInput> batch = new ArrayList<>(prepared);
      for (Item item : pending) {
        if (item instanceof Item.Prepared ready) {
          batch.add(ready.input());
        }
      }
      long start = System.nanoTime();
      batches.add(
          new Batch(
              List.copyOf(pending), batch.isEmpty() ? List::of : classifier.start(batch), start));
      pending.clear();
      prepared = 0;
      handOnAllBut(MOST_WAITING);
    }

    private void handOnAllBut(int waiting)
        throws InferenceException, IOException, InterruptedException {
      while (batches.size() > waiting) {
        handOn(batches.remove());
      }
    }

    private void handOn(Batch batch) throws InferenceException, IOException, InterruptedException {
      List<Prediction> predictions = batch.predictions().await();
      if (!predictions.isEmpty()) {
        // It waited for the batch before it.
        times.addSince(Stage.NETWORK, Math.max(batch.startNanos(), networkFreeNanos));
        networkFreeNanos = System.nanoTime();
      }
      int next = 0;
      for (Item item : batch.items()) {
        if (item instanceof Item.Prepared ready) {
          Prediction prediction = predictions.get(next++);
          store.add(ready.key(), prediction);
          neighbours.add(classified(ready, prediction), ready.plane(), ready.source());
        } else if (item instanceof Item.Decided decided) {
          neighbours.add(decided.outcome(), decided.plane(), decided.source());
        } else if (item instanceof Item.Skipped other) {
          skipped++;
          progress.skipped(sink.nameOf(other.path()), other.reason());
        }
      }
    }

    private Classified classified(Item.Prepared ready, Prediction prediction) {
      ModelInput input = ready.input();
      return new Classified(
          ready.subject(),
          prediction,
          prediction.tumorLikelihood() >= policy.threshold(),
          ready.warnings(),
          new View(input.toPicture(), input.sizePixels()));
    }

    private void finished(Future<?> listing) throws InterruptedException {
      try {
        listing.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("listing the inputs failed", e.getCause());
      }
    }
  }

  private interface Filler {
    void fill(FrameStream stream) throws InterruptedException;
  }
}
