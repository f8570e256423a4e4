package org.tumorscan.training.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmenterTest {
  private static final int SIZE = 112;
  private static final TumorBox BOX = new TumorBox(0.35, 0.45, 0.12, 0.1);

  @Test
  void theSameSeedGivesTheSameExample() {
    Augmenter augmenter = new Augmenter(Augmenter.Plan.STANDARD);
    Slice first = augmenter.augment(head(true), new SplittableRandom(7));
    Slice second = augmenter.augment(head(true), new SplittableRandom(7));
    assertArrayEquals(first.values(), second.values());
    assertEquals(first.boxes(), second.boxes());
  }

  @Test
  void anErasedTumorLooksLikeTheOtherSide() {
    Slice slice = head(true);
    Slice erased = Augmenter.erased(slice).orElseThrow();
    assertFalse(erased.tumor());
    assertEquals(List.of(), erased.boxes());
    int middle = at(BOX.centerX(), BOX.centerY());
    int opposite = at(1 - BOX.centerX(), BOX.centerY());
    assertEquals(1f, slice.values()[middle], 0.01);
    assertEquals(slice.values()[opposite], erased.values()[middle], 0.05);
    // Far away nothing has changed.
    assertEquals(slice.values()[at(0.7, 0.7)], erased.values()[at(0.7, 0.7)]);
  }

  @Test
  void aTumorThatFillsTheHeadCannotBeErased() {
    Slice slice = head(true);
    Slice filled = new Slice(slice.values(), SIZE, true, List.of(new TumorBox(0.5, 0.5, 0.7, 0.7)));
    assertEquals(Optional.empty(), Augmenter.erased(filled));
  }

  @Test
  void aDrawnLesionLiesInItsBoxAndInTheHead() {
    int drawn = 0;
    for (int seed = 0; seed < 40; seed++) {
      Slice healthy = head(false);
      Optional<Slice> lesion = LesionPainter.paint(healthy, new SplittableRandom(seed));
      if (lesion.isPresent()) {
        TumorBox box = lesion.get().boxes().get(0);
        assertTrue(lesion.get().tumor());
        assertTrue(
            healthy.values()[at(box.centerX(), box.centerY())] > 0.1, "in the air, seed " + seed);
        assertTrue(changeWithin(healthy, lesion.get(), box) > 0.02, "invisible, seed " + seed);
        drawn++;
      }
    }
    assertTrue(drawn > 30, drawn + " of 40 drawn");
  }

  @Test
  void boxesFollowTheTumorThroughAWarp() {
    for (int seed = 0; seed < 20; seed++) {
      Slice warped = Warp.random(new SplittableRandom(seed)).apply(head(true));
      TumorBox box = warped.boxes().get(0);
      assertEquals(1f, warped.values()[at(box.centerX(), box.centerY())], 0.05, "seed " + seed);
      assertTrue(warped.values()[at(box.centerX() + box.width(), box.centerY())] < 0.9);
    }
  }

  @Test
  void aPartHoldsTheTumorWholeOrNothingOfIt() {
    int with = 0;
    int without = 0;
    for (int seed = 0; seed < 60; seed++) {
      Optional<Slice> part = Window.random(head(true), new SplittableRandom(seed));
      if (part.isPresent()) {
        boolean tumor = part.get().tumor();
        assertEquals(tumor ? 1 : 0, part.get().boxes().size());
        // The tumor alone is 1; its cut edge would be brighter than tissue, too.
        assertEquals(tumor ? 1f : 0.42f, brightest(part.get()), 0.03, "seed " + seed);
        if (tumor) {
          TumorBox box = part.get().boxes().get(0);
          assertEquals(1f, part.get().values()[at(box.centerX(), box.centerY())], 0.05);
          with++;
        } else {
          without++;
        }
      }
    }
    assertTrue(with > 10 && without > 10, with + " with, " + without + " without");
  }

  @Test
  void whereATumorMayLieAnywhereNoPartIsTaken() {
    Slice unknown = new Slice(head(true).values(), SIZE, true, List.of());
    for (int seed = 0; seed < 20; seed++) {
      assertEquals(Optional.empty(), Window.random(unknown, new SplittableRandom(seed)));
    }
  }

  private static float brightest(Slice slice) {
    float brightest = 0;
    for (float value : slice.values()) {
      brightest = Math.max(brightest, value);
    }
    return brightest;
  }

  @Test
  void cellsAreInsideAtTheEdgeOrOutside() {
    TumorBox box = new TumorBox(0.5, 0.5, 0.5, 0.5);
    CellTargets targets = CellTargets.of(new Slice(new float[4], 2, true, List.of(box)), 8);
    assertEquals(1, targets.tumor()[3 * 8 + 3]);
    assertEquals(0, targets.tumor()[0]);
    // The corner of the box is in it, but not in the ellipse: nothing is said of it.
    assertEquals(0, targets.weights()[2 * 8 + 2]);
    float inside = 0;
    float outside = 0;
    for (int cell = 0; cell < 64; cell++) {
      inside += targets.tumor()[cell] * targets.weights()[cell];
      outside += (1 - targets.tumor()[cell]) * targets.weights()[cell];
    }
    assertEquals(0.5, inside, 1e-6);
    assertEquals(0.5, outside, 1e-6);
  }

  @Test
  void aTumorSmallerThanACellIsInOne() {
    TumorBox box = new TumorBox(0.51, 0.51, 0.01, 0.01);
    CellTargets targets = CellTargets.of(new Slice(new float[4], 2, true, List.of(box)), 8);
    float sum = 0;
    for (float cell : targets.tumor()) {
      sum += cell;
    }
    assertEquals(1, sum);
    assertEquals(1, targets.tumor()[4 * 8 + 4]);
  }

  @Test
  void ofATumorWithoutBoxesNoCellIsKnown() {
    CellTargets targets = CellTargets.of(new Slice(new float[4], 2, true, List.of()), 4);
    assertArrayEquals(new float[16], targets.weights());
  }

  private static double changeWithin(Slice before, Slice after, TumorBox box) {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        if (box.ellipseRadius((x + 0.5) / SIZE, (y + 0.5) / SIZE) < 0.8) {
          sum += Math.abs(after.values()[y * SIZE + x] - before.values()[y * SIZE + x]);
          count++;
        }
      }
    }
    return sum / Math.max(1, count);
  }

  private static int at(double x, double y) {
    return (int) (y * SIZE) * SIZE + (int) (x * SIZE);
  }

  /** An ellipse of tissue with a little grain, and a bright tumor where asked. */
  private static Slice head(boolean tumor) {
    float[] values = new float[SIZE * SIZE];
    SplittableRandom grain = new SplittableRandom(1);
    TumorBox head = new TumorBox(0.5, 0.5, 0.8, 0.9);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double u = (x + 0.5) / SIZE;
        double v = (y + 0.5) / SIZE;
        double tissue = head.ellipseRadius(u, v) < 1 ? 0.4 + grain.nextDouble(0.02) : 0;
        boolean inTumor = tumor && BOX.ellipseRadius(u, v) < 1;
        values[y * SIZE + x] = (float) (inTumor ? 1 : tissue);
      }
    }
    return new Slice(values, SIZE, tumor, tumor ? List.of(BOX) : List.of());
  }
}
