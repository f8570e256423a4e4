package org.tumorscan.training;

import java.util.Optional;
import org.tumorscan.model.Adapter;
import org.tumorscan.model.DenseHead;

/**
 * A network whose features a head is trained on.
 *
 * @param url the {@code djl://} URL that the caller named
 * @param sha256 digest of the TorchScript file
 * @param torchScript the file where it must travel with the bundle; empty for a network that ships
 *     inside the program
 * @param adapter what is to be added to the file's weights
 * @param head of the model that the network is taken from, for a dense head to begin with
 */
public record BaseNetwork(
    String url,
    String sha256,
    Optional<TorchScript> torchScript,
    Optional<Adapter> adapter,
    Optional<DenseHead> head) {

  /** A network by itself. */
  public BaseNetwork(String url, String sha256, Optional<TorchScript> torchScript) {
    this(url, sha256, torchScript, Optional.empty(), Optional.empty());
  }

  /** The file by itself, with another adapter. */
  public BaseNetwork with(Adapter other) {
    return new BaseNetwork(url, sha256, torchScript, Optional.of(other), Optional.empty());
  }

  /**
   * A TorchScript file.
   *
   * @param bytes the whole file
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record TorchScript(byte[] bytes) {}
}
