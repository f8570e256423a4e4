package org.tumorscan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tumorscan.evaluation.GroupBootstrap.Estimate;

class GroupBootstrapTest {

  @Test
  void groupsAreDrawnWhole() {
    GroupBootstrap bootstrap = new GroupBootstrap(List.of("a", "b", "a", "c", "a"), 1);
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      int[] drawn = bootstrap.draw(random);
      long zero = Arrays.stream(drawn).filter(index -> index == 0).count();
      long two = Arrays.stream(drawn).filter(index -> index == 2).count();
      long four = Arrays.stream(drawn).filter(index -> index == 4).count();
      assertEquals(zero, two);
      assertEquals(zero, four);
    }
  }

  @Test
  void theIntervalOfAMeanHasTheWidthThatTheoryGives() {
    Random random = new Random(7);
    double[] scores = random.doubles(400).toArray();
    boolean[] positive = new boolean[400];
    List<String> alone = IntStream.range(0, 400).mapToObj(Integer::toString).toList();
    Estimate estimate =
        new GroupBootstrap(alone, 11)
            .estimate(
                new ScoredCases(scores, positive),
                cases -> Arrays.stream(cases.scores()).average().orElse(Double.NaN),
                2000);
    double standardError = Math.sqrt(1 / 12.0 / 400);
    assertEquals(2 * 1.96 * standardError, estimate.high() - estimate.low(), 0.006);
    assertTrue(estimate.low() < estimate.value() && estimate.value() < estimate.high());
  }

  @Test
  void dependentCasesWidenTheInterval() {
    double[] scores = new double[400];
    Random random = new Random(9);
    for (int i = 0; i < 400; i += 20) {
      Arrays.fill(scores, i, i + 20, random.nextDouble());
    }
    ScoredCases cases = new ScoredCases(scores, new boolean[400]);
    List<String> alone = IntStream.range(0, 400).mapToObj(Integer::toString).toList();
    List<String> grouped = IntStream.range(0, 400).mapToObj(i -> "g" + i / 20).toList();
    assertTrue(width(cases, grouped) > 3 * width(cases, alone));
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    ScoredCases cases = AurocTest.cases("0.1- 0.4+ 0.3- 0.8+ 0.5- 0.6+");
    List<String> groups = List.of("a", "b", "c", "d", "e", "f");
    assertEquals(
        new GroupBootstrap(groups, 3).estimate(cases, Auroc::of, 100),
        new GroupBootstrap(groups, 3).estimate(cases, Auroc::of, 100));
  }

  private static double width(ScoredCases cases, List<String> groups) {
    Estimate estimate =
        new GroupBootstrap(groups, 1)
            .estimate(cases, c -> Arrays.stream(c.scores()).average().orElse(Double.NaN), 500);
    return estimate.high() - estimate.low();
  }
}
