package org.tumorscan.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tumorscan.training.TrainingPlan.HeadKind;
import org.tumorscan.training.TrainingPlan.Rates;
import org.tumorscan.training.TrainingPlan.Regularisation;
import org.tumorscan.training.TrainingPlan.Schedule;

class TrainingPlanTest {

  @Test
  void roundsOfExamplesBeginEverySoManyEpochs() {
    Schedule schedule = new Schedule(5, 16, 16, 0, 3);
    assertEquals(2, schedule.roundsAfter(0));
    assertEquals(1, schedule.roundsAfter(1));
    assertEquals(1, schedule.roundsAfter(3));
    assertEquals(0, schedule.roundsAfter(4));
    assertEquals(0, schedule.roundsAfter(5));
    assertFalse(schedule.isWithinRound(3));
    assertTrue(schedule.isWithinRound(4));
  }

  @Test
  void theRateWarmsUpThenFallsAlongACosine() {
    Schedule schedule = new Schedule(10, 160, 16, 0, 1);
    assertEquals(0.1, schedule.rateShare(0), 1e-12);
    assertEquals(0.9, schedule.rateShare(4), 1e-12);
    assertEquals(0.5, schedule.rateShare(52), 1e-12);
    assertEquals(0, schedule.rateShare(99), 1e-3);
    assertTrue(schedule.rateShare(99) > 0, "the last step does something");
  }

  @Test
  void earlierStagesLearnMoreSlowly() {
    Rates rates = Rates.below(1e-2);
    assertEquals(1e-3, rates.ofStage(0), 1e-15);
    assertEquals(5e-4, rates.ofStage(1), 1e-15);
    assertEquals(1.25e-4, rates.ofStage(3), 1e-15);
  }

  @Test
  void aDenseHeadHasNothingOfTheLastStage() {
    assertFalse(HeadKind.DENSE.learns(LearnedScope.ALL, 4));
    assertTrue(HeadKind.DENSE.learns(LearnedScope.STAGE3, 3));
    assertFalse(HeadKind.DENSE.learns(LearnedScope.STAGE4, 3));
    assertTrue(HeadKind.LINEAR.learns(LearnedScope.STAGE4, 4));
    assertFalse(HeadKind.LINEAR.learns(LearnedScope.HEAD, 4));
  }

  @Test
  void aMixupBeyondOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Regularisation(0, 0, 1.01));
  }
}
