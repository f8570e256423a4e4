package org.tumorscan.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private static final Scope HEAD_MR = new Scope(List.of("MR"), List.of("HEAD", "BRAIN"), "");

  @Test
  void whatFitsMeetsNoObjection() {
    assertEquals(Optional.empty(), HEAD_MR.objection(Optional.of("MR"), Optional.of("BRAIN")));
    assertEquals(Optional.empty(), HEAD_MR.objection(Optional.of("MR"), Optional.of("head ")));
  }

  @Test
  void anotherModalityIsNamed() {
    assertEquals(
        Optional.of("modality is CT, the model is for MR"),
        HEAD_MR.objection(Optional.of("CT"), Optional.of("HEAD")));
  }

  @Test
  void anotherBodyPartIsNamed() {
    assertEquals(
        Optional.of("body part is KNEE, the model is for HEAD, BRAIN"),
        HEAD_MR.objection(Optional.of("MR"), Optional.of("KNEE")));
  }

  @Test
  void whatIsNotStatedIsNotAssumed() {
    assertEquals(
        Optional.of("body part is not stated, the model is for HEAD, BRAIN"),
        HEAD_MR.objection(Optional.of("MR"), Optional.empty()));
  }

  @Test
  void anEmptyListAllowsAnything() {
    Scope any = new Scope(List.of(), List.of(), "");
    assertEquals(Optional.empty(), any.objection(Optional.empty(), Optional.empty()));
  }
}
