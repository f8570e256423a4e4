package org.tumorscan.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.image.DisplayPicture;
import org.tumorscan.image.StoredPixels;
import org.tumorscan.image.UnpreparableException;
import org.tumorscan.report.Inspection;
import org.tumorscan.report.Inspection.Failure;
import org.tumorscan.report.Inspection.Header;
import org.tumorscan.report.Inspection.Pixels;
import org.tumorscan.report.InspectionWriter;
import org.tumorscan.report.PreviewPictures;

/**
 * Says of every file what its header states and what its pixels decode to.
 *
 * <p>The pixels' figures and digest are of the stored values: after decompression, before any
 * rescale or window, colour in the photometric interpretation that decompression leaves. Nothing of
 * the patient's identity is written.
 */
public final class InspectScans {
  private final DicomReader reader;
  private final FrameSelection selection;
  private final int workers;
  private final Optional<PreviewPictures> previews;

  /**
   * What became of the files.
   *
   * @param read how many were read to the last frame that was asked for
   * @param rejected how many could not be
   * @param skipped how many the search came by that are no scans
   * @param warned how many of those read depart from the standard
   */
  public record Counts(long read, long rejected, long skipped, long warned) {}

  /**
   * Inspection by a reader.
   *
   * @param reader the reader to judge files by
   * @param selection the frames whose pixels are looked at
   * @param workers files that are looked at at a time, at least 1
   */
  public InspectScans(DicomReader reader, FrameSelection selection, int workers) {
    this(reader, selection, workers, Optional.empty());
  }

  private InspectScans(
      DicomReader reader,
      FrameSelection selection,
      int workers,
      Optional<PreviewPictures> previews) {
    this.reader = reader;
    this.selection = selection;
    this.workers = workers;
    this.previews = previews;
  }

  /** The same inspection, which also makes a picture of every frame. */
  public InspectScans withPreviews(PreviewPictures pictures) {
    return new InspectScans(reader, selection, workers, Optional.of(pictures));
  }

  /**
   * Inspects files, and hands on what was seen in the order of the walk.
   *
   * @throws IOException where a result or a picture cannot be written
   */
  public Counts inspect(InputFiles inputs, InspectionWriter writer)
      throws IOException, InterruptedException {
    Run run = new Run(writer);
    try {
      inputs.walk(reader, run);
      run.writeAll();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      run.pool.shutdownNow();
    }
    return new Counts(run.read, run.rejected, run.skipped, run.warned);
  }

  private final class Run implements InputFiles.Visitor {
    private final InspectionWriter writer;
    private final ExecutorService pool = Executors.newFixedThreadPool(workers);
    private final Queue<Pending> pending = new ArrayDeque<>();
    private long read;
    private long rejected;
    private long skipped;
    private long warned;

    private record Pending(String path, Future<Inspection> inspection) {}

    Run(InspectionWriter writer) {
      this.writer = writer;
    }

    @Override
    public void scan(ScanSource scan) throws InterruptedException {
      add(new Pending(scan.path(), pool.submit(() -> inspect(scan))));
    }

    @Override
    public void rejected(String path, DicomException cause) throws InterruptedException {
      decided(Inspection.failed(path, failure(cause), false));
    }

    @Override
    public void mediaDirectory(String path) throws InterruptedException {
      Failure noImage = failure(Reason.NOT_AN_IMAGE.code(), "a DICOMDIR");
      decided(Inspection.failed(path, noImage, true));
    }

    private void decided(Inspection inspection) throws InterruptedException {
      add(new Pending(inspection.path(), pool.submit(() -> inspection)));
    }

    private void add(Pending inspection) throws InterruptedException {
      pending.add(inspection);
      if (pending.size() > 2 * workers) {
        writeNext();
      }
    }

    void writeAll() throws InterruptedException {
      while (!pending.isEmpty()) {
        writeNext();
      }
    }

    private void writeNext() throws InterruptedException {
      Inspection inspection = await(pending.remove());
      if (inspection.skipped()) {
        skipped++;
      } else if (inspection.error().isPresent()) {
        rejected++;
      } else {
        read++;
      }
      warned += inspection.warnings().isEmpty() ? 0 : 1;
      try {
        writer.add(inspection);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Inspection await(Pending next) throws InterruptedException {
      try {
        return next.inspection().get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException failure) {
          throw new UncheckedIOException(failure);
        }
        String fault = Objects.requireNonNullElse(e.getCause(), e).getClass().getName();
        String message = "this program failed on the file: " + fault;
        return Inspection.failed(next.path(), failure("internal-error", message), false);
      }
    }
  }

  private Inspection inspect(ScanSource scan) throws IOException {
    DicomInstance instance;
    try {
      instance = scan.read(reader);
    } catch (DicomException e) {
      return Inspection.failed(scan.path(), failure(e), scan.isSomethingElse(e));
    }
    Header header = InspectionHeader.of(instance);
    List<String> warnings = new ArrayList<>(instance.warnings());
    List<String> pictures = new ArrayList<>();
    Optional<Pixels> pixels = Optional.empty();
    Optional<Failure> error = Optional.empty();
    try {
      PixelStatistics statistics = new PixelStatistics();
      int[] frames = selection.indices(instance.frames().count());
      selection.absent(instance.frames().count()).ifPresent(warnings::add);
      for (int frame : frames) {
        StoredPixels stored = instance.frames().frame(frame);
        statistics.add(stored);
        preview(scan, instance, frame, stored, warnings).ifPresent(pictures::add);
      }
      pixels = frames.length == 0 ? Optional.empty() : Optional.of(statistics.figures());
    } catch (DicomException e) {
      error = Optional.of(failure(e));
    }
    return new Inspection(
        scan.path(), Optional.of(header), warnings, pixels, pictures, error, false);
  }

  /** The name of the frame's picture; empty where none is wanted, or possible, with a warning. */
  private Optional<String> preview(
      ScanSource scan,
      DicomInstance instance,
      int frameIndex,
      StoredPixels stored,
      List<String> warnings)
      throws IOException {
    if (previews.isEmpty()) {
      return Optional.empty();
    }
    try {
      DisplayPicture picture =
          DisplayPicture.of(stored, instance.attributes().presentation(frameIndex));
      return Optional.of(previews.get().write(scan.place(), frameIndex + 1, picture));
    } catch (UnpreparableException e) {
      String warning = "no preview: " + e.getMessage();
      if (!warnings.contains(warning)) {
        warnings.add(warning);
      }
      return Optional.empty();
    }
  }

  private static Failure failure(String reason, String message) {
    return new Failure(reason, message, Optional.empty(), OptionalLong.empty());
  }

  private static Failure failure(DicomException e) {
    return new Failure(
        e.reason().code(), e.getMessage(), e.tag().map(DicomTag::toString), e.byteOffset());
  }
}
