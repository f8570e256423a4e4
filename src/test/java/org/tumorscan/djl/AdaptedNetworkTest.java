package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.Model;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tumorscan.model.Adapter;
import org.tumorscan.model.Adapter.Full;
import org.tumorscan.model.Adapter.LowRank;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.ModelException.Reason;

class AdaptedNetworkTest {
  private static final String WEIGHT = "layer3.0.conv2.weight";
  private static final String BIAS = "layer3.0.conv2.bias";
  private static final int ROWS = 256;
  private static final int COLUMNS = 256 * 9;

  private static final Set<String> LEARNED = Set.of(WEIGHT, BIAS, "layer3.0.conv1.bias");

  @BeforeAll
  static void stayOffline() {
    Engines.stayOffline();
  }

  /** Of all parameters: their places in the file are counted, not named. */
  @Test
  void whatIsAddedToAParameterIsAddedToThatOne() throws Exception {
    Map<String, float[]> before = Fixtures.parameters(shipped());
    assertEquals(106, before.size());
    Map<String, Adapter.Change> changes = new HashMap<>();
    int parameter = 0;
    for (Map.Entry<String, float[]> values : before.entrySet()) {
      float[] change = new float[values.getValue().length];
      change[change.length / 2] = 1 + parameter++;
      changes.put(values.getKey(), new Full(change));
    }
    byte[] merged = AdaptedNetwork.merged("test", shipped(), new Adapter(changes)).file();
    Fixtures.parameters(merged)
        .forEach(
            (name, after) -> {
              float[] expected = before.get(name).clone();
              expected[expected.length / 2] +=
                  ((Full) changes.get(name)).values()[expected.length / 2];
              // Weights are kept in half precision: of 107 and less, to 1/32.
              assertArrayEquals(expected, after, 1f / 32, name);
            });
  }

  @Test
  void aChangeOfLowRankIsTheProductOfItsMatrices() throws Exception {
    Adapter adapter = adapter();
    LowRank weight = (LowRank) adapter.changes().get(WEIGHT);
    Map<String, float[]> before = Fixtures.parameters(shipped());
    Map<String, float[]> after =
        Fixtures.parameters(AdaptedNetwork.merged("test", shipped(), adapter).file());
    assertEquals(before.keySet(), after.keySet());
    before.forEach(
        (name, values) ->
            assertEquals(
                !adapter.changes().containsKey(name),
                Arrays.equals(values, after.get(name)),
                name));
    for (int i = 0; i < ROWS * COLUMNS; i += 997) {
      double expected = before.get(WEIGHT)[i];
      for (int k = 0; k < weight.rank(); k++) {
        expected += weight.up()[i / COLUMNS][k] * weight.down()[k][i % COLUMNS];
      }
      assertEquals(expected, after.get(WEIGHT)[i], 1e-3 * Math.abs(expected) + 1e-6);
    }
    assertEquals(before.get(BIAS)[5] + 0.25f, after.get(BIAS)[5], 1e-6);
  }

  /** What is found is what was added, but for the rounding of the weights. */
  @Test
  void whatANetworkHasLearnedIsFoundAgain() throws Exception {
    byte[] learned = AdaptedNetwork.merged("test", shipped(), adapter()).file();
    try (Model model = TorchScriptLoader.load("test", learned, Device.cpu())) {
      Adapter found = AdaptedNetwork.difference(model.getBlock(), LEARNED, shipped(), 3);
      assertEquals(adapter().changes().keySet(), found.changes().keySet());
      assertEquals(3, assertInstanceOf(LowRank.class, found.changes().get(WEIGHT)).rank());
      assertEquals(0.25f, ((Full) found.changes().get(BIAS)).values()[5], 1e-6f);
      float[] again =
          Fixtures.parameters(AdaptedNetwork.merged("test", shipped(), found).file()).get(WEIGHT);
      assertArrayEquals(Fixtures.parameters(learned).get(WEIGHT), again, 1e-3f);
    }
  }

  /** Else it would be run by the slow program, as it is trained. */
  @Test
  void theNetworkIsStillOneThatTheProgramForProcessorsIsFor() throws Exception {
    byte[] merged = AdaptedNetwork.merged("test", shipped(), adapter()).file();
    assertTrue(TorchScriptArchive.read(merged).isPresent());
  }

  @Test
  void anAdapterForAnotherNetworkIsRefused() throws Exception {
    assertRefused("layer9.0.weight", new Full(new float[4]), "does not have");
    assertRefused(BIAS, new Full(new float[4]), "another shape");
    float[][] row = {{1}};
    assertRefused(WEIGHT, new LowRank(row, row), "another shape");
    float[][] line = {new float[COLUMNS]};
    float[][] huge = new float[ROWS][1];
    huge[3][0] = 1e5f;
    line[0][7] = 1;
    assertRefused(WEIGHT, new LowRank(huge, line), "beyond what it can hold");
    AdaptedNetwork.requireFits("test", shipped(), adapter());
    ModelException other =
        assertThrows(
            ModelException.class,
            () -> AdaptedNetwork.merged("tiny", Fixtures.bytes("tiny-stages.pt"), adapter()));
    assertEquals(Reason.INCOMPATIBLE, other.reason());
  }

  private static void assertRefused(String parameter, Adapter.Change change, String message)
      throws Exception {
    byte[] network = shipped();
    Adapter adapter = new Adapter(Map.of(parameter, change));
    ModelException refused =
        assertThrows(ModelException.class, () -> AdaptedNetwork.merged("test", network, adapter));
    assertEquals(Reason.INCOMPATIBLE, refused.reason());
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertTrue(refused.getMessage().contains(parameter), refused.getMessage());
  }

  private static byte[] shipped() throws ModelException {
    return ShippedBackbone.describe("resnet50-imagenet").torchScript();
  }

  private static Adapter adapter() {
    float[] bias = new float[ROWS];
    bias[5] = 0.25f;
    return new Adapter(
        Map.of(
            WEIGHT, new LowRank(random(ROWS, 3, 1), random(3, COLUMNS, 2)), BIAS, new Full(bias)));
  }

  private static float[][] random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (0.1 * random.nextGaussian());
      }
    }
    return matrix;
  }
}
