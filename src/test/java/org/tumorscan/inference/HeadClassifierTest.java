package org.tumorscan.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tumorscan.image.InputSpec.Normalisation;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.Features.CellLogits;
import org.tumorscan.inference.Features.FeatureMap;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.DenseHead.Convolution;
import org.tumorscan.model.DenseHead.Member;
import org.tumorscan.model.DenseHead.Pooling;
import org.tumorscan.model.HeadWeights;
import org.tumorscan.model.LinearHead;
import org.tumorscan.model.NoveltyScale;
import org.tumorscan.model.PlattCalibration;

class HeadClassifierTest {
  private static final PlattCalibration CALIBRATION = new PlattCalibration(1, 0);

  @Test
  void theLikelihoodIsTheCalibratedLogit() throws InferenceException {
    Prediction prediction = predict(new float[] {1, 1}, Optional.empty());
    // Logit 2 - 1 + 0.5.
    double expected = 1 / (1 + Math.exp(-1.5));
    assertEquals(expected, prediction.tumorLikelihood(), 1e-9);
    assertEquals(expected, prediction.likelihoods().get("tumor"), 1e-9);
    assertEquals(1 - expected, prediction.likelihoods().get("no-tumor"), 1e-9);
    assertEquals(List.of("no-tumor", "tumor"), List.copyOf(prediction.likelihoods().keySet()));
  }

  @Test
  void theIntervalSpansTheMembersAndTheHead() throws InferenceException {
    Prediction prediction = predict(new float[] {1, 1}, Optional.empty());
    // Members' logits are 0 and 1, the head's is 1.5.
    assertEquals(1 / (1 + Math.exp(-0.05)), prediction.interval().low(), 1e-9);
    assertEquals(prediction.tumorLikelihood(), prediction.interval().high(), 1e-9);
  }

  @Test
  void theHeatmapIsTheHeadsViewOfTheLastMap() throws InferenceException {
    float[] map = {1, 0, 0, 2, 0, 1, 0, 0};
    Prediction prediction = predict(new float[] {1, 1}, Optional.of(new FeatureMap(map, 2, 2)));
    Heatmap heatmap = prediction.heatmap().orElseThrow();
    assertArrayEquals(new float[] {2, -1, 0, 4}, heatmap.contributions());
    assertEquals(2, heatmap.rows());
  }

  @Test
  void featuresFarFromTheTrainingDataAreMarked() throws InferenceException {
    assertFalse(predict(new float[] {1, 1}, Optional.empty()).novelty().isOutOfDistribution());
    assertTrue(predict(new float[] {30, 1}, Optional.empty()).novelty().isOutOfDistribution());
  }

  @Test
  void featuresThatAreNotNumbersAreAFailure() {
    assertThrows(
        InferenceException.class, () -> predict(new float[] {Float.NaN, 1}, Optional.empty()));
  }

  @Test
  void aDenseHeadTakesTheMeanOfItsHighestCells() throws InferenceException {
    float[][] cells = {{-9, 2, 4, -9}, {-9, 0, 0, -9}};
    Prediction prediction =
        predict(dense(), new Features(new float[] {1, 1}, Optional.empty(), cells(cells)));
    // Members' logits are 3 and 0.
    assertEquals(1 / (1 + Math.exp(-1.5)), prediction.tumorLikelihood(), 1e-9);
    assertEquals(1 / (1 + Math.exp(-0.15)), prediction.interval().low(), 1e-9);
    Heatmap heatmap = prediction.heatmap().orElseThrow();
    assertArrayEquals(new float[] {-9, 1, 2, -9}, heatmap.contributions());
    assertEquals(2, heatmap.columns());
  }

  @Test
  void aDenseHeadOverANetworkWithoutAMapIsAFailure() {
    Features withoutCells = new Features(new float[] {1, 1}, Optional.empty(), Optional.empty());
    InferenceException failure =
        assertThrows(InferenceException.class, () -> predict(dense(), withoutCells));
    assertEquals("the network has no stage-3 map", failure.getMessage());
  }

  private static Optional<CellLogits> cells(float[][] members) {
    return Optional.of(new CellLogits(members, 2, 2));
  }

  private static HeadWeights dense() {
    Convolution last = new Convolution(1, 3, 1, 1, new float[3], new float[1]);
    Member member = new Member(List.of(last));
    return new HeadWeights(
        new DenseHead(List.of(member, member), 2, Pooling.SHARED_CELLS),
        new NoveltyScale(new float[] {0, 0}, new float[] {1, 1}, new float[0][], 2));
  }

  private static Prediction predict(HeadWeights weights, Features features)
      throws InferenceException {
    try (Classifier classifier =
        new HeadClassifier(new FixedExtractor(features), weights, CALIBRATION)) {
      ModelInput any = new ModelInput(new float[1], Normalisation.IMAGENET, 1);
      return classifier.classify(List.of(any)).get(0);
    }
  }

  private static Prediction predict(float[] pooled, Optional<FeatureMap> map)
      throws InferenceException {
    HeadWeights weights =
        new HeadWeights(
            new LinearHead(new float[][] {{2, -1}, {0, 0}, {0, 0}}, new float[] {0.5f, 0, 1}),
            new NoveltyScale(new float[] {0, 0}, new float[] {1, 1}, new float[0][], 2));
    return predict(weights, new Features(pooled, map, Optional.empty()));
  }

  /** Says the same of every picture. */
  private record FixedExtractor(Features features) implements FeatureExtractor {
    @Override
    public Pending<List<Features>> start(List<ModelInput> batch, Detail detail) {
      return () -> batch.stream().map(picture -> features).toList();
    }

    @Override
    public int batchSize() {
      return 4;
    }

    @Override
    public Execution execution() {
      return new Execution("cpu", Precision.FLOAT32);
    }

    @Override
    public void close() {}
  }
}
