package org.tumorscan.dataset;

import java.util.Map;

/**
 * What is known of a case once its picture has been read.
 *
 * @param labelled one frame; its patient taken from the header where the data set states none
 * @param fingerprint to find near-duplicates
 * @param thumbnail float32 [32 * 32] in [0, 1], of what the network would see
 * @param acquisition how it was made, key to value: scanner and protocol, or size and format
 */
@SuppressWarnings("ArrayRecordComponent")
public record CaseFacts(
    Case labelled, Fingerprint fingerprint, float[] thumbnail, Map<String, String> acquisition) {

  /** Copies the map. */
  public CaseFacts {
    acquisition = Map.copyOf(acquisition);
  }
}
