package org.tumorscan.djl;

import java.util.Optional;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.Sha256;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.BaseNetwork.TorchScript;

/**
 * How a network that has learned is kept: one that ships inside the program as an adapter on it,
 * any other as a file of its own.
 *
 * @param base what it began as
 * @param file the TorchScript file of that, but for its adapter
 * @param adapterRank of the adapter; 0 to keep a file in any case
 */
@SuppressWarnings("ArrayRecordComponent")
record NetworkKeeping(BaseNetwork base, byte[] file, int adapterRank) {

  /** What a network has become. */
  BaseNetwork kept(LearningNetwork learned) {
    if (base.torchScript().isPresent() || adapterRank == 0) {
      TorchScript whole = learned.torchScript();
      return new BaseNetwork(base.url(), Sha256.of(whole.bytes()), Optional.of(whole));
    }
    try {
      return base.with(learned.adapter(file, adapterRank));
    } catch (ModelException e) {
      throw new IllegalStateException("it was loaded from this very file", e);
    }
  }
}
