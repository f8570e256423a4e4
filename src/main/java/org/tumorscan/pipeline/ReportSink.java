package org.tumorscan.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tumorscan.dicom.SourceAttributes;
import org.tumorscan.pipeline.StageTimes.Stage;
import org.tumorscan.report.Disclosure;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.ReportWriter;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunTotals;
import org.tumorscan.report.ScoreBoard;

/**
 * Writes reports on a thread of its own, so that the network does not wait for the disk. A failure
 * to write surfaces at the next call.
 */
public final class ReportSink implements AutoCloseable {
  private static final int CAPACITY = 64;
  private static final long POLL_MILLIS = 100;

  private final List<ReportWriter> writers;
  private final ScoreBoard scores;
  private final StageTimes times;
  private final Disclosure disclosure;
  private final BlockingQueue<Optional<Item>> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> writing;

  private record Item(Outcome outcome, SourceAttributes source) {}

  /**
   * Begins the reports.
   *
   * @param writers closed with the sink
   * @param run what every report says of the run
   * @param disclosure how outcomes are shown to all of them
   * @param times hears how long writing took
   */
  public ReportSink(
      List<ReportWriter> writers, RunInfo run, Disclosure disclosure, StageTimes times)
      throws IOException {
    this.writers = List.copyOf(writers);
    this.disclosure = disclosure;
    this.times = times;
    this.scores = new ScoreBoard(run.model().series());
    try {
      for (ReportWriter writer : writers) {
        writer.begin(run);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
    this.writing = thread.submit(this::write);
  }

  private @Nullable Void write() throws IOException, InterruptedException {
    for (Optional<Item> item = queue.take(); item.isPresent(); item = queue.take()) {
      long start = System.nanoTime();
      Outcome outcome = disclosure.of(item.get().outcome());
      SourceAttributes source = disclosure.of(item.get().source());
      scores.add(outcome);
      for (ReportWriter writer : writers) {
        writer.add(outcome, source);
      }
      times.addSince(Stage.REPORTS, start);
    }
    return null;
  }

  /** A path as reports name it. */
  String nameOf(String path) {
    return disclosure.ofPath(path);
  }

  /**
   * Hands an outcome to the writers, waiting while they are behind.
   *
   * @param source of the outcome, for those writers that make DICOM objects
   */
  void add(Outcome outcome, SourceAttributes source) throws IOException, InterruptedException {
    put(Optional.of(new Item(outcome, source)));
  }

  /** Waits for the writers, completes the reports and returns what they end with. */
  RunTotals finish(long skipped, boolean interrupted) throws IOException, InterruptedException {
    put(Optional.empty());
    awaitWriting();
    RunTotals totals = scores.totals(skipped, interrupted);
    for (ReportWriter writer : writers) {
      writer.finish(totals);
    }
    return totals;
  }

  private void put(Optional<Item> item) throws IOException, InterruptedException {
    while (!queue.offer(item, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (writing.isDone()) {
        awaitWriting();
      }
    }
  }

  private void awaitWriting() throws IOException, InterruptedException {
    try {
      writing.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Discards reports that were not finished. */
  @Override
  public void close() throws IOException {
    thread.shutdownNow();
    List<IOException> failures = new ArrayList<>();
    for (ReportWriter writer : writers) {
      try {
        writer.close();
      } catch (IOException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
