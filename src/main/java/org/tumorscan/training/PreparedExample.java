package org.tumorscan.training;

import java.util.List;
import org.tumorscan.training.augment.CellTargets;

/**
 * An example, ready for the network.
 *
 * @param input float32 [3, size, size], normalised
 * @param tumor how far it shows a tumor, in [0, 1]
 * @param cells what the cells should say
 * @param groups of the pictures that it is made of
 */
@SuppressWarnings("ArrayRecordComponent")
public record PreparedExample(float[] input, double tumor, CellTargets cells, List<String> groups) {
  /** Copies the list. */
  public PreparedExample {
    groups = List.copyOf(groups);
  }
}
