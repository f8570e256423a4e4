package org.tumorscan.training;

import java.util.Optional;

/**
 * A network whose features a head is trained on.
 *
 * @param url the {@code djl://} URL that the caller named
 * @param sha256 digest of the TorchScript file
 * @param torchScript the file where it must travel with the bundle; empty for a network that ships
 *     inside the program
 */
public record BaseNetwork(String url, String sha256, Optional<TorchScript> torchScript) {

  /**
   * A TorchScript file.
   *
   * @param bytes the whole file
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record TorchScript(byte[] bytes) {}
}
