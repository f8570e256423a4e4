package org.tumorscan.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.tumorscan.benchmark.SampledInputs.Group;
import org.tumorscan.benchmark.SampledInputs.Sample;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.StoredPixels;
import org.tumorscan.image.UnpreparableException;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.Execution;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelException;
import org.tumorscan.pipeline.InputFiles;

/** Measures the parts, then the whole. */
public final class Benchmark {
  /** Slices at once, as they are measured. */
  static final List<Integer> BATCH_SIZES = List.of(1, 2, 4, 8, 16);

  private static final int MOST_WORKERS = 16;

  private final Subject subject;
  private final Repetition repetition;
  private final Consumer<String> step;

  /**
   * What is measured.
   *
   * @param threads of the network on the CPU
   */
  public record Subject(
      ModelBundle bundle, Classifiers classifiers, DicomReader reader, int threads) {}

  /** Gives the model's network, loaded for a batch size; the caller closes it. */
  public interface Classifiers {
    Classifier open(int batchSize) throws ModelException, InferenceException;
  }

  /**
   * What is read.
   *
   * @param made slices of this program's own
   * @param given a sample of the user's; without groups where the user gave none
   * @param endToEnd what is classified
   */
  public record Inputs(SampledInputs made, SampledInputs given, InputFiles endToEnd) {}

  /**
   * A benchmark.
   *
   * @param nanoClock as {@link System#nanoTime}
   * @param seconds of each measurement, above 0
   * @param stop asked between repetitions
   * @param step hears what is measured now
   */
  public Benchmark(
      Subject subject,
      LongSupplier nanoClock,
      double seconds,
      BooleanSupplier stop,
      Consumer<String> step) {
    this.subject = subject;
    this.repetition = new Repetition(nanoClock, seconds, stop);
    this.step = step;
  }

  /**
   * Measures.
   *
   * @throws BenchmarkStoppedException once {@code stop} says so
   * @throws IOException where a file that could be read before no longer can
   */
  public Measurements run(Inputs inputs)
      throws IOException,
          ModelException,
          InferenceException,
          InterruptedException,
          BenchmarkStoppedException {
    DicomInstance slice = read(inputs.made().groups().get(0).samples().get(0));
    Preprocessor preprocessor = new Preprocessor(subject.bundle().manifest().input());
    List<DecodingRate> decoding = new ArrayList<>();
    for (Group group : inputs.made().groups()) {
      decoding.add(decoding(group, true));
    }
    for (Group group : inputs.given().groups()) {
      decoding.add(decoding(group, false));
    }
    step.accept("preparing a slice");
    StoredPixels frame = madeFrame(slice);
    Spread preparation = repetition.millis(() -> prepare(frame, slice, preprocessor));
    ModelInput input = prepare(frame, slice, preprocessor);
    List<NetworkRate> network = new ArrayList<>();
    Optional<Execution> execution = Optional.empty();
    for (int batchSize : BATCH_SIZES) {
      step.accept("the network at batch size " + batchSize);
      try (Classifier classifier = subject.classifiers().open(batchSize)) {
        execution = Optional.of(classifier.execution());
        network.add(network(classifier, input));
      }
    }
    Machine machine = Machine.here(subject.threads(), execution.orElseThrow());
    List<EndToEndRate> endToEnd = endToEnd(inputs.endToEnd(), network, machine);
    return new Measurements(
        machine,
        preparation,
        decoding,
        network,
        endToEnd,
        Recommendation.of(machine, network, endToEnd));
  }

  private DecodingRate decoding(Group group, boolean made)
      throws IOException, BenchmarkStoppedException {
    step.accept("reading " + group.transferSyntax().displayName());
    int frames = group.frames();
    Spread millis =
        repetition.millis(
            () -> {
              for (Sample sample : group.samples()) {
                decode(sample);
              }
            });
    return new DecodingRate(
        group.transferSyntax(),
        made,
        group.samples().size(),
        frames,
        (double) group.bytes() / frames,
        millis.dividedBy(frames));
  }

  private void decode(Sample sample) throws IOException {
    DicomInstance instance = read(sample);
    for (int i = 0; i < sample.frames(); i++) {
      frame(sample, instance, i);
    }
  }

  private DicomInstance read(Sample sample) throws IOException {
    try {
      return sample.source().read(subject.reader());
    } catch (DicomException e) {
      throw changed(sample, e);
    }
  }

  private static StoredPixels frame(Sample sample, DicomInstance instance, int frameIndex)
      throws IOException {
    try {
      return instance.frames().frame(frameIndex);
    } catch (DicomException e) {
      throw changed(sample, e);
    }
  }

  private static IOException changed(Sample sample, DicomException failure) {
    return new IOException(
        sample.source().path() + " can no longer be read: " + failure.getMessage(), failure);
  }

  private static StoredPixels madeFrame(DicomInstance slice) {
    try {
      return slice.frames().frame(0);
    } catch (DicomException e) {
      throw new IllegalStateException("a slice of our own cannot be decoded", e);
    }
  }

  private static ModelInput prepare(
      StoredPixels frame, DicomInstance slice, Preprocessor preprocessor) {
    try {
      return preprocessor.prepare(frame, slice.attributes().presentation(0));
    } catch (UnpreparableException e) {
      throw new IllegalStateException("a slice of our own cannot be prepared", e);
    }
  }

  private NetworkRate network(Classifier classifier, ModelInput input)
      throws InferenceException, BenchmarkStoppedException {
    int batchSize = classifier.batchSize();
    List<ModelInput> batch = Collections.nCopies(batchSize, input);
    Spread millis = repetition.millis(() -> classifier.classify(batch));
    return new NetworkRate(batchSize, millis.dividedBy(batchSize));
  }

  private List<EndToEndRate> endToEnd(InputFiles inputs, List<NetworkRate> network, Machine machine)
      throws IOException,
          ModelException,
          InferenceException,
          InterruptedException,
          BenchmarkStoppedException {
    int batchSize = Recommendation.batchSize(network).value();
    NetworkRate alone =
        network.stream().filter(rate -> rate.batchSize() == batchSize).findFirst().orElseThrow();
    EndToEndBenchmark benchmark =
        new EndToEndBenchmark(repetition, subject.bundle(), subject.reader(), inputs, alone);
    List<EndToEndRate> rates = new ArrayList<>();
    try (Classifier classifier = subject.classifiers().open(batchSize)) {
      for (int workers : workerCounts(machine.processors())) {
        step.accept("from files to report with --workers " + workers);
        Optional<EndToEndRate> rate = benchmark.measure(classifier, workers);
        if (rate.isEmpty()) {
          return List.of();
        }
        rates.add(rate.get());
      }
    }
    return rates;
  }

  /** Powers of two up to the processors, and these. */
  static List<Integer> workerCounts(int processors) {
    int most = Math.min(MOST_WORKERS, processors);
    TreeSet<Integer> counts = new TreeSet<>(List.of(most));
    for (int count = 1; count < most; count *= 2) {
      counts.add(count);
    }
    return List.copyOf(counts);
  }
}
