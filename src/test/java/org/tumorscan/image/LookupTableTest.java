package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** PS3.3 C.11.1.1.1 and C.11.2.1.1. */
class LookupTableTest {
  private static final LookupTable TABLE = new LookupTable(-2, new int[] {7, 100, 4095}, 12);

  @Test
  void firstEntryStandsForTheFirstMappedValueAndAllBelow() {
    assertEquals(7, TABLE.apply(-2));
    assertEquals(7, TABLE.apply(-1000));
    assertEquals(100, TABLE.apply(-1));
  }

  @Test
  void lastEntryStandsForAllValuesAbove() {
    assertEquals(4095, TABLE.apply(0));
    assertEquals(4095, TABLE.apply(1e9));
  }

  @Test
  void modalityTableGivesItsEntries() {
    assertEquals(100, new ModalityTransform.Table(TABLE).apply(-1));
  }

  @Test
  void voiTableIsScaledByTheBitsOfAnEntry() {
    assertEquals(100 / 4095.0, new VoiTransform.Table(TABLE).apply(-1), 1e-12);
    assertEquals(1, new VoiTransform.Table(TABLE).apply(5), 1e-12);
  }

  @Test
  void rescaleIsSlopeTimesValuePlusIntercept() {
    assertEquals(-1004, new ModalityTransform.Rescale(2, -1024).apply(10));
  }
}
