package org.tumorscan.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tumorscan.cli.options.EngineOptions.Engine;
import org.tumorscan.inference.Precision.Choice;

class MemoryPlanTest {
  private static final int PIXELS = 224;

  private static MemoryPlan plan(long heap, int batchSize, int workers) {
    return MemoryPlan.of(heap, new Engine("auto", Choice.AUTO, batchSize, workers), PIXELS);
  }

  @Test
  void batchesOfUpToSixteenFitIntoWhatLoadingLeaves() {
    assertEquals(1100, plan(250, 8, 1).leastMebibytes());
    assertEquals(1100, plan(250, 16, 1).leastMebibytes());
    assertEquals(1100 + 16 * 11, plan(250, 32, 1).leastMebibytes());
  }

  @Test
  void largerInputsCountByTheirArea() {
    MemoryPlan doubled = MemoryPlan.of(250, new Engine("auto", Choice.AUTO, 8, 1), 2 * PIXELS);
    assertEquals(plan(250, 32, 1).nativeMebibytes(), doubled.nativeMebibytes());
  }

  @Test
  void workersAreAsManyAsHaveMemoryEnough() {
    assertEquals(1, plan(250, 8, 8).engine().workers());
    assertEquals(1, plan(650, 8, 8).engine().workers());
    assertEquals(2, plan(1000, 8, 8).engine().workers());
    assertEquals(8, plan(4096, 8, 8).engine().workers());
    assertEquals("cpu", plan(250, 8, 8).engine().device());
  }

  @Test
  void workersShareTheHeapThatNothingElseTakes() {
    assertEquals((1000L - 100 - 6 * 8 << 20) / 2, plan(1000, 8, 8).bytesForOneFile(PIXELS));
  }

  @Test
  void noHeapIsLeftForFilesWhereTheQueuesTakeIt() {
    assertEquals(0, plan(250, 64, 1).bytesForOneFile(PIXELS));
  }
}
