package org.tumorscan.djl;

import java.util.Optional;
import org.tumorscan.model.Depth;

/**
 * What is read out of a network.
 *
 * @param depth which features, and so how far it is run at least
 * @param head scores the cells of the stage-3 map, where the model has such a head; closed by the
 *     owner
 */
record Readout(Depth depth, Optional<DenseNetwork> head) {}
