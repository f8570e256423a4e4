package org.tumorscan.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void oneSlowRepetitionDoesNotMoveTheMedian() {
    assertEquals(new Spread(5, 3, 2, 4), Spread.of(List.of(4.0, 2.0, 900.0, 3.0, 1.0)));
  }

  @Test
  void betweenTwoRepetitionsTheMedianIsTheirMean() {
    assertEquals(new Spread(2, 1.5, 1.25, 1.75), Spread.of(List.of(2.0, 1.0)));
  }

  @Test
  void aPartTakesItsPartOfTheTime() {
    assertEquals(new Spread(7, 2, 1, 3), new Spread(7, 8, 4, 12).dividedBy(4));
  }

  @Test
  void theWidthIsTheDistanceOfTheQuartilesOverTheMedian() {
    assertEquals(0.5, new Spread(7, 8, 6, 10).relativeWidth());
    assertEquals(0, Spread.of(List.of(4.0)).relativeWidth());
  }

  @Test
  void nothingHasNoSpread() {
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
  }
}
