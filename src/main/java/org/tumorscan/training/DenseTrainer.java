package org.tumorscan.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.DenseHead;

/** The port to what learns a dense head over a frozen network. */
public interface DenseTrainer extends AutoCloseable {

  /** Hears how far the training is, on the thread that trains. */
  interface Listener {

    /** After every step. */
    void step(int examples);

    /**
     * After every epoch.
     *
     * @param epoch from 1
     * @param loss mean over the epoch's steps and members
     */
    void epoch(int epoch, double loss);
  }

  /**
   * Learns.
   *
   * @param pictures of the training split, both classes among them
   * @param preprocessor whose last step makes the network's input
   * @param checkpoint where the state is kept after every epoch; a run of the same plan and
   *     pictures that finds one goes on from there, with the same result
   * @return the head with the weights of the last epoch
   * @throws TrainingException {@code DIVERGED} where the loss is no number; the checkpoint of the
   *     last good epoch stays
   */
  DenseHead train(
      List<TrainingPicture> pictures,
      Preprocessor preprocessor,
      DensePlan plan,
      Path checkpoint,
      Listener listener)
      throws TrainingException, InferenceException, IOException, InterruptedException;

  @Override
  void close();
}
