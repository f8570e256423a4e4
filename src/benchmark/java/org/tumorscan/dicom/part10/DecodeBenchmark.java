package org.tumorscan.dicom.part10;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.FrameSource;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.image.StoredPixels;

/** Decodes the first frame of a file, whose header has been read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {

  /** The DICOM file; {@code scripts/benchmark-decoding} gives those it has made. */
  @Param("sample-scans/ct-slice.dcm")
  public String file;

  private FrameSource frames;

  @Setup
  public void read() throws DicomException {
    frames = new Part10Reader(ReadLimits.DEFAULT).read(Path.of(file)).frames();
  }

  @Benchmark
  public StoredPixels frame() throws DicomException {
    return frames.frame(0);
  }
}
