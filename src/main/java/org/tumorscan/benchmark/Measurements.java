package org.tumorscan.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that was measured.
 *
 * @param machine where
 * @param millisPerPreparation of one slice of {@link MadeSlices#SIZE} squared, on one thread
 * @param decoding made slices first, then the inputs by transfer syntax
 * @param network by batch size, ascending
 * @param endToEnd by workers, ascending; empty where no slice could be judged
 * @param recommendation what follows
 */
public record Measurements(
    Machine machine,
    Spread millisPerPreparation,
    List<DecodingRate> decoding,
    List<NetworkRate> network,
    List<EndToEndRate> endToEnd,
    Recommendation recommendation) {

  /** Quartiles further apart than this, over the median, speak of other work on the machine. */
  static final double STEADY = 0.2;

  /** Copies the lists. */
  public Measurements {
    decoding = List.copyOf(decoding);
    network = List.copyOf(network);
    endToEnd = List.copyOf(endToEnd);
  }

  /** What the reader of the figures must know, each a sentence. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    boolean unsteady =
        Stream.concat(
                network.stream().map(NetworkRate::millisPerSlice),
                endToEnd.stream().map(EndToEndRate::slicesPerSecond))
            .anyMatch(spread -> spread.relativeWidth() > STEADY);
    if (unsteady) {
      warnings.add(
          "The figures vary by more than 20 % between quartiles: other work may have kept the"
              + " machine busy. Measure again when it is quiet, or with more --seconds.");
    }
    if (endToEnd.isEmpty()) {
      warnings.add("No slice of the inputs could be judged, so nothing was measured end to end.");
    }
    return warnings;
  }
}
