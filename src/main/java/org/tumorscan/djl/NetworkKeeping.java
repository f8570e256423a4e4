package org.tumorscan.djl;

import ai.djl.engine.EngineException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tumorscan.model.Adapter;
import org.tumorscan.model.Adapter.Change;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.Sha256;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.BaseNetwork.TorchScript;

/**
 * How a network that has learned is kept: one that ships inside the program as an adapter on it,
 * any other as a file of its own.
 *
 * @param base what it began as
 * @param adapterRank of the adapter; 0 to keep a file in any case
 */
record NetworkKeeping(BaseNetwork base, int adapterRank) {

  /** What a network has become. */
  BaseNetwork kept(LearningNetwork learned) {
    if (base.torchScript().isPresent() || adapterRank == 0) {
      TorchScript whole = learned.torchScript();
      return new BaseNetwork(base.url(), Sha256.of(whole.bytes()), Optional.of(whole));
    }
    try {
      return base.with(rounded(adapter(learned)));
    } catch (ModelException e) {
      if (e.getCause() instanceof EngineException engine) {
        throw engine;
      }
      throw new IllegalStateException("the network was loaded from this very file", e);
    }
  }

  /** What did not learn now is changed as it was: fitted again, it would lose by it. */
  private Adapter adapter(LearningNetwork learned) throws ModelException {
    Map<String, Change> changes = new HashMap<>();
    base.adapter().ifPresent(before -> changes.putAll(before.changes()));
    changes.keySet().removeAll(learned.learned());
    changes.putAll(learned.adapter(Backbones.file(base), adapterRank).changes());
    return new Adapter(changes);
  }

  /** As the file keeps it, so that figures are of that. */
  private static Adapter rounded(Adapter adapter) throws ModelException {
    return Adapter.fromBytes(adapter.toBytes());
  }
}
