package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tumorscan.image.InputSpec.Normalisation;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.FeatureExtractor.Detail;
import org.tumorscan.inference.Features;
import org.tumorscan.inference.Features.FeatureMap;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.inference.Precision;
import org.tumorscan.inference.Precision.Choice;
import org.tumorscan.model.BundleFiles;
import org.tumorscan.model.BundleReader;
import org.tumorscan.model.HeadWeights;
import org.tumorscan.model.LinearHead;
import org.tumorscan.model.ModelBundle;
import org.tumorscan.model.ModelException;
import org.tumorscan.model.ModelException.Reason;
import org.tumorscan.model.NoveltyScale;
import org.tumorscan.training.BaseNetwork;
import org.tumorscan.training.BaseNetwork.TorchScript;

class BackbonesTest {
  private static final Backbones BACKBONES = new Backbones(Backbones.DJL_REPOSITORY);

  @BeforeAll
  static void stayOffline() {
    Engines.stayOffline();
  }

  @Test
  void theShippedNetworkGivesPooledFeaturesAndTheMapTheyAreTheMeanOf() throws Exception {
    try (FeatureExtractor extractor = shipped(2)) {
      Features features = extractor.extract(inputs(1, 1), Detail.POOLED_AND_LAST_MAP).get(0);
      assertEquals(2048, features.pooled().length);
      FeatureMap map = features.lastMap().orElseThrow();
      assertEquals(7, map.rows());
      assertEquals(7, map.columns());
      assertEquals(2048 * 49, map.values().length);
      for (int feature = 0; feature < 2048; feature += 97) {
        double mean = 0;
        for (int cell = 0; cell < 49; cell++) {
          mean += map.values()[feature * 49 + cell] / 49;
        }
        assertEquals(features.pooled()[feature], mean, 1e-4);
      }
    }
  }

  // Linear heads were seen to move by more than 0.01 over bfloat16.
  @Test
  void denseHeadsAloneRunOverBfloat16() throws Exception {
    ModelBundle dense = new BundleReader().read(BundleFiles.shipped("brain-mri-tumor"));
    NoveltyScale novelty = dense.weights().novelty();
    float[] row = new float[novelty.mean().length];
    HeadWeights weights =
        new HeadWeights(new LinearHead(new float[][] {row}, new float[1]), novelty);
    ModelBundle linear =
        new ModelBundle(dense.manifest(), dense.manifestSha256(), weights, dense.files());
    Precision quickest = TorchScriptLoader.runsBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32;
    assertEquals(quickest, precision(dense, Choice.AUTO));
    assertEquals(Precision.FLOAT32, precision(dense, Choice.FLOAT32));
    assertEquals(Precision.FLOAT32, precision(linear, Choice.AUTO));
  }

  private static Precision precision(ModelBundle bundle, Choice choice) throws Exception {
    try (FeatureExtractor extractor = BACKBONES.load(bundle, "cpu", choice, 1)) {
      return extractor.execution().precision();
    }
  }

  @Test
  void aPictureGivesTheSameFeaturesAloneAndInAFullBatch() throws Exception {
    List<ModelInput> inputs = inputs(3, 5);
    try (FeatureExtractor extractor = shipped(3)) {
      List<Features> together = extractor.extract(inputs, Detail.POOLED);
      Features alone = extractor.extract(inputs.subList(2, 3), Detail.POOLED).get(0);
      assertArrayEquals(together.get(2).pooled(), alone.pooled(), 1e-4f);
      assertTrue(together.get(2).lastMap().isEmpty());
    }
  }

  @Test
  void nativeArraysDoNotOutliveTheCall() throws Exception {
    try (FeatureExtractor extractor = tiny(2)) {
      extractor.extract(inputs(2, 1), Detail.POOLED);
      ai.djl.ndarray.NDManager root =
          Engine.getEngine(Engines.PYTORCH).newBaseManager().getParentManager();
      int before = root.getManagedArrays().size();
      for (int i = 0; i < 20; i++) {
        extractor.extract(inputs(2, i), Detail.POOLED_AND_LAST_MAP);
      }
      assertEquals(before, root.getManagedArrays().size());
    }
  }

  @Test
  void aDeviceThatIsNotThereIsNotReplacedByAnother() {
    InferenceException failure =
        assertThrows(InferenceException.class, () -> Engines.device("cuda:63"));
    assertEquals(InferenceException.Reason.DEVICE_NOT_AVAILABLE, failure.reason());
    assertTrue(failure.getMessage().startsWith("device cuda:63 is not there"));
  }

  @Test
  void theCpuIsAlwaysThere() throws InferenceException {
    assertEquals("cpu", Engines.name(Engines.device("cpu")));
  }

  @Test
  void aNetworkThatTheProgramLacksIsNotFound() {
    ModelException failure =
        assertThrows(ModelException.class, () -> BACKBONES.base("djl://org.tumorscan/resnet9000"));
    assertEquals(Reason.NOT_FOUND, failure.reason());
  }

  @Test
  void aUrlOfAnotherFormIsNotFound() {
    ModelException failure =
        assertThrows(ModelException.class, () -> BACKBONES.base("djl://nonsense"));
    assertEquals(Reason.NOT_FOUND, failure.reason());
  }

  @Test
  void aShippedNetworkWithOtherBytesIsRefused() {
    byte[] description =
        "{\"file\":\"network.pt\",\"sha256\":\"00\"}"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    BundleFiles files =
        new BundleFiles() {
          @Override
          public java.io.InputStream open(String name) {
            return new java.io.ByteArrayInputStream(description);
          }

          @Override
          public String location() {
            return "test";
          }
        };
    ModelException failure =
        assertThrows(ModelException.class, () -> ShippedBackbone.describe(files).torchScript());
    assertEquals(Reason.DIGEST_MISMATCH, failure.reason());
  }

  @Test
  void bytesThatAreNotTorchScriptAreMalformed() {
    BaseNetwork base =
        new BaseNetwork("djl://x/y", "00", Optional.of(new TorchScript(new byte[100])));
    ModelException failure =
        assertThrows(ModelException.class, () -> BACKBONES.load(base, "cpu", 1));
    assertEquals(Reason.MALFORMED, failure.reason());
  }

  private static FeatureExtractor shipped(int batchSize) throws Exception {
    return BACKBONES.load(BACKBONES.base(Backbones.STANDARD_URL), "cpu", batchSize);
  }

  private static FeatureExtractor tiny(int batchSize) throws Exception {
    return BACKBONES.load(
        new BaseNetwork(
            "tiny", "", Optional.of(new TorchScript(Fixtures.bytes("tiny-backbone.pt")))),
        "cpu",
        batchSize);
  }

  static List<ModelInput> inputs(int count, long seed) {
    Random random = new Random(seed);
    List<ModelInput> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] intensities = new float[224 * 224];
      for (int k = 0; k < intensities.length; k++) {
        intensities[k] = random.nextFloat();
      }
      inputs.add(new ModelInput(intensities, Normalisation.IMAGENET, 224));
    }
    return inputs;
  }
}
