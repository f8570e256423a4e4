package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.training.LabelledPicture.Split;
import org.tumorscan.training.NetworkTrainer;
import org.tumorscan.training.NetworkTrainer.Material;
import org.tumorscan.training.NetworkTrainer.Trained;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingPicture;
import org.tumorscan.training.TrainingPlan;
import org.tumorscan.training.ValidationMetric;

/**
 * Lets stages of the base network learn under a linear layer that is thrown away afterwards, so
 * that a linear head can be fitted to what the network has become.
 */
public final class FineTuneNetwork {
  private final DicomReader reader;
  private final int workers;

  /**
   * The use case.
   *
   * @param reader reads pictures that are DICOM
   * @param workers threads that read and prepare pictures, at least 1
   */
  public FineTuneNetwork(DicomReader reader, int workers) {
    this.reader = reader;
    this.workers = workers;
  }

  /**
   * Learns.
   *
   * @param trainer over the task's base network; stays open
   * @param checkpoint where the state is kept; it stays
   * @return the task with the network as it has become
   */
  public TrainingTask run(
      TrainingTask task,
      TrainingPlan plan,
      NetworkTrainer trainer,
      Path checkpoint,
      TrainDenseModel.Listener listener)
      throws TrainingException, InferenceException, IOException, InterruptedException {
    Preprocessor preprocessor = new Preprocessor(task.input());
    List<TrainingPicture> pictures =
        PreparedPictures.load(
            task.pictures(),
            new PictureLoader(reader, preprocessor),
            workers,
            steps -> listener.prepared());
    Material material =
        new Material(
            PreparedPictures.ofSplit(pictures, Split.TRAIN),
            ValidationMetric.of(PreparedPictures.ofSplit(pictures, Split.VALIDATION)),
            preprocessor);
    Trained trained = trainer.train(material, plan, checkpoint, listener);
    return task.with(trained, plan.schedule());
  }
}
