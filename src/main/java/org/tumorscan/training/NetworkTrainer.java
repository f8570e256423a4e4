package org.tumorscan.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.model.DenseHead;

/**
 * The port to what learns by gradient descent: a head, and the network below it as far as asked.
 */
public interface NetworkTrainer extends AutoCloseable {

  /**
   * What is learned from.
   *
   * @param train pictures of the training split, both classes among them
   * @param validation says after every epoch how good the weights are
   * @param preprocessor whose last step makes the network's input
   */
  record Material(
      List<TrainingPicture> train, ValidationMetric validation, Preprocessor preprocessor) {
    /** Copies the list. */
    public Material {
      train = List.copyOf(train);
    }
  }

  /**
   * What was learned.
   *
   * @param head with the best epoch's weights; of the kind {@code LINEAR}, a head over a map of one
   *     cell, the pooled features
   * @param network as it was in the best epoch, where any of it learned, and as a bundle keeps it
   * @param epoch the best one, from 1
   */
  record Trained(DenseHead head, Optional<BaseNetwork> network, int epoch) {}

  /**
   * How an epoch went.
   *
   * @param epoch from 1
   * @param loss mean over the epoch's steps and the head's members
   * @param metric the figure of the validation split that weights are chosen by
   * @param best whether no epoch before had a higher figure
   * @param left until the last planned epoch, as far as can be told
   */
  record EpochReport(int epoch, double loss, double metric, boolean best, Duration left) {}

  /** Hears how far the training is, on the thread that trains. */
  interface Listener {

    /**
     * A first batch has gone through and back and been forgotten.
     *
     * @param wholeRun how long what is left of the run will take, as far as one batch can tell
     */
    void firstBatch(Duration wholeRun);

    /** After every step. */
    void step(int examples);

    /** After every epoch. */
    void epoch(EpochReport report);
  }

  /**
   * Learns. The state is kept in a file after every epoch; a run of the same plan, network and
   * pictures that finds one goes on from there, with the same result to the last bit on the same
   * machine.
   *
   * @param checkpoint that file; it stays when the run has ended
   * @throws TrainingException {@code UNSUITABLE_NETWORK} where the network lacks what the head
   *     looks at or has nothing that can learn; {@code OUT_OF_MEMORY} where a batch does not fit;
   *     {@code DIVERGED} where the loss is no number, the state of the last good epoch staying;
   *     {@code OTHER_RUN} where the file is the state of another run
   */
  Trained train(Material material, TrainingPlan plan, Path checkpoint, Listener listener)
      throws TrainingException, InferenceException, IOException, InterruptedException;

  @Override
  void close();
}
