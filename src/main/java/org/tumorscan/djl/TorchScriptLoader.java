package org.tumorscan.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tumorscan.djl.CpuProgram.Kernels;
import org.tumorscan.image.ModelInput;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.ModelException.Reason;

/**
 * Hands TorchScript from memory to libtorch. DJL's own {@code Model.load(InputStream)} makes a
 * temporary directory, which a read-only container does not allow.
 */
final class TorchScriptLoader {
  private static final Logger LOG = LoggerFactory.getLogger(TorchScriptLoader.class);

  // Some virtual machines hide the caches. oneDNN's channels-last kernels divide by what the
  // caches hold and have been seen to end the process there.
  private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache/index0");

  /** The network halves its input five times. */
  private static final int SMALLEST_PIXELS = 32;

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

  /**
   * Loads a network that is run and never trained or saved: with {@link CpuProgram} or, on a GPU,
   * {@link HalfProgram}, where that fits the network and runs here.
   *
   * @param name for messages
   * @param torchScript a whole TorchScript file
   * @return owned by the caller
   * @throws ModelException {@code MALFORMED} where libtorch cannot read it
   */
  static Model loadForInference(String name, byte[] torchScript, Device device)
      throws ModelException {
    Optional<byte[]> exchanged =
        device.isGpu()
            ? HalfProgram.exchanged(torchScript)
            : CpuProgram.exchanged(torchScript, kernels());
    if (exchanged.isPresent()) {
      Optional<Model> model = tried(name, exchanged.get(), device);
      if (model.isPresent()) {
        return model.get();
      }
    }
    return load(name, torchScript, device);
  }

  private static Kernels kernels() {
    return Files.exists(CACHES) ? Kernels.FUSED : Kernels.MATMUL;
  }

  /** Empty where this libtorch cannot load or run the program. */
  private static Optional<Model> tried(String name, byte[] torchScript, Device device) {
    Model model;
    try {
      model = load(name, torchScript, device);
    } catch (ModelException e) {
      LOG.info("the network's program for {} cannot be loaded", device, e);
      return Optional.empty();
    }
    // Not recording: libtorch would specialise the program for so small a picture.
    try (Engines.Recording none = Engines.recordNothing();
        NDManager manager = model.getNDManager().newSubManager()) {
      Shape shape = new Shape(1, ModelInput.CHANNELS, SMALLEST_PIXELS, SMALLEST_PIXELS);
      IValueUtils.forward((PtSymbolBlock) model.getBlock(), new NDList(manager.zeros(shape)), false)
          .close();
      return Optional.of(model);
    } catch (EngineException e) {
      LOG.info("the network's program for {} does not run here", device, e);
      model.close();
      return Optional.empty();
    }
  }
}
