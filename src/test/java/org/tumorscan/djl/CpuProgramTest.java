package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.tumorscan.djl.CpuProgram.Kernels;
import org.tumorscan.djl.TorchScriptLoader.Wanted;
import org.tumorscan.inference.Precision;
import org.tumorscan.inference.Precision.Choice;
import org.tumorscan.model.Depth;

class CpuProgramTest {
  /** The largest feature is about 15; float32 rounding over 53 layers comes to some 3e-5. */
  private static final float ROUNDING = 3e-4f;

  @BeforeAll
  static void stayOffline() {
    Engines.stayOffline();
  }

  // Sizes that are no multiples of Winograd's tiles in some stage, and batches that are no
  // multiples of the pictures that go through it together.
  @ParameterizedTest
  @CsvSource({
    "FUSED, 1, 224, 224",
    "FUSED, 5, 224, 224",
    "FUSED, 3, 96, 160",
    "FUSED, 1, 32, 32",
    "FUSED_SHARED, 1, 224, 224",
    "FUSED_SHARED, 3, 96, 160",
    "MATMUL, 2, 224, 224",
    "MATMUL, 3, 96, 160"
  })
  void theFeaturesAreThoseOfTheNetworksOwnProgram(
      Kernels kernels, int pictures, int rows, int columns) throws Exception {
    byte[] standard = shipped();
    byte[] exchanged = CpuProgram.exchanged(Fixtures.archive(standard), kernels, Depth.WHOLE);
    List<float[]> expected = run(standard, pictures, rows, columns);
    List<float[]> actual = run(exchanged, pictures, rows, columns);
    assertEquals(3, actual.size());
    for (int output = 0; output < 3; output++) {
      assertArrayEquals(expected.get(output), actual.get(output), ROUNDING);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "BFLOAT16", mode = Mode.EXCLUDE)
  void toStage3AllOutputsAreItsMap(Kernels kernels) throws Exception {
    byte[] exchanged = CpuProgram.exchanged(Fixtures.archive(shipped()), kernels, Depth.STAGE_3);
    float[] expected = run(shipped(), 2, 96, 160).get(2);
    for (float[] output : run(exchanged, 2, 96, 160)) {
      assertArrayEquals(expected, output, ROUNDING);
    }
  }

  // Likelihoods must not hang on how far the network was run.
  @Test
  void bfloat16GivesTheSameMapToStage3AsInTheWhole() throws Exception {
    assumeTrue(TorchScriptLoader.runsBfloat16(), "bfloat16 is not for this machine");
    byte[] whole = CpuProgram.exchanged(Fixtures.archive(shipped()), Kernels.BFLOAT16, Depth.WHOLE);
    byte[] part =
        CpuProgram.exchanged(Fixtures.archive(shipped()), Kernels.BFLOAT16, Depth.STAGE_3);
    assertArrayEquals(run(whole, 2, 96, 160).get(2), run(part, 2, 96, 160).get(2));
  }

  @Test
  void bfloat16MovesTheFeaturesALittle() throws Exception {
    assumeTrue(TorchScriptLoader.runsBfloat16(), "bfloat16 is not for this machine");
    byte[] narrow =
        CpuProgram.exchanged(Fixtures.archive(shipped()), Kernels.BFLOAT16, Depth.WHOLE);
    for (int[] shape : new int[][] {{1, 224, 224}, {3, 96, 160}, {5, 32, 32}}) {
      List<float[]> expected = run(shipped(), shape[0], shape[1], shape[2]);
      List<float[]> actual = run(narrow, shape[0], shape[1], shape[2]);
      for (int output = 0; output < 3; output++) {
        double moved = distance(expected.get(output), actual.get(output));
        assertTrue(moved > 1e-4 && moved < 0.02, "output " + output + " moved by " + moved);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theProgramThatRunsIsTheOneAskedFor(Choice choice) throws Exception {
    Precision expected =
        choice == Choice.AUTO && TorchScriptLoader.runsBfloat16()
            ? Precision.BFLOAT16
            : Precision.FLOAT32;
    try (Model model =
        TorchScriptLoader.loadForInference("shipped", shipped(), Device.cpu(), wanted(choice))) {
      assertEquals(expected, TorchScriptLoader.precision(model));
    }
  }

  @Test
  void theKernelsAreForTheProcessorAndItsThreads() {
    assertEquals(List.of(Kernels.MATMUL), Kernels.forProcessor(false, false, 4));
    assertEquals(List.of(Kernels.FUSED), Kernels.forProcessor(true, false, 1));
    assertEquals(List.of(Kernels.FUSED_SHARED), Kernels.forProcessor(true, false, 2));
    assertEquals(List.of(Kernels.BFLOAT16, Kernels.FUSED), Kernels.forProcessor(true, true, 1));
    assertEquals(
        List.of(Kernels.BFLOAT16, Kernels.FUSED_SHARED), Kernels.forProcessor(true, true, 16));
  }

  @Test
  void anotherNetworkRunsInFloat32() throws Exception {
    byte[] other = Fixtures.bytes("tiny-stages.pt");
    try (Model model =
        TorchScriptLoader.loadForInference("tiny", other, Device.cpu(), wanted(Choice.AUTO))) {
      assertEquals(Precision.FLOAT32, TorchScriptLoader.precision(model));
    }
  }

  @Test
  void aNetworkThatLibtorchWroteAnewIsKnownToo() throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (Model model = TorchScriptLoader.load("shipped", shipped(), Device.cpu())) {
      JniUtils.writeModule((PtSymbolBlock) model.getBlock(), written, false);
    }
    byte[] exchanged =
        CpuProgram.exchanged(Fixtures.archive(written.toByteArray()), Kernels.FUSED, Depth.WHOLE);
    assertArrayEquals(run(shipped(), 1, 64, 64).get(0), run(exchanged, 1, 64, 64).get(0), ROUNDING);
  }

  private static Wanted wanted(Choice choice) {
    return new Wanted(Depth.STAGE_3, choice, 1);
  }

  /** Length of the difference as a share of the length. */
  private static double distance(float[] expected, float[] actual) {
    double moved = 0;
    double length = 0;
    for (int i = 0; i < expected.length; i++) {
      moved += Math.pow(actual[i] - expected[i], 2);
      length += Math.pow(expected[i], 2);
    }
    return Math.sqrt(moved / length);
  }

  private static byte[] shipped() throws Exception {
    return ShippedBackbone.describe("resnet50-imagenet").torchScript();
  }

  private static List<float[]> run(byte[] torchScript, int pictures, int rows, int columns)
      throws Exception {
    float[] values = new float[pictures * 3 * rows * columns];
    Random random = new Random(11);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    try (Model model = TorchScriptLoader.load("test", torchScript, Device.cpu());
        NDManager manager = model.getNDManager().newSubManager()) {
      NDArray images = manager.create(values, new Shape(pictures, 3, rows, columns));
      NDList outputs =
          IValueUtils.forward((PtSymbolBlock) model.getBlock(), new NDList(images), false);
      List<float[]> arrays = new ArrayList<>();
      outputs.forEach(output -> arrays.add(output.toFloatArray()));
      return arrays;
    }
  }
}
