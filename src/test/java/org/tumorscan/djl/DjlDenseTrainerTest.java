package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.image.InputSpec;
import org.tumorscan.image.InputSpec.Intensity;
import org.tumorscan.image.InputSpec.Normalisation;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.model.DenseHead;
import org.tumorscan.training.DensePlan;
import org.tumorscan.training.DenseTrainer;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.LabelledPicture.Split;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingPicture;
import org.tumorscan.training.augment.TumorBox;

class DjlDenseTrainerTest {
  private static final int SIZE = 64;
  private static final Preprocessor PREPROCESSOR =
      new Preprocessor(
          new InputSpec(SIZE, Intensity.voi(), false, 0, SIZE, Normalisation.IMAGENET));
  private static final DensePlan PLAN = DensePlan.standard(3).with(2, 4, 32);

  @TempDir Path directory;

  @BeforeAll
  static void stayOffline() {
    Engines.stayOffline();
  }

  @Test
  void aRunThatWasCutOffEndsWithTheSameHead() throws Exception {
    DenseHead whole = train(PLAN, directory.resolve("whole"), Integer.MAX_VALUE);
    Path cut = directory.resolve("cut");
    assertThrows(CutOff.class, () -> train(PLAN, cut, 2));
    List<Double> losses = new ArrayList<>();
    DenseHead resumed = train(PLAN, cut, Integer.MAX_VALUE, losses);
    assertEquals(2, losses.size(), "epochs after the cut");
    for (int member = 0; member < 2; member++) {
      for (int layer = 0; layer < DensePlan.CHANNELS.length; layer++) {
        assertArrayEquals(weights(whole, member, layer), weights(resumed, member, layer));
      }
    }
  }

  @Test
  void theLossFalls() throws Exception {
    List<Double> losses = new ArrayList<>();
    train(PLAN, directory.resolve("state"), Integer.MAX_VALUE, losses);
    assertTrue(losses.get(3) < 0.9 * losses.get(0), losses.toString());
  }

  @Test
  void theStateOfAnotherRunIsNotGoneOnWith() throws Exception {
    Path state = directory.resolve("state");
    assertThrows(CutOff.class, () -> train(PLAN, state, 1));
    byte[] before = Files.readAllBytes(state);
    TrainingException refused =
        assertThrows(
            TrainingException.class,
            () -> train(DensePlan.standard(4).with(2, 4, 32), state, Integer.MAX_VALUE));
    assertEquals(TrainingException.Reason.OTHER_RUN, refused.reason());
    assertArrayEquals(before, Files.readAllBytes(state));
  }

  /** What a kill between two epochs comes to. */
  private static final class CutOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static DenseHead train(DensePlan plan, Path state, int cutAfter) throws Exception {
    return train(plan, state, cutAfter, new ArrayList<>());
  }

  private static DenseHead train(DensePlan plan, Path state, int cutAfter, List<Double> losses)
      throws Exception {
    Backbones backbones = new Backbones(Backbones.DJL_REPOSITORY);
    try (DenseTrainer trainer =
        backbones.denseTrainer(backbones.base(Backbones.STANDARD_URL), "cpu", 2)) {
      return trainer.train(
          pictures(),
          PREPROCESSOR,
          plan,
          state,
          new DenseTrainer.Listener() {
            @Override
            public void step(int examples) {
              assertEquals(plan.batchSize(), examples);
            }

            @Override
            public void epoch(int epoch, double loss) {
              losses.add(loss);
              if (epoch == cutAfter) {
                throw new CutOff();
              }
            }
          });
    }
  }

  private static float[] weights(DenseHead head, int member, int layer) {
    return head.members().get(member).layers().get(layer).weight();
  }

  /** Grey discs, half of them with a bright spot. */
  private static List<TrainingPicture> pictures() {
    List<TrainingPicture> pictures = new ArrayList<>();
    TumorBox disc = new TumorBox(0.5, 0.5, 0.9, 0.9);
    for (int i = 0; i < 12; i++) {
      boolean tumor = i % 2 == 0;
      double x = 0.3 + 0.03 * i;
      byte[] picture = new byte[SIZE * SIZE];
      for (int at = 0; at < picture.length; at++) {
        double u = (at % SIZE + 0.5) / SIZE;
        double v = (at / SIZE + 0.5) / SIZE;
        boolean bright = tumor && Math.hypot(u - x, v - 0.45) < 0.1;
        boolean inside = Math.hypot(u - disc.centerX(), v - disc.centerY()) < disc.width() / 2;
        picture[at] = (byte) (bright ? 250 : inside ? 100 : 0);
      }
      LabelledPicture origin =
          new LabelledPicture(Path.of("p" + i), tumor, "g" + i, "drawn", Split.TRAIN);
      List<TumorBox> boxes = tumor ? List.of(new TumorBox(x, 0.45, 0.2, 0.2)) : List.of();
      pictures.add(new TrainingPicture(origin, picture, SIZE, boxes));
    }
    return pictures;
  }
}
