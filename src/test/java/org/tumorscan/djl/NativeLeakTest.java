package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.ZooModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tumorscan.djl.DenseNetwork.Layer;
import org.tumorscan.image.InputSpec.Normalisation;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.FeatureExtractor.Detail;
import org.tumorscan.model.DenseHead;
import org.tumorscan.model.DenseHead.Convolution;
import org.tumorscan.model.DenseHead.Member;
import org.tumorscan.model.DenseHead.Pooling;
import org.tumorscan.model.Depth;
import org.tumorscan.training.LearnedScope;
import org.tumorscan.training.TrainingPlan;
import org.tumorscan.training.TrainingPlan.Method;
import org.tumorscan.training.TrainingPlan.Optimization;

/**
 * Whatever a batch makes ends with the batch. Where nothing may be attached to the managers that
 * last, they are capped, so that it throws; gradients are, for as long as a step takes, so that in
 * training the arrays are counted.
 */
class NativeLeakTest {
  private static final int SIZE = 64;
  private static final int BATCHES = 3;

  @BeforeAll
  static void stayOffline() {
    Engines.stayOffline();
  }

  private static Model network() throws Exception {
    return TorchScriptLoader.load("tiny", Fixtures.bytes("tiny-stages.pt"), Device.cpu());
  }

  private static int stage3Channels(NDManager manager) throws Exception {
    try (Model model = network();
        NDManager scope = manager.newSubManager()) {
      LearningNetwork network = new LearningNetwork(model);
      Shape pictures = new Shape(1, ModelInput.CHANNELS, SIZE, SIZE);
      return (int) network.forward(scope.zeros(pictures), false).get(2).getShape().get(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"POOLED, WHOLE", "POOLED_AND_LAST_MAP, WHOLE", "POOLED, STAGE_3"})
  void classifyingLeavesNoArrayBehind(Detail detail, Depth depth) throws Exception {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Engines.PYTORCH)) {
      int channels = stage3Channels(manager);
      Convolution cells =
          new Convolution(1, channels, 1, 1, new float[channels], new float[] {0.5f});
      DenseHead dense = new DenseHead(List.of(new Member(List.of(cells))), 4, Pooling.SHARED_CELLS);
      Model model = network();
      DenseNetwork head = new DenseNetwork(manager, List.of(List.of(Layer.of(manager, cells))));
      Readout readout = new Readout(depth, Optional.of(head));
      try (DjlFeatureExtractor extractor =
          new DjlFeatureExtractor(
              new ZooModel<>(model, new BatchTranslator(2, readout)),
              Device.cpu(),
              2,
              new NetworkShare(1, 2, 1),
              readout)) {
        model.getNDManager().cap();
        manager.cap();
        ModelInput picture = new ModelInput(new float[SIZE * SIZE], Normalisation.IMAGENET, SIZE);
        int before = manager.getManagedArrays().size();
        for (int batch = 0; batch < BATCHES; batch++) {
          float[][] logits =
              extractor.extract(List.of(picture), detail).get(0).cells().orElseThrow().members();
          assertEquals(0.5, dense.logits(logits)[0], 1e-6);
        }
        assertEquals(before, manager.getManagedArrays().size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void trainingLeavesNoArrayBehind(Method method) throws Exception {
    TrainingPlan plan =
        TrainingPlan.dense(2, 3).with(Optimization.standard(method, LearnedScope.ALL));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Engines.PYTORCH);
        Engines.Recording off = Engines.recordNothing();
        Model model = network()) {
      float[][] statistics = new float[2][stage3Channels(manager)];
      Arrays.fill(statistics[1], 1);
      LearningHead head = new LearningHead(manager, plan, statistics);
      Learner learner = new Learner(manager, plan, new LearningNetwork(model), head);
      int before = lasting(manager, model);
      for (int batch = 0; batch < BATCHES; batch++) {
        try (NDManager scope = manager.newSubManager()) {
          step(learner, scope);
        }
      }
      assertEquals(BATCHES, learner.steps());
      assertEquals(before, lasting(manager, model));
    }
  }

  private static int lasting(NDManager manager, Model model) {
    return manager.getManagedArrays().size() + model.getNDManager().getManagedArrays().size();
  }

  private static void step(Learner learner, NDManager scope) throws Exception {
    int pictures = 2;
    // The stage-3 map is a sixteenth as high and wide.
    int cells = (SIZE / 16) * (SIZE / 16);
    LearningHead.Targets targets =
        new LearningHead.Targets(
            scope.zeros(new Shape(pictures, cells)),
            scope.ones(new Shape(pictures, cells)).div(cells),
            scope.ones(new Shape(pictures)),
            scope.ones(new Shape(2, pictures)));
    learner.step(scope.ones(new Shape(pictures, ModelInput.CHANNELS, SIZE, SIZE)), targets);
  }
}
