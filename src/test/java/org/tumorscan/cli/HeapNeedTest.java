package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tumorscan.dataset.Case;
import org.tumorscan.dataset.Case.Origin;
import org.tumorscan.dataset.Split;
import org.tumorscan.training.TrainingException;

class HeapNeedTest {
  private static final long GIBIBYTE = 1L << 30;
  private static final int SIZE = 224;

  @Test
  void whatDoesNotFitIsSaidWithWhatWould() {
    HeapNeed need = HeapNeed.of(cases(15_090, Split.TRAIN), SIZE);
    TrainingException refused = assertThrows(TrainingException.class, () -> need.require(GIBIBYTE));
    assertEquals(TrainingException.Reason.OUT_OF_MEMORY, refused.reason());
    assertTrue(refused.getMessage().startsWith("15090 pictures of 224 x 224 need "));
    String told = refused.getMessage().replaceAll(".*TUMORSCAN_HEAP=(\\d+)m", "$1");
    long enough = Long.parseLong(told) << 20;
    assertDoesNotThrow(() -> need.require(enough));
    assertThrows(TrainingException.class, () -> need.require((long) (enough * 0.94)));
  }

  @Test
  void largerInputsTakeMoreByTheirArea() {
    List<Case> cases = cases(3_752, Split.VALIDATION);
    assertDoesNotThrow(() -> HeapNeed.of(cases, SIZE).require(GIBIBYTE / 2));
    assertThrows(TrainingException.class, () -> HeapNeed.of(cases, 2 * SIZE).require(GIBIBYTE / 2));
  }

  @Test
  void picturesToBeTestedByDoNotStay() {
    assertDoesNotThrow(() -> HeapNeed.of(cases(15_090, Split.TEST), SIZE).require(GIBIBYTE / 2));
  }

  private static List<Case> cases(int count, Split split) {
    Origin origin = new Origin(Optional.empty(), Optional.empty(), Origin.UNNAMED);
    return Collections.nCopies(
        count,
        new Case(
            Path.of("head.png"), OptionalInt.empty(), true, origin, Optional.of(split), List.of()));
  }
}
