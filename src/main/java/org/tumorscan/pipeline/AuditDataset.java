package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.tumorscan.dataset.Case;
import org.tumorscan.dataset.CaseFacts;
import org.tumorscan.dataset.Dataset;
import org.tumorscan.dataset.DatasetAudit;
import org.tumorscan.dataset.DatasetAudit.LeftOut;
import org.tumorscan.dataset.Fingerprint;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.InputSpec;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.StoredPixels;
import org.tumorscan.image.UnpreparableException;
import org.tumorscan.training.Thumbnail;

/**
 * Reads every picture of a data set once, small, and audits what was found. Files are read on
 * several threads; a file's frames on one.
 */
public final class AuditDataset {
  private final DicomReader reader;
  private final int workers;
  private final Preprocessor model;
  private final Preprocessor whole = new Preprocessor(Fingerprint.wholeSpec());
  private final Preprocessor body = new Preprocessor(Fingerprint.bodySpec());

  /**
   * The use case.
   *
   * @param reader reads pictures that are DICOM
   * @param workers threads, at least 1
   * @param input preprocessing of the model that the data are for
   */
  public AuditDataset(DicomReader reader, int workers, InputSpec input) {
    this.reader = reader;
    this.workers = workers;
    this.model = new Preprocessor(input);
  }

  /** What one file gave. */
  private record FileFacts(
      List<CaseFacts> facts, List<LeftOut> leftOut, Optional<String> patientKey) {}

  /**
   * Reads and audits.
   *
   * @param seed of folds and bootstrap
   * @param progress counts files
   */
  public DatasetAudit run(Dataset dataset, long seed, Progress progress)
      throws InterruptedException {
    Map<Path, List<Case>> byFile = new LinkedHashMap<>();
    for (Case listed : dataset.cases()) {
      byFile.computeIfAbsent(listed.file(), file -> new ArrayList<>()).add(listed);
    }
    List<CaseFacts> facts = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<FileFacts>> pending = new ArrayList<>();
      byFile.forEach((file, cases) -> pending.add(pool.submit(() -> read(file, cases))));
      Map<String, String> patients = new HashMap<>();
      for (Future<FileFacts> future : pending) {
        FileFacts read = get(future);
        Optional<String> patient =
            read.patientKey()
                .map(key -> patients.computeIfAbsent(key, k -> name(patients.size() + 1)));
        read.facts().forEach(fact -> facts.add(withPatient(fact, patient)));
        leftOut.addAll(read.leftOut());
        progress.advance(1);
      }
    } finally {
      pool.shutdownNow();
    }
    return DatasetAudit.of(dataset, facts, leftOut, seed);
  }

  // Numbered in the data set's order: not even a digest of the id leaves this class.
  private static String name(int number) {
    return "header patient " + number;
  }

  private static CaseFacts withPatient(CaseFacts fact, Optional<String> patient) {
    Case labelled = fact.labelled();
    return new CaseFacts(
        labelled.resolved(
            labelled.frameIndex().orElse(0), labelled.origin().patient().or(() -> patient)),
        fact.fingerprint(),
        fact.thumbnail(),
        fact.acquisition());
  }

  private FileFacts read(Path path, List<Case> cases) {
    List<CaseFacts> facts = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    DatasetFile file;
    try {
      file = DatasetFile.open(path, reader);
    } catch (IOException | DicomException e) {
      return new FileFacts(
          List.of(), List.of(new LeftOut(path, reason(e), false)), Optional.empty());
    }
    for (Case listed : cases) {
      int count = file.frames().count();
      if (listed.frameIndex().orElse(0) >= count) {
        leftOut.add(new LeftOut(path, "has " + count + " frames", false));
        continue;
      }
      IntStream wanted =
          listed.frameIndex().isPresent()
              ? IntStream.of(listed.frameIndex().getAsInt())
              : IntStream.range(0, count);
      for (int frame : wanted.toArray()) {
        readFrame(file, listed, frame, facts, leftOut);
      }
    }
    return new FileFacts(facts, leftOut, file.provenance().patientKey());
  }

  private void readFrame(
      DatasetFile file, Case listed, int frame, List<CaseFacts> facts, List<LeftOut> leftOut) {
    try {
      StoredPixels pixels = file.frames().frame(frame);
      Presentation presentation = file.presentation().apply(frame);
      facts.add(
          new CaseFacts(
              listed.resolved(frame, listed.origin().patient()),
              Fingerprint.of(
                  whole.prepare(pixels, presentation), body.prepare(pixels, presentation)),
              Thumbnail.of(model.prepare(pixels, presentation)),
              file.provenance().acquisition()));
    } catch (UnpreparableException e) {
      boolean blank = e.reason() == UnpreparableException.Reason.BLANK;
      leftOut.add(new LeftOut(listed.file(), e.getMessage(), blank));
    } catch (DicomException e) {
      leftOut.add(new LeftOut(listed.file(), e.reason().code() + ": " + e.getMessage(), false));
    }
  }

  private static String reason(Exception e) {
    return e instanceof DicomException failure
        ? failure.reason().code() + ": " + failure.getMessage()
        : "unreadable: " + e.getMessage();
  }

  private static FileFacts get(Future<FileFacts> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
