package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tumorscan.model.Depth;

/** On a CPU, which runs the same program, slowly. */
class HalfProgramTest {
  /** Of features that reach 15, over 53 layers rounded to 11 bits. */
  private static final float ROUNDING = 0.05f;

  @BeforeAll
  static void stayOffline() {
    Engines.stayOffline();
  }

  @Test
  void toStage3AllOutputsAreItsMap() throws Exception {
    byte[] standard = ShippedBackbone.describe("resnet50-imagenet").torchScript();
    byte[] half = HalfProgram.exchanged(Fixtures.archive(standard), Depth.STAGE_3);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Engines.PYTORCH)) {
      NDArray expected = run(standard, manager).get(2);
      for (NDArray output : run(half, manager)) {
        assertEquals(DataType.FLOAT32, output.getDataType());
        assertArrayEquals(expected.toFloatArray(), output.toFloatArray(), ROUNDING);
      }
    }
  }

  @Test
  void theFeaturesAreThoseOfTheNetworksOwnProgramRoundedToHalf() throws Exception {
    byte[] standard = ShippedBackbone.describe("resnet50-imagenet").torchScript();
    byte[] half = HalfProgram.exchanged(Fixtures.archive(standard), Depth.WHOLE);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Engines.PYTORCH)) {
      NDList expected = run(standard, manager);
      NDList actual = run(half, manager);
      assertEquals(3, actual.size());
      for (int output = 0; output < 3; output++) {
        NDArray array = actual.get(output);
        assertEquals(DataType.FLOAT32, array.getDataType());
        assertEquals(expected.get(output).getShape(), array.getShape());
        float[] wanted = expected.get(output).toFloatArray();
        assertArrayEquals(wanted, array.toFloatArray(), ROUNDING);
        assertFalse(Arrays.equals(wanted, array.toFloatArray()), "float32 all the way");
      }
    }
  }

  private static NDList run(byte[] torchScript, NDManager manager) throws Exception {
    Shape shape = new Shape(2, 3, 96, 96);
    float[] values = new float[(int) shape.size()];
    Random random = new Random(11);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    try (Model model = TorchScriptLoader.load("test", torchScript, Device.cpu())) {
      NDList outputs =
          IValueUtils.forward(
              (PtSymbolBlock) model.getBlock(), new NDList(manager.create(values, shape)), false);
      outputs.attach(manager);
      return outputs;
    }
  }
}
