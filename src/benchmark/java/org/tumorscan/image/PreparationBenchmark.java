package org.tumorscan.image;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Prepares a slice as the shipped model wants it: whole, and step by step. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class PreparationBenchmark {
  private static final InputSpec SPEC = InputSpec.forMr();

  private final Preprocessor preprocessor = new Preprocessor(SPEC);
  private final StoredPixels frame = MadeFrame.of();
  private GreyImage picture;
  private Body body;
  private Tone tone;
  private GreyImage detail;
  private GreyImage input;

  @Setup
  public void prepare() throws UnpreparableException {
    picture = displayIntensities();
    body = body();
    tone = tone();
    detail = shrinking();
    input = growing();
  }

  @Benchmark
  public ModelInput whole() throws UnpreparableException {
    return preprocessor.prepare(frame, Presentation.NONE);
  }

  @Benchmark
  public StoredLevels levels() {
    return StoredLevels.of(frame).orElseThrow();
  }

  /** Levels, their percentiles, and a picture of them. */
  @Benchmark
  public GreyImage displayIntensities() throws UnpreparableException {
    return DisplayIntensities.of(frame, Presentation.NONE, SPEC.intensity());
  }

  @Benchmark
  public Body body() {
    return Body.find(picture);
  }

  /** Three percentiles. */
  @Benchmark
  public Tone tone() {
    Percentiles percentiles = body.intensities();
    return Tone.spread(percentiles, SPEC.intensity())
        .bringing(percentiles.at(50), SPEC.medianIntensity());
  }

  @Benchmark
  public GreyImage shrinking() {
    return Resampler.resizeToSquare(picture, body.box(), SPEC.detailPixels());
  }

  @Benchmark
  public GreyImage toneCurve() {
    return tone.apply(detail);
  }

  @Benchmark
  public GreyImage growing() {
    return Resampler.resize(detail, SPEC.sizePixels(), SPEC.sizePixels());
  }

  @Benchmark
  public float[] normalising() {
    return preprocessor.input(input.values()).toValues();
  }
}
