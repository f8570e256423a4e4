package org.tumorscan.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tumorscan.model.NoveltyScale;

class NoveltyFitTest {
  private static final int FEATURES = 40;

  @Test
  void oneInAHundredValidationPicturesIsBeyondTheEdge() {
    float[][] validation = drawn(1000, 2);
    NoveltyScale scale = NoveltyFit.of(drawn(400, 1), validation);
    assertEquals(10, Arrays.stream(validation).filter(row -> scale.score(row) > 1).count());
  }

  // More pictures than features, and fewer: the components come from another matrix.
  @ParameterizedTest
  @CsvSource({"400", "30"})
  void whatTheTrainingDataNeverDoIsFarAndWhatTheyDoIsNot(int pictures) {
    NoveltyScale scale = NoveltyFit.of(drawn(pictures, 1), drawn(300, 2));
    // Three times as far as any along the directions in which they vary.
    float[] alongTheirs = row(new Random(5), 6, 0.1);
    assertTrue(scale.score(alongTheirs) < 1.5, "theirs " + scale.score(alongTheirs));
    float[] another = row(new Random(6), 1, 0.1);
    for (int k = 0; k < FEATURES; k++) {
      another[k] += k % 2 == 0 ? 1 : -1;
    }
    assertTrue(scale.score(another) > 2, "another " + scale.score(another));
  }

  @Test
  void theDirectionsAreOrthonormalAndTakeThePartOfTheVarianceThatIsWanted() {
    NoveltyScale scale = NoveltyFit.of(drawn(400, 1), drawn(300, 2));
    float[][] directions = scale.directions();
    // Two sources of variance, and little noise.
    assertTrue(directions.length >= 1 && directions.length <= 2, directions.length + " directions");
    for (int i = 0; i < directions.length; i++) {
      for (int j = 0; j <= i; j++) {
        assertEquals(i == j ? 1 : 0, dot(directions[i], directions[j]), 1e-5);
      }
    }
  }

  @Test
  void picturesAreTakenEvenlyFromALargeTable() {
    int[] some = NoveltyFit.some(10 * NoveltyFit.MOST_PICTURES + 1);
    assertTrue(some.length <= NoveltyFit.MOST_PICTURES, some.length + " pictures");
    assertTrue(some[some.length - 1] > 9.9 * NoveltyFit.MOST_PICTURES);
    assertEquals(3, NoveltyFit.some(3).length);
  }

  @Test
  void picturesThatAreAllTheSameGiveAScale() {
    float[][] same = new float[20][FEATURES];
    NoveltyScale scale = NoveltyFit.of(same, same);
    assertEquals(0, scale.score(same[0]));
    float[] other = new float[FEATURES];
    other[3] = 1;
    assertTrue(scale.score(other) > 1);
  }

  private static float[][] drawn(int pictures, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[pictures][];
    for (int i = 0; i < pictures; i++) {
      rows[i] = row(random, 1, 0.1);
    }
    return rows;
  }

  /** Varies along two directions, and a little along all. */
  private static float[] row(Random random, double along, double noise) {
    double first = along * random.nextGaussian();
    double second = along * random.nextGaussian();
    float[] row = new float[FEATURES];
    for (int k = 0; k < FEATURES; k++) {
      double part = k < FEATURES / 2 ? first : second;
      row[k] = (float) (5 + part + noise * random.nextGaussian());
    }
    return row;
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += one[k] * other[k];
    }
    return sum;
  }
}
