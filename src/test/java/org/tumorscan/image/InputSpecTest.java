package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class InputSpecTest {

  @Test
  void detailGrowsWithTheInput() {
    assertEquals(160, InputSpec.forMr().withSize(320).detailPixels());
    assertEquals(512, InputSpec.forMr().withSize(1024).detailPixels());
    assertEquals(16, InputSpec.forMr().withSize(32).detailPixels());
    assertEquals(320, InputSpec.forCt().withSize(320).detailPixels());
    assertEquals(96, InputSpec.forXray().withSize(96).detailPixels());
  }

  @Test
  void nothingButSizeAndDetailChanges() {
    InputSpec changed = InputSpec.forMr().withSize(320).withDetail(112);
    assertEquals(320, changed.sizePixels());
    assertEquals(112, changed.detailPixels());
    assertEquals(InputSpec.forMr(), changed.withDetail(16).withSize(224).withDetail(112));
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    InputSpec usual = InputSpec.forMr();
    assertThrows(IllegalArgumentException.class, () -> usual.withSize(1056));
    assertThrows(IllegalArgumentException.class, () -> usual.withSize(16));
    assertThrows(IllegalArgumentException.class, () -> usual.withDetail(225));
    assertThrows(IllegalArgumentException.class, () -> usual.withDetail(15));
  }
}
