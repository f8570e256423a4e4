package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BinaryMaskTest {

  private static BinaryMask mask(String... rows) {
    return BinaryMask.above(
        0.5f,
        Frames.image(
            rows.length,
            rows[0].length(),
            (row, column) -> rows[row].charAt(column) == '#' ? 100 : 0));
  }

  private static String text(BinaryMask mask, int columns, int rows) {
    StringBuilder text = new StringBuilder();
    for (int pixel = 0; pixel < columns * rows; pixel++) {
      text.append(pixel > 0 && pixel % columns == 0 ? "/" : "")
          .append(mask.contains(pixel / columns, pixel % columns) ? '#' : '.');
    }
    return text.toString();
  }

  @Test
  void holesAreFilledAndBaysAreNot() {
    BinaryMask filled = mask("#####", "#.#.#", "###.#").fillHoles();
    assertEquals("#####/###.#/###.#", text(filled, 5, 3));
  }

  @Test
  void openingRemovesWhatIsThinAndKeepsASquare() {
    BinaryMask opened = mask("........", ".###....", ".#######", ".###....", "........").open(1);
    assertEquals("......../.###..../.###..../.###..../........", text(opened, 8, 5));
  }

  @Test
  void openingKeepsABodyThatThePictureCutsOff() {
    assertEquals("##../##../....", text(mask("##..", "##..", "....").open(1), 4, 3));
  }

  @Test
  void openingKeepsALineThatFillsThePicture() {
    assertEquals(6, mask("######").open(2).count());
  }

  @Test
  void largestComponentIsOneOfFourNeighbours() {
    BinaryMask largest = mask("##..#", "...#.", "####.").largestComponent();
    assertEquals("...../...#./####.", text(largest, 5, 3));
    assertFalse(largest.contains(0, 0));
  }

  @Test
  void componentsDoNotRunAroundTheEdge() {
    assertEquals(2, mask("..#", "#..", "#..").largestComponent().count());
  }

  @Test
  void boundsAreTight() {
    BinaryMask mask = mask(".....", "..##.", "..#..");
    assertEquals(new Box(1, 2, 2, 2), mask.bounds());
    assertTrue(mask.contains(1, 2));
  }
}
