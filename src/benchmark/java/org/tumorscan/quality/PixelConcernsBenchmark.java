package org.tumorscan.quality;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tumorscan.image.MadeFrame;
import org.tumorscan.image.StoredPixels;

/** Looks at a slice's pixels for what speaks against it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class PixelConcernsBenchmark {
  private final StoredPixels frame = MadeFrame.of();

  @Benchmark
  public List<String> whole() {
    return InputQuality.ofPixels(frame);
  }

  @Benchmark
  public PixelGrid grid() {
    return PixelGrid.of(frame);
  }
}
