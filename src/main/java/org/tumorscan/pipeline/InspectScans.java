package org.tumorscan.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ImageAttributes;
import org.tumorscan.image.ModalityTransform;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.VoiTransform;
import org.tumorscan.image.VoiWindow;

/**
 * Says of every file what its header states and what its pixels decode to, one JSON object a line.
 *
 * <p>The pixels' statistics and digest are of the stored values: after decompression, before any
 * rescale or window, colour in the photometric interpretation that decompression leaves. Nothing of
 * the patient's identity is written.
 */
public final class InspectScans {
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  private final DicomReader reader;
  private final FrameSelection selection;

  /**
   * What became of the files.
   *
   * @param files how many there were
   * @param read how many were read to the last frame
   */
  public record Counts(long files, long read) {}

  /**
   * Inspection of whole files by a reader.
   *
   * @param reader the reader to judge files by
   */
  public InspectScans(DicomReader reader) {
    this(reader, FrameSelection.ALL);
  }

  /**
   * Inspection by a reader.
   *
   * @param reader the reader to judge files by
   * @param selection the frames whose pixels are looked at
   */
  public InspectScans(DicomReader reader, FrameSelection selection) {
    this.reader = reader;
    this.selection = selection;
  }

  /**
   * Inspects files in the order of the walk.
   *
   * @param out where the lines go; flushed at the end, not closed
   * @throws IOException where {@code out} takes no more
   */
  public Counts inspect(InputFiles inputs, Writer out) throws IOException, InterruptedException {
    // A thread of its own, so that a fault of this program on one file is a line like any other.
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Lines lines = new Lines(out, thread);
    try {
      inputs.walk(lines);
      out.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      thread.shutdownNow();
    }
    return new Counts(lines.files, lines.read);
  }

  /** Writes a line for everything the walk finds. */
  private final class Lines implements InputFiles.Visitor {
    private final Writer out;
    private final ExecutorService thread;
    private long files;
    private long read;

    Lines(Writer out, ExecutorService thread) {
      this.out = out;
      this.thread = thread;
    }

    @Override
    public void file(Path file) throws InterruptedException {
      try {
        write(thread.submit(() -> inspect(file)).get());
      } catch (ExecutionException e) {
        String fault = Objects.requireNonNullElse(e.getCause(), e).getClass().getName();
        write(Line.failed(file, "internal-error", "this program failed on the file: " + fault));
      }
    }

    @Override
    public void unreadable(Path directory, IOException cause) {
      write(Line.failed(directory, Reason.UNREADABLE.code(), "directory cannot be listed"));
    }

    private void write(Line line) {
      try {
        out.write(JSON.writeValueAsString(line));
        out.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      files++;
      read += line.error().isEmpty() ? 1 : 0;
    }
  }

  private Line inspect(Path file) {
    DicomInstance instance;
    try {
      instance = reader.read(file);
    } catch (DicomException e) {
      return new Line(file.toString(), Optional.empty(), Optional.empty(), error(e));
    }
    Optional<Header> header = Optional.of(Header.of(instance));
    try {
      PixelStatistics statistics = new PixelStatistics();
      int[] frames = selection.indices(instance.frames().count());
      for (int frame : frames) {
        statistics.add(instance.frames().frame(frame));
      }
      Optional<PixelStatistics.Summary> pixels =
          frames.length == 0 ? Optional.empty() : Optional.of(statistics.summary());
      return new Line(file.toString(), header, pixels, Optional.empty());
    } catch (DicomException e) {
      return new Line(file.toString(), header, Optional.empty(), error(e));
    }
  }

  private static Optional<Failure> error(DicomException e) {
    return Optional.of(
        new Failure(
            e.reason().code(), e.getMessage(), e.tag().map(DicomTag::toString), e.byteOffset()));
  }

  @JsonInclude(Include.NON_ABSENT)
  private record Line(
      String path,
      @JsonUnwrapped Optional<Header> header,
      Optional<PixelStatistics.Summary> pixels,
      Optional<Failure> error) {
    static Line failed(Path path, String reason, String message) {
      Failure failure = new Failure(reason, message, Optional.empty(), OptionalLong.empty());
      return new Line(path.toString(), Optional.empty(), Optional.empty(), Optional.of(failure));
    }
  }

  @JsonInclude(Include.NON_ABSENT)
  private record Failure(
      String reason, String message, Optional<String> tag, OptionalLong offset) {}

  @JsonInclude(Include.NON_ABSENT)
  private record Header(
      Optional<String> sopClass,
      String transferSyntax,
      Optional<String> modality,
      Optional<String> bodyPart,
      int rows,
      int columns,
      int frames,
      int samplesPerPixel,
      Bits bits,
      String photometric,
      Rescale rescale,
      List<Window> window,
      @JsonInclude(Include.NON_EMPTY) List<String> warnings) {

    static Header of(DicomInstance instance) {
      ImageAttributes attributes = instance.attributes();
      PixelFormat format = attributes.format();
      return new Header(
          instance.identity().sopClassUid(),
          attributes.transferSyntax().uid(),
          attributes.modality(),
          attributes.bodyPart(),
          format.rows(),
          format.columns(),
          attributes.frameCount(),
          format.samplesPerPixel(),
          new Bits(
              format.bits().allocated(),
              format.bits().stored(),
              format.bits().high(),
              format.bits().signed()),
          format.photometricInterpretation().definedTerm(),
          rescale(attributes.presentation(0).modality()),
          attributes.presentation(0).voi().stream().map(Header::window).toList(),
          instance.warnings());
    }

    private static Rescale rescale(ModalityTransform transform) {
      if (transform instanceof ModalityTransform.Rescale linear) {
        return new Rescale(
            OptionalDouble.of(linear.slope()),
            OptionalDouble.of(linear.intercept()),
            OptionalInt.empty());
      }
      int entries = ((ModalityTransform.Table) transform).table().entries().length;
      return new Rescale(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.of(entries));
    }

    private static Window window(VoiTransform transform) {
      if (transform instanceof VoiWindow window) {
        return new Window(
            OptionalDouble.of(window.center()),
            OptionalDouble.of(window.width()),
            Optional.of(window.function().name()),
            OptionalInt.empty());
      }
      int entries = ((VoiTransform.Table) transform).table().entries().length;
      return new Window(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          OptionalInt.of(entries));
    }
  }

  private record Bits(int allocated, int stored, int high, boolean signed) {}

  /** Slope and intercept, or the size of a Modality LUT. */
  @JsonInclude(Include.NON_ABSENT)
  private record Rescale(
      OptionalDouble slope, OptionalDouble intercept, OptionalInt tableEntries) {}

  /** A window, or the size of a VOI LUT. */
  @JsonInclude(Include.NON_ABSENT)
  private record Window(
      OptionalDouble center,
      OptionalDouble width,
      Optional<String> function,
      OptionalInt tableEntries) {}
}
