package org.tumorscan.dicom.header;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** PS3.3 C.7.9.2. */
class SegmentedTableTest {

  private static int[] words(int count, int... data) {
    return SegmentedTable.expand(data, false, count).orElseThrow();
  }

  private static boolean isBroken(int count, int... data) {
    return SegmentedTable.expand(data, false, count).equals(Optional.empty());
  }

  // C.7.9.2.1.
  @Test
  void discreteSegmentStatesItsEntries() {
    assertArrayEquals(new int[] {7, 9, 8}, words(3, 0, 2, 7, 9, 0, 1, 8));
  }

  // C.7.9.2.2.
  @Test
  void linearSegmentGoesFromTheLastEntryToItsValue() {
    assertArrayEquals(new int[] {0, 2, 5, 8, 10}, words(5, 0, 1, 0, 1, 4, 10));
    assertArrayEquals(new int[] {9, 6, 3, 0}, words(4, 0, 1, 9, 1, 3, 0));
  }

  // C.7.9.2.3: the offset counts bytes and comes with its lower half first.
  @Test
  void indirectSegmentCopiesThoseAtItsOffset() {
    int[] data = {0, 1, 50, 0, 2, 1, 2, 1, 2, 12, 2, 2, 6, 0};
    assertArrayEquals(new int[] {50, 1, 2, 7, 12, 1, 2, 7, 12}, words(9, data));
  }

  @Test
  void linearSegmentThatIsCopiedStartsFromTheLastEntryHere() {
    int[] data = {0, 1, 0, 1, 2, 10, 0, 1, 30, 2, 1, 6, 0};
    assertArrayEquals(new int[] {0, 5, 10, 30, 20, 10}, words(6, data));
  }

  @Test
  void offsetAmongBytesHasFourOfThem() {
    int[] data = {0, 2, 7, 9, 2, 1, 0, 0, 0, 0};
    assertArrayEquals(new int[] {7, 9, 7, 9}, SegmentedTable.expand(data, true, 4).orElseThrow());
  }

  @Test
  void paddingBehindTheLastEntryIsNoSegment() {
    assertArrayEquals(new int[] {7}, words(1, 0, 1, 7, 0));
  }

  @Test
  void brokenSegmentsMakeNoTable() {
    assertTrue(isBroken(3, 0, 2, 7, 9), "too few entries");
    assertTrue(isBroken(1, 0, 2, 7, 9), "too many entries");
    assertTrue(isBroken(3, 0, 3, 7, 9), "ends inside a segment");
    assertTrue(isBroken(2, 1, 2, 7), "a slope from nowhere");
    assertTrue(isBroken(1, 3, 1, 7), "an unknown kind");
    assertTrue(isBroken(2, 0, 0, 0, 2, 1, 2), "a segment without entries");
    assertTrue(isBroken(2, 0, 1, 1, 2, 1, 6, 0), "copies itself");
    assertTrue(isBroken(4, 0, 1, 1, 2, 1, 0, 0, 2, 1, 6, 0), "copies a copy");
    assertTrue(isBroken(2, 0, 1, 1, 2, 1, 0xFFFF, 0xFFFF), "copies from beyond");
  }
}
