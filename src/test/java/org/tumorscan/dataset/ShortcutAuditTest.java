package org.tumorscan.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tumorscan.dataset.Case.Origin;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;

class ShortcutAuditTest {

  @Test
  void aConfoundedSourceAndScannerGiveTheLabelAway() {
    List<Shortcut> shortcuts = measure(true);
    assertTrue(auroc(shortcuts, "tumor", "source") > 0.85, shortcuts.toString());
    assertTrue(auroc(shortcuts, "tumor", "acquisition") > 0.85, shortcuts.toString());
    assertTrue(auroc(shortcuts, "source A", "32x32 thumbnail") > 0.95, shortcuts.toString());
  }

  @Test
  void mixedSourcesGiveNothingAway() {
    List<Shortcut> shortcuts = measure(false);
    assertEquals(0.5, auroc(shortcuts, "tumor", "source"), 0.12);
    assertEquals(0.5, auroc(shortcuts, "tumor", "32x32 thumbnail"), 0.12);
  }

  @Test
  void whatIsTheSameEverywhereIsLeftOut() {
    List<CaseFacts> facts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      facts.add(fact(i, i % 2 == 0, "A", new Random(i)));
    }
    CaseGroups groups = CaseGroups.of(facts.stream().map(CaseFacts::labelled).toList(), List.of());
    List<Shortcut> shortcuts = ShortcutAudit.measure(facts, groups, 1);
    assertEquals(List.of("32x32 thumbnail"), shortcuts.stream().map(Shortcut::from).toList());
  }

  @Test
  void aShortcutExplainsAModelFromTheLowerEndOfItsIntervalOn() {
    Estimate model = new Estimate(0.9, 0.85, 0.95);
    assertTrue(new Shortcut("tumor", "source", new Estimate(0.86, 0.8, 0.9)).explains(model));
    assertFalse(new Shortcut("tumor", "source", new Estimate(0.84, 0.8, 0.9)).explains(model));
    assertFalse(new Shortcut("source A", "32x32", new Estimate(0.99, 0.9, 1)).explains(model));
  }

  @Test
  void ridgeRegressionFindsALinearRule() {
    Random random = new Random(1);
    float[][] features = new float[200][3];
    double[] target = new double[200];
    int[] rows = new int[200];
    for (int i = 0; i < 200; i++) {
      for (int k = 0; k < 3; k++) {
        features[i][k] = (float) random.nextGaussian();
      }
      target[i] = 2 * features[i][0] - features[i][2] + 5;
      rows[i] = i;
    }
    RidgeRegression fit = RidgeRegression.fit(features, new double[][] {target}, rows, 1e-9);
    assertEquals(2 * 0.3 - 0.7 + 5, fit.predict(0, new float[] {0.3f, 9, 0.7f}), 1e-4);
  }

  private static List<Shortcut> measure(boolean confounded) {
    Random random = new Random(3);
    List<CaseFacts> facts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      boolean tumor = i % 2 == 0;
      boolean follows = random.nextDouble() < (confounded ? 0.95 : 0.5);
      facts.add(fact(i, tumor, tumor == follows ? "A" : "B", random));
    }
    CaseGroups groups = CaseGroups.of(facts.stream().map(CaseFacts::labelled).toList(), List.of());
    return ShortcutAudit.measure(facts, groups, 1);
  }

  /** The source's pictures are brighter at the left. */
  private static CaseFacts fact(int index, boolean tumor, String source, Random random) {
    float[] thumbnail = new float[32 * 32];
    for (int k = 0; k < thumbnail.length; k++) {
      thumbnail[k] = random.nextFloat() + (source.equals("A") && k % 32 < 8 ? 0.4f : 0);
    }
    byte[] nothing = new byte[Fingerprint.SIZE * Fingerprint.SIZE];
    Case labelled =
        new Case(
            Path.of(index + ".png"),
            OptionalInt.of(0),
            tumor,
            new Origin(Optional.of("p" + index), Optional.empty(), source),
            Optional.empty(),
            List.of());
    return new CaseFacts(
        labelled, new Fingerprint(nothing, nothing), thumbnail, Map.of("Model", source));
  }

  private static double auroc(List<Shortcut> shortcuts, String target, String from) {
    return shortcuts.stream()
        .filter(s -> s.target().equals(target) && s.from().equals(from))
        .findFirst()
        .orElseThrow()
        .auroc()
        .value();
  }
}
