package org.tumorscan.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tumorscan.model.LinearHead;
import org.tumorscan.model.ModelCard.Metric;
import org.tumorscan.model.OperatingPoint;
import org.tumorscan.training.LabelledPicture.Split;

/** Weights, fit, calibration and measurement of a head over drawn features. */
class HeadTrainingTest {
  private static final int FEATURES = 5;

  @Test
  void bothClassesWeighTheSame() {
    List<LabelledPicture> pictures = new ArrayList<>();
    add(pictures, 90, true, "A");
    add(pictures, 10, false, "B");
    double[] weights = BalancedWeights.of(pictures);
    assertEquals(0.5, Arrays.stream(weights, 0, 90).sum(), 1e-12);
    assertEquals(0.5, Arrays.stream(weights, 90, 100).sum(), 1e-12);
  }

  @Test
  void sourcesOfAClassWeighByTheRootOfTheirSize() {
    List<LabelledPicture> pictures = new ArrayList<>();
    add(pictures, 64, true, "large");
    add(pictures, 4, true, "small");
    add(pictures, 5, false, "other");
    double[] weights = BalancedWeights.of(pictures);
    assertEquals(0.5 * 8 / 10, Arrays.stream(weights, 0, 64).sum(), 1e-12);
    assertEquals(0.5 * 2 / 10, Arrays.stream(weights, 64, 68).sum(), 1e-12);
  }

  @Test
  void aHeadAppliesToRawFeatures() {
    FeatureTable train = drawn(400, Split.TRAIN, 1);
    FeatureTable validation = drawn(200, Split.VALIDATION, 2);
    LinearHead head = new HeadTrainer(new HeadPlan(0.01, 8, 1)).fit(train);
    HeadReport report = report(head, validation);
    Metric auroc = report.metrics().get(0);
    assertEquals("auroc", auroc.name());
    assertTrue(auroc.value() > 0.9 && auroc.value() < 1, auroc.toString());
    assertTrue(auroc.low() < auroc.value() && auroc.value() < auroc.high(), auroc.toString());
  }

  @Test
  void membersDifferAndTheHeadIsTheirMean() {
    LinearHead head = new HeadTrainer(new HeadPlan(0.01, 20, 1)).fit(drawn(400, Split.TRAIN, 1));
    float[] picture = drawn(1, Split.VALIDATION, 9).features()[0];
    double[] logits = head.logits(picture);
    double[] members = Arrays.copyOfRange(logits, 1, logits.length);
    assertEquals(20, Arrays.stream(members).distinct().count());
    assertEquals(Arrays.stream(members).average().orElseThrow(), logits[0], 1e-3);
  }

  @Test
  void theSameSeedGivesTheSameHead() {
    FeatureTable train = drawn(200, Split.TRAIN, 1);
    HeadPlan plan = new HeadPlan(0.01, 4, 3);
    LinearHead one = new HeadTrainer(plan).fit(train);
    LinearHead other = new HeadTrainer(plan).fit(train);
    for (int row = 0; row < 5; row++) {
      assertArrayEquals(one.weights()[row], other.weights()[row]);
    }
  }

  @Test
  void operatingPointsReachWhatTheirNamesPromise() {
    FeatureTable validation = drawn(400, Split.VALIDATION, 2);
    LinearHead head = new HeadTrainer(new HeadPlan(0.01, 0, 1)).fit(drawn(400, Split.TRAIN, 1));
    HeadReport report = report(head, validation);
    assertEquals(
        List.of("balanced", "screening", "specific"),
        report.operatingPoints().stream().map(OperatingPoint::name).toList());
    assertTrue(report.operatingPoints().get(1).sensitivity() >= 0.95);
    assertTrue(report.operatingPoints().get(2).specificity() >= 0.95);
    double balanced = report.operatingPoints().get(0).threshold();
    assertTrue(report.operatingPoints().get(1).threshold() <= balanced);
    assertTrue(report.operatingPoints().get(2).threshold() >= balanced);
  }

  @Test
  void aSourceWithBothClassesIsMeasuredAlone() {
    FeatureTable validation = drawn(400, Split.VALIDATION, 2);
    LinearHead head = new HeadTrainer(new HeadPlan(0.01, 0, 1)).fit(drawn(400, Split.TRAIN, 1));
    HeadReport report = report(head, validation);
    List<String> within =
        report.metrics().stream()
            .map(Metric::data)
            .filter(data -> data.contains("source"))
            .toList();
    // Source "tumors" has one class only and cannot be measured alone.
    assertEquals(List.of("validation split, source both"), within);
  }

  /** Sources tell these apart, erasing does not: the threshold must lie above what is left. */
  @Test
  void erasedTumorsRaiseTheThresholdAndLeaveTheRankingAlone() {
    List<LabelledPicture> pictures = new ArrayList<>();
    List<LabelledPicture> erasedPictures = new ArrayList<>();
    double[] logits = new double[80];
    double[] erasedLogits = new double[40];
    for (int i = 0; i < 80; i++) {
      boolean tumor = i < 40;
      Path file = Path.of("p" + i);
      pictures.add(new LabelledPicture(file, tumor, "g" + i, "s", Split.VALIDATION));
      logits[i] = (tumor ? 3 : -3) + 0.01 * i;
      if (tumor) {
        erasedPictures.add(new LabelledPicture(file, false, "g" + i, "s", Split.VALIDATION));
        erasedLogits[i] = 1 + 0.01 * i;
      }
    }
    HeadReport.Judged validation = new HeadReport.Judged(pictures, logits);
    HeadReport.Judged erased = new HeadReport.Judged(erasedPictures, erasedLogits);
    HeadReport without = HeadReport.measure(validation, logits, 1);
    HeadReport with = HeadReport.measure(validation, erased, logits, 1);
    double ofErased = with.calibration().likelihood(1.39);
    assertTrue(with.operatingPoints().get(0).threshold() > ofErased);
    assertTrue(without.calibration().likelihood(1.39) > 0.5, "a false alarm before");
    assertTrue(ofErased < 0.5, "none with the erased ones");
    assertEquals(without.metrics().get(0), with.metrics().get(0));
  }

  /** The largest sum would be had where a third of those without a tumor are called suspicious. */
  @Test
  void balancedLeavesNineOfTenWithoutATumorAlone() {
    List<LabelledPicture> pictures = new ArrayList<>();
    double[] logits = new double[120];
    for (int i = 0; i < 120; i++) {
      boolean tumor = i < 60;
      pictures.add(new LabelledPicture(Path.of("p" + i), tumor, "g" + i, "s", Split.VALIDATION));
      // Of those without a tumor 20 lie among those with one.
      logits[i] = (tumor || i >= 100 ? 1 : -1) + 0.01 * (i % 20);
    }
    HeadReport.Judged judged = new HeadReport.Judged(pictures, logits);
    OperatingPoint balanced = HeadReport.measure(judged, logits, 1).operatingPoints().get(0);
    assertTrue(balanced.specificity() >= 0.9, "" + balanced);
    assertTrue(balanced.sensitivity() > 0, "" + balanced);
  }

  /** Neighbours have a say in what is judged, but a series is made of slices by themselves. */
  @Test
  void thresholdsAreOfWhatIsJudgedAndSeriesOfSlicesByThemselves() {
    List<LabelledPicture> pictures = new ArrayList<>();
    double[] alone = new double[80];
    double[] smoothed = new double[80];
    for (int i = 0; i < 80; i++) {
      boolean tumor = i < 40;
      pictures.add(new LabelledPicture(Path.of("p" + i), tumor, "g" + i, "s", Split.VALIDATION));
      alone[i] = (tumor ? 1 : -1) + 3 * Math.sin(i);
      smoothed[i] = tumor ? 1 : -1;
    }
    HeadReport report =
        HeadReport.measure(new HeadReport.Judged(pictures, smoothed, alone), alone, 1);
    OperatingPoint balanced = report.operatingPoints().get(0);
    assertEquals(1, balanced.sensitivity());
    assertEquals(1, balanced.specificity());
    assertEquals("auroc", report.metrics().get(0).name());
    assertEquals(1, report.metrics().get(0).value());
    assertTrue(report.series().operatingPoints().get(0).sensitivity() < 0.99);
  }

  private static HeadReport report(LinearHead head, FeatureTable validation) {
    double[] logits = HeadTrainer.logits(head, validation);
    return HeadReport.measure(new HeadReport.Judged(validation.pictures(), logits), logits, 1);
  }

  /** Features on scales far from 1, the first of which tells the label. */
  private static FeatureTable drawn(int count, Split split, long seed) {
    Random random = new Random(seed);
    List<LabelledPicture> pictures = new ArrayList<>();
    float[][] features = new float[count][FEATURES];
    for (int i = 0; i < count; i++) {
      boolean tumor = random.nextBoolean();
      String source = tumor && random.nextInt(4) == 0 ? "tumors" : "both";
      pictures.add(new LabelledPicture(Path.of("p" + i), tumor, "g" + i / 2, source, split));
      features[i][0] = (float) (100 + (tumor ? 10 : -10) + 10 * random.nextGaussian());
      for (int k = 1; k < FEATURES; k++) {
        features[i][k] = (float) (0.01 * random.nextGaussian() - k);
      }
    }
    return new FeatureTable(pictures, features);
  }

  private static void add(List<LabelledPicture> pictures, int count, boolean tumor, String source) {
    for (int i = 0; i < count; i++) {
      String name = source + i;
      pictures.add(new LabelledPicture(Path.of(name), tumor, name, source, Split.TRAIN));
    }
  }
}
