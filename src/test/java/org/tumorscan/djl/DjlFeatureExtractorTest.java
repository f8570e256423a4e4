package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.repository.zoo.ZooModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tumorscan.image.InputSpec.Normalisation;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.FeatureExtractor;
import org.tumorscan.inference.FeatureExtractor.Detail;
import org.tumorscan.inference.Features;
import org.tumorscan.inference.InferenceException;
import org.tumorscan.inference.InferenceException.Reason;
import org.tumorscan.inference.Pending;
import org.tumorscan.model.Depth;

class DjlFeatureExtractorTest {
  private static final int SIZE = 64;
  private static final int BATCH = 5;
  private static final Readout WHOLE = new Readout(Depth.WHOLE, Optional.empty());

  @BeforeAll
  static void stayOffline() {
    Engines.stayOffline();
  }

  private static FeatureExtractor extractor(int workers, int pictures) throws Exception {
    return extractor(workers, pictures, WHOLE);
  }

  private static FeatureExtractor extractor(int workers, int pictures, Readout readout)
      throws Exception {
    return new DjlFeatureExtractor(
        new ZooModel<>(
            TorchScriptLoader.load("tiny", Fixtures.bytes("tiny-stages.pt"), Device.cpu()),
            new BatchTranslator(pictures, readout)),
        Device.cpu(),
        BATCH,
        new NetworkShare(workers, pictures, 1),
        readout);
  }

  private static ModelInput picture(int seed, int size) {
    float[] intensities = new float[size * size];
    Arrays.fill(intensities, 0.1f * seed);
    return new ModelInput(intensities, Normalisation.IMAGENET, size);
  }

  @Test
  void toStage3TheFeaturesAreTheMeanOfThatMapAndThereIsNoOther() throws Exception {
    ModelInput picture = picture(2, SIZE);
    try (FeatureExtractor extractor =
            extractor(1, BATCH, new Readout(Depth.STAGE_3, Optional.empty()));
        Model network =
            TorchScriptLoader.load("tiny", Fixtures.bytes("tiny-stages.pt"), Device.cpu());
        NDManager manager = network.getNDManager().newSubManager()) {
      Features features = extractor.extract(List.of(picture), Detail.POOLED_AND_LAST_MAP).get(0);
      NDArray images = manager.create(picture.toValues(), new Shape(1, 3, SIZE, SIZE));
      NDArray map =
          IValueUtils.forward((PtSymbolBlock) network.getBlock(), new NDList(images), false).get(2);
      float[] means = map.mean(new int[] {3}).mean(new int[] {2}).toFloatArray();
      assertArrayEquals(means, features.pooled(), 1e-5f);
      assertTrue(features.lastMap().isEmpty());
    }
  }

  @Test
  void workersGiveTheFeaturesInTheOrderOfThePictures() throws Exception {
    for (int count : new int[] {1, 2, 3, BATCH}) {
      List<ModelInput> pictures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        pictures.add(picture(i + 1, SIZE));
      }
      try (FeatureExtractor several = extractor(3, 2);
          FeatureExtractor alone = extractor(1, BATCH)) {
        List<Features> features = several.extract(pictures, Detail.POOLED);
        List<Features> expected = alone.extract(pictures, Detail.POOLED);
        assertEquals(count, features.size());
        for (int i = 0; i < count; i++) {
          assertArrayEquals(expected.get(i).pooled(), features.get(i).pooled(), 1e-6f);
        }
      }
    }
  }

  @Test
  void batchesThatWereBegunBeforeOthersAreDoneHaveTheirOwnFeatures() throws Exception {
    List<Pending<List<Features>>> begun = new ArrayList<>();
    try (FeatureExtractor several = extractor(2, 3);
        FeatureExtractor alone = extractor(1, BATCH)) {
      for (int batch = 1; batch <= 4; batch++) {
        begun.add(several.start(Collections.nCopies(BATCH, picture(batch, SIZE)), Detail.POOLED));
      }
      for (int batch = 4; batch >= 1; batch--) {
        float[] expected =
            alone.extract(List.of(picture(batch, SIZE)), Detail.POOLED).get(0).pooled();
        List<Features> features = begun.get(batch - 1).await();
        assertEquals(BATCH, features.size());
        assertArrayEquals(expected, features.get(BATCH - 1).pooled(), 1e-6f);
      }
    }
  }

  @Test
  void closingWaitsForWhatHasBegun() throws Exception {
    Pending<List<Features>> begun;
    try (FeatureExtractor several = extractor(2, 3)) {
      begun = several.start(Collections.nCopies(BATCH, picture(1, SIZE)), Detail.POOLED);
    }
    assertEquals(BATCH, begun.await().size());
  }

  @Test
  void failureOfAWorkerIsThatOfTheNetwork() throws Exception {
    try (FeatureExtractor several = extractor(3, 2)) {
      // The second worker finds a picture larger than its first.
      List<ModelInput> pictures =
          List.of(picture(1, SIZE), picture(2, SIZE), picture(3, 1), picture(4, SIZE));
      InferenceException e =
          assertThrows(InferenceException.class, () -> several.extract(pictures, Detail.POOLED));
      assertEquals(Reason.FAILED, e.reason());
      assertEquals(1, several.extract(pictures.subList(0, 1), Detail.POOLED).size());
    }
  }
}
