package org.tumorscan.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tumorscan.training.TrainingException;

class HeapNeedTest {
  private static final long GIBIBYTE = 1L << 30;

  @Test
  void whatDoesNotFitIsSaidWithWhatWould() throws Exception {
    HeapNeed need = HeapNeed.ofPictures(15_090, 224);
    TrainingException refused = assertThrows(TrainingException.class, () -> need.require(GIBIBYTE));
    assertEquals(TrainingException.Reason.OUT_OF_MEMORY, refused.reason());
    assertTrue(refused.getMessage().startsWith("15090 pictures of 224 x 224 need "));
    String told = refused.getMessage().replaceAll(".*TUMORSCAN_HEAP=(\\d+)m", "$1");
    long enough = Long.parseLong(told) << 20;
    assertDoesNotThrow(() -> need.require(enough));
    assertThrows(TrainingException.class, () -> need.require(enough - (2 << 20)));
  }

  @Test
  void largerInputsTakeMoreByTheirArea() {
    assertDoesNotThrow(() -> HeapNeed.ofPictures(3_752, 224).require(GIBIBYTE));
    assertThrows(
        TrainingException.class, () -> HeapNeed.ofPictures(3_752, 448).require(GIBIBYTE / 2));
  }
}
