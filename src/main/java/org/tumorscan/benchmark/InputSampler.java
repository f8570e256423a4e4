package org.tumorscan.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.tumorscan.benchmark.SampledInputs.Group;
import org.tumorscan.benchmark.SampledInputs.Sample;
import org.tumorscan.benchmark.SampledInputs.Unreadable;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.pipeline.InputFiles;
import org.tumorscan.pipeline.ScanSource;

/**
 * Looks at the first files of the inputs and takes some of each transfer syntax. An archive of
 * millions costs no more than its first {@value #MOST_FILES} files.
 */
public final class InputSampler {
  static final int MOST_FILES = 512;
  static final int MOST_FRAMES_OF_A_FILE = 4;
  static final int MOST_FRAMES_OF_A_GROUP = 16;
  static final long MOST_BYTES_OF_A_GROUP = 16_000_000;

  private final DicomReader reader;
  private final BooleanSupplier stop;
  private final Map<TransferSyntax, Collected> collected = new EnumMap<>(TransferSyntax.class);
  private final List<Unreadable> unreadable = new ArrayList<>();
  private int files;
  private int skipped;

  private InputSampler(DicomReader reader, BooleanSupplier stop) {
    this.reader = reader;
    this.stop = stop;
  }

  /** What has been taken of a transfer syntax. */
  private static final class Collected {
    private final List<Sample> samples = new ArrayList<>();
    private int frames;
    private long bytes;

    boolean isFull() {
      return frames >= MOST_FRAMES_OF_A_GROUP || bytes >= MOST_BYTES_OF_A_GROUP;
    }
  }

  /** Ends the walk, which a visitor may do in no other way. */
  private static final class EnoughException extends InterruptedException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Takes a sample.
   *
   * @param stop asked before every file
   * @throws BenchmarkStoppedException once it says so
   */
  public static SampledInputs sample(InputFiles inputs, DicomReader reader, BooleanSupplier stop)
      throws InterruptedException, BenchmarkStoppedException {
    InputSampler sampler = new InputSampler(reader, stop);
    boolean whole = sampler.walk(inputs);
    if (stop.getAsBoolean()) {
      throw new BenchmarkStoppedException();
    }
    return sampler.result(whole);
  }

  private boolean walk(InputFiles inputs) throws InterruptedException {
    try {
      inputs.walk(
          reader,
          new InputFiles.Visitor() {
            @Override
            public void scan(ScanSource scan) throws InterruptedException {
              next();
              look(scan);
            }

            @Override
            public void rejected(String path, DicomException cause) throws InterruptedException {
              next();
              add(path, cause);
            }

            @Override
            public void mediaDirectory(String path) throws InterruptedException {
              next();
              skipped++;
            }
          });
      return true;
    } catch (EnoughException e) {
      return false;
    }
  }

  private void next() throws EnoughException {
    if (files == MOST_FILES || stop.getAsBoolean()) {
      throw new EnoughException();
    }
    files++;
  }

  private void look(ScanSource scan) {
    try {
      DicomInstance instance = scan.read(reader);
      Collected group =
          collected.computeIfAbsent(
              instance.attributes().transferSyntax(), syntax -> new Collected());
      if (!group.isFull()) {
        take(scan, instance, group);
      }
    } catch (DicomException e) {
      if (scan.isSomethingElse(e)) {
        skipped++;
      } else {
        add(scan.path(), e);
      }
    }
  }

  /** Decodes what it takes, so that nothing fails once the clock runs. */
  private static void take(ScanSource scan, DicomInstance instance, Collected group)
      throws DicomException {
    int frames = Math.min(MOST_FRAMES_OF_A_FILE, instance.frames().count());
    for (int i = 0; i < frames; i++) {
      instance.frames().frame(i);
    }
    group.samples.add(new Sample(scan, frames));
    group.frames += frames;
    group.bytes += frames * bytesPerFrame(instance.attributes().format());
  }

  private static long bytesPerFrame(PixelFormat format) {
    return ((long) format.samplesPerFrame() * format.bits().allocated() + 7) / 8;
  }

  private void add(String path, DicomException cause) {
    unreadable.add(new Unreadable(path, cause.reason().code(), String.valueOf(cause.getMessage())));
  }

  private SampledInputs result(boolean whole) {
    List<Group> groups = new ArrayList<>();
    collected.forEach(
        (syntax, group) -> {
          if (!group.samples.isEmpty()) {
            groups.add(new Group(syntax, group.samples, group.bytes));
          }
        });
    return new SampledInputs(files, whole, skipped, unreadable, groups);
  }
}
