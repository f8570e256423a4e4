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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tumorscan.djl.CpuProgram.Kernels;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.Precision;
import org.tumorscan.inference.Precision.Choice;
import org.tumorscan.model.Depth;
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

  private static final String PRECISION = "precision";

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
   * @return owned by the caller; {@link #precision} tells what it computes in. Where no such
   *     program fits, the whole network is run, whatever depth is wanted
   * @throws ModelException {@code MALFORMED} where libtorch cannot read it
   */
  static Model loadForInference(String name, byte[] torchScript, Device device, Wanted wanted)
      throws ModelException {
    Optional<TorchScriptArchive> ours = TorchScriptArchive.read(torchScript);
    return ours.isPresent()
        ? loadForInference(name, ours.get(), device, wanted)
        : load(name, torchScript, device);
  }

  /** The same of a network that the programs fit. */
  static Model loadForInference(
      String name, TorchScriptArchive network, Device device, Wanted wanted) throws ModelException {
    for (Program program : programs(device, wanted)) {
      Optional<Model> model = tried(name, program.exchange().apply(network), device);
      if (model.isPresent()) {
        model.get().setProperty(PRECISION, program.precision().name());
        return model.get();
      }
    }
    return load(name, network.file(), device);
  }

  /**
   * How a network is to be run.
   *
   * @param depth how far
   * @param choice of precisions
   * @param threads of the CPU that share a picture, at least 1
   */
  record Wanted(Depth depth, Choice choice, int threads) {}

  /** What a network that was loaded here computes in. */
  static Precision precision(Model model) {
    return Precision.valueOf(
        Objects.requireNonNullElse(model.getProperty(PRECISION), Precision.FLOAT32.name()));
  }

  /**
   * Another program for a network.
   *
   * @param precision what it computes in
   * @param exchange from a network to a whole TorchScript file
   */
  private record Program(Precision precision, Function<TorchScriptArchive, byte[]> exchange) {
    static Program cpu(Kernels kernels, Depth depth) {
      return new Program(
          kernels.precision(), network -> CpuProgram.exchanged(network, kernels, depth));
    }
  }

  /** Those for the device, the quickest first. */
  private static List<Program> programs(Device device, Wanted wanted) {
    if (device.isGpu()) {
      return wanted.choice() == Choice.FLOAT32
          ? List.of()
          : List.of(
              new Program(
                  Precision.FLOAT16, network -> HalfProgram.exchanged(network, wanted.depth())));
    }
    boolean bfloat16 = wanted.choice() == Choice.AUTO && runsBfloat16();
    return Kernels.forProcessor(Files.exists(CACHES), bfloat16, wanted.threads()).stream()
        .map(kernels -> Program.cpu(kernels, wanted.depth()))
        .toList();
  }

  /** Whether the program in bfloat16 is for this machine: it is one of oneDNN's too. */
  static boolean runsBfloat16() {
    return Files.exists(CACHES) && CpuInstructions.haveBfloat16();
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
