package org.tumorscan.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.ModelException.Reason;

/**
 * Hands TorchScript from memory to libtorch. DJL's own {@code Model.load(InputStream)} makes a
 * temporary directory, which a read-only container does not allow.
 */
final class TorchScriptLoader {
  private TorchScriptLoader() {}

  /**
   * Loads a network, its parameters frozen.
   *
   * @param name for messages
   * @param torchScript a whole TorchScript file
   * @return owned by the caller
   * @throws ModelException {@code MALFORMED} where libtorch cannot read it
   */
  static Model load(String name, byte[] torchScript, Device device) throws ModelException {
    Model model = Model.newInstance(name, device, Engines.PYTORCH);
    try {
      PtSymbolBlock block =
          JniUtils.loadModule(
              (PtNDManager) model.getNDManager(),
              new ByteArrayInputStream(torchScript),
              true,
              false);
      block.freezeParameters(true);
      model.setBlock(block);
      return model;
    } catch (IOException | EngineException e) {
      model.close();
      throw new ModelException(
          Reason.MALFORMED, name + " is not TorchScript that can be loaded: " + e.getMessage(), e);
    }
  }
}
