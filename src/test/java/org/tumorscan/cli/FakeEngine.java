package org.tumorscan.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.tumorscan.cli.options.EngineOptions.Engine;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.Classifier;
import org.tumorscan.inference.Execution;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.inference.Pending;
import org.tumorscan.inference.Precision;
import org.tumorscan.inference.Precision.Choice;
import org.tumorscan.inference.Prediction;
import org.tumorscan.inference.Prediction.Interval;
import org.tumorscan.inference.Prediction.Novelty;
import org.tumorscan.model.ModelBundle;

/** The program with a network that says the same of the same picture, and takes its time. */
final class FakeEngine extends Wiring {
  private static final long PICTURE_MILLIS = Long.getLong("tumorscan.test.picture-millis", 0);

  /** What the network was asked, and what happens when it is. */
  static final class Network {
    final AtomicInteger pictures = new AtomicInteger();
    Runnable onBatch = () -> {};
  }

  private final Network network;

  FakeEngine(Console console, Network network) {
    super(console);
    this.network = network;
  }

  /** The program as a process of its own. */
  public static void main(String[] args) {
    Main.launch(args, console -> new FakeEngine(console, new Network()));
  }

  @Override
  Classifier classifier(ModelBundle bundle, Engine engine) {
    return new Classifier() {
      @Override
      public Pending<List<Prediction>> start(List<ModelInput> batch) {
        network.onBatch.run();
        pause(PICTURE_MILLIS * batch.size());
        network.pictures.addAndGet(batch.size());
        List<Prediction> predictions = new ArrayList<>();
        batch.forEach(input -> predictions.add(prediction(input)));
        return () -> predictions;
      }

      @Override
      public int batchSize() {
        return engine.batchSize();
      }

      @Override
      public Execution execution() {
        // As on a processor that multiplies bfloat16.
        return new Execution(
            "cpu", engine.precision() == Choice.AUTO ? Precision.BFLOAT16 : Precision.FLOAT32);
      }

      @Override
      public void close() {}
    };
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Prediction prediction(ModelInput input) {
    double sum = 0;
    float[] cells = new float[14 * 14];
    float[] values = input.toValues();
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * (i % 7);
      cells[i % cells.length] += values[i];
    }
    double p = Math.abs(Math.sin(sum));
    Map<String, Double> likelihoods = new LinkedHashMap<>();
    likelihoods.put("no-tumor", 1 - p);
    likelihoods.put("tumor", p);
    return new Prediction(
        p,
        sum,
        new Interval(p / 2, (1 + p) / 2),
        likelihoods,
        new Novelty(p),
        Optional.of(new Heatmap(cells, 14, 14)));
  }
}
