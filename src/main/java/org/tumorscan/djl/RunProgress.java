package org.tumorscan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.tumorscan.training.TrainingPlan.Schedule;

/**
 * How far a run is.
 *
 * @param bestEpoch from 1; 0 before the first
 * @param bestMetric its validation figure
 * @param best its weights
 */
record RunProgress(int epochsDone, int bestEpoch, double bestMetric, NDList best) {

  static RunProgress none() {
    return new RunProgress(0, 0, Double.NEGATIVE_INFINITY, new NDList());
  }

  boolean isOver(Schedule schedule) {
    int patience = schedule.patience();
    return epochsDone >= schedule.epochs() || (patience > 0 && epochsDone - bestEpoch >= patience);
  }

  /**
   * After one more epoch.
   *
   * @param weights the learner's, of which a copy is kept where they are the best; what was best
   *     before is given back
   */
  RunProgress after(double metric, NDList weights) {
    int epoch = epochsDone + 1;
    if (bestEpoch > 0 && !(metric > bestMetric)) {
      return new RunProgress(epoch, bestEpoch, bestMetric, best);
    }
    best.forEach(NDArray::close);
    return new RunProgress(epoch, epoch, metric, copy(weights));
  }

  /** A copy that stays as it is. */
  static NDList copy(NDList arrays) {
    NDList copies = new NDList();
    arrays.forEach(array -> copies.add(array.duplicate()));
    return copies;
  }
}
