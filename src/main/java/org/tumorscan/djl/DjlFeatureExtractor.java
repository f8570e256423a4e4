package org.tumorscan.djl;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.tumorscan.djl.BatchTranslator.Batch;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.Execution;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.Features;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.inference.InferenceException.Reason;
import org.tumorscan.inference.Pending;

/** A TorchScript backbone in libtorch, run by several workers at once. */
final class DjlFeatureExtractor implements FeatureExtractor {
  private final ZooModel<Batch, List<Features>> model;
  private final Device device;
  private final int batchSize;
  private final NetworkShare share;
  private final Readout readout;
  private final List<Worker> workers = new ArrayList<>();

  /** Takes over the model and the head, and closes them. */
  DjlFeatureExtractor(
      ZooModel<Batch, List<Features>> model,
      Device device,
      int batchSize,
      NetworkShare share,
      Readout readout) {
    this.readout = readout;
    this.model = model;
    this.device = device;
    this.batchSize = batchSize;
    this.share = share;
    for (int i = 0; i < share.workers(); i++) {
      workers.add(
          new Worker(
              model.newPredictor(new BatchTranslator(share.pictures(), readout)), share.threads()));
    }
  }

  /** A thread of its own, since libtorch counts its threads for each thread that calls it. */
  private static final class Worker implements AutoCloseable {
    private final Predictor<Batch, List<Features>> predictor;
    private final ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "network");
              made.setDaemon(true);
              return made;
            });

    Worker(Predictor<Batch, List<Features>> predictor, int threads) {
      this.predictor = predictor;
      thread.execute(() -> JniUtils.setNumThreads(threads));
    }

    Future<List<Features>> start(Batch batch) {
      return thread.submit(() -> predictor.predict(batch));
    }

    /** Waits for what has been begun: the network must not be freed beneath it. */
    @Override
    public void close() {
      thread.shutdown();
      boolean interrupted = false;
      boolean idle = false;
      while (!idle) {
        try {
          idle = thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      predictor.close();
    }
  }

  @Override
  public Pending<List<Features>> start(List<ModelInput> batch, Detail detail) {
    if (batch.isEmpty() || batch.size() > batchSize) {
      throw new IllegalArgumentException(batch.size() + " pictures for batches of " + batchSize);
    }
    List<Future<List<Features>>> parts = new ArrayList<>();
    for (int start = 0; start < batch.size(); start += share.pictures()) {
      int end = Math.min(batch.size(), start + share.pictures());
      parts.add(workers.get(parts.size()).start(new Batch(batch.subList(start, end), detail)));
    }
    return () -> joined(parts);
  }

  private static List<Features> joined(List<Future<List<Features>>> parts)
      throws InferenceException {
    List<Features> features = new ArrayList<>();
    for (Future<List<Features>> part : parts) {
      features.addAll(result(part));
    }
    return features;
  }

  private static List<Features> result(Future<List<Features>> part) throws InferenceException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TranslateException failed) {
        throw new InferenceException(
            Reason.FAILED, "the network failed: " + failed.getMessage(), failed);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InferenceException(Reason.FAILED, "interrupted", e);
    }
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public Execution execution() {
    return new Execution(Engines.name(device), TorchScriptLoader.precision(model));
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
    // For those who come after: libtorch keeps the last number for threads it has not seen yet.
    JniUtils.setNumThreads(Engines.threads());
    readout.head().ifPresent(DenseNetwork::close);
    model.close();
  }
}
