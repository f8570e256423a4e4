package org.tumorscan.djl;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.util.List;
import java.util.Optional;
import org.tumorscan.djl.BatchTranslator.Batch;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.Features;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.inference.InferenceException.Reason;

/** A TorchScript backbone in libtorch. */
final class DjlFeatureExtractor implements FeatureExtractor {
  private final ZooModel<Batch, List<Features>> model;
  private final Predictor<Batch, List<Features>> predictor;
  private final Device device;
  private final int batchSize;
  private final Optional<DenseNetwork> head;

  /** Takes over the model and the head, and closes them. */
  DjlFeatureExtractor(
      ZooModel<Batch, List<Features>> model,
      Device device,
      int batchSize,
      Optional<DenseNetwork> head) {
    this.head = head;
    this.model = model;
    this.predictor = model.newPredictor();
    this.device = device;
    this.batchSize = batchSize;
  }

  @Override
  public List<Features> extract(List<ModelInput> batch, Detail detail) throws InferenceException {
    if (batch.isEmpty() || batch.size() > batchSize) {
      throw new IllegalArgumentException(batch.size() + " pictures for batches of " + batchSize);
    }
    try {
      return predictor.predict(new Batch(batch, detail));
    } catch (TranslateException e) {
      throw new InferenceException(Reason.FAILED, "the network failed: " + e.getMessage(), e);
    }
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public String device() {
    return Engines.name(device);
  }

  @Override
  public void close() {
    predictor.close();
    head.ifPresent(DenseNetwork::close);
    model.close();
  }
}
