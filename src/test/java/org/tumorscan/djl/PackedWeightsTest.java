package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tumorscan.djl.CpuProgram.Kernels;
import org.tumorscan.model.Depth;

/**
 * Weights are put into oneDNN's order once, as they are loaded. What oneDNN does it tells on
 * standard output where the environment asks for it, so that runs are processes of their own.
 */
class PackedWeightsTest {
  private static final int PICTURES = 8;
  private static final int SIDE = 224;
  private static final int FEW = 3;
  private static final int MORE = 5;

  /** Loads the network with the kernels of the first argument, runs it as often as the second. */
  static final class Runs {
    private Runs() {}

    /** Its standard output is oneDNN's. */
    public static void main(String[] arguments) throws Exception {
      Engines.stayOffline();
      byte[] standard = ShippedBackbone.describe("resnet50-imagenet").torchScript();
      byte[] exchanged =
          CpuProgram.exchanged(
              Fixtures.archive(standard), Kernels.valueOf(arguments[0]), Depth.WHOLE);
      try (Model model = TorchScriptLoader.load("test", exchanged, Device.cpu())) {
        for (int run = 0; run < Integer.parseInt(arguments[1]); run++) {
          forward(model);
        }
      }
    }

    private static void forward(Model model) {
      try (NDManager manager = model.getNDManager().newSubManager()) {
        NDArray pictures = manager.ones(new Shape(PICTURES, 3, SIDE, SIDE));
        IValueUtils.forward((PtSymbolBlock) model.getBlock(), new NDList(pictures), false);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUSED", "FUSED_SHARED"})
  void noRunPutsThemInOrderAnew(Kernels kernels) throws Exception {
    long few = reorders(kernels, FEW);
    assertTrue(few > 0, "oneDNN tells nothing");
    assertEquals(few, reorders(kernels, MORE));
  }

  private static long reorders(Kernels kernels, int runs) throws Exception {
    Path out = Files.createTempFile("tumorscan", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              Runs.class.getName(),
              kernels.name(),
              Integer.toString(runs));
      builder.environment().put("ONEDNN_VERBOSE", "1");
      Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
      int exitCode = process.waitFor();
      assertEquals(0, exitCode, Files.readString(out));
      try (Stream<String> lines = Files.lines(out)) {
        return lines.filter(line -> line.contains(",exec,cpu,reorder,")).count();
      }
    } finally {
      Files.delete(out);
    }
  }
}
