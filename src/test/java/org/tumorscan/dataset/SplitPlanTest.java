package org.tumorscan.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tumorscan.dataset.Case.Origin;
import org.tumorscan.dataset.DatasetException.Reason;

/** Groups, leaks, drawn splits and regrouping. */
class SplitPlanTest {

  @Test
  void patientsGroupsAndNearDuplicatesHangTogether() {
    List<Case> cases =
        List.of(
            labelled("p1", "g1", true, null),
            labelled("p2", "g1", true, null),
            labelled("p2", null, false, null),
            labelled("p3", null, false, null),
            labelled(null, null, false, null));
    CaseGroups groups = CaseGroups.of(cases, List.of(pair(3, 4)));
    assertEquals(List.of("g0", "g0", "g0", "g3", "g3"), groups.names());
  }

  @Test
  void aDrawnSplitPartsNoPatientAndKeepsClassesAndSourcesInProportion() throws Exception {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Case plain = labelled("p" + i / 3, null, i / 3 % 2 == 0, null);
      cases.add(withSource(plain, i < 300 ? "A" : "B"));
    }
    CaseGroups groups = CaseGroups.of(cases, List.of());
    List<Split> splits = SplitPlan.of(cases, groups, 1);
    for (int i = 0; i < 600; i++) {
      assertEquals(splits.get(i / 3 * 3), splits.get(i));
    }
    for (String source : List.of("A", "B")) {
      for (boolean tumor : new boolean[] {false, true}) {
        int validation = 0;
        for (int i = 0; i < 600; i++) {
          boolean own =
              cases.get(i).tumor() == tumor && cases.get(i).origin().source().equals(source);
          validation += own && splits.get(i) == Split.VALIDATION ? 1 : 0;
        }
        assertTrue(validation >= 21 && validation <= 24, validation + " of 150");
      }
    }
    assertEquals(splits, SplitPlan.of(cases, groups, 1));
    assertNotEquals(splits, SplitPlan.of(cases, groups, 2));
  }

  @Test
  void whereOnlyATestSplitIsStatedValidationComesFromTraining() throws Exception {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      cases.add(labelled("p" + i, null, i % 2 == 0, i < 40 ? Split.TRAIN : Split.TEST));
    }
    List<Split> splits = SplitPlan.of(cases, CaseGroups.of(cases, List.of()), 1);
    assertTrue(splits.subList(0, 40).contains(Split.VALIDATION));
    assertEquals(List.of(Split.TEST), splits.subList(40, 80).stream().distinct().toList());
  }

  @Test
  void onePatientOfAClassIsTooFew() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      cases.add(labelled(i < 10 ? "ill" : "healthy" + i, null, i < 10, null));
    }
    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> SplitPlan.of(cases, CaseGroups.of(cases, List.of()), 1));
    assertEquals(Reason.TOO_FEW_GROUPS, failure.reason());
    assertTrue(failure.getMessage().startsWith("1 patient or near-duplicate group with tumor 1"));
  }

  @Test
  void aStatedSplitWithoutAClassIsRefused() {
    List<Case> cases =
        List.of(
            labelled(null, null, true, Split.TRAIN),
            labelled(null, null, false, Split.TRAIN),
            labelled(null, null, true, Split.VALIDATION));
    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> SplitPlan.of(cases, CaseGroups.of(cases, List.of()), 1));
    assertEquals("split 'val' has no picture with tumor 0", failure.getMessage());
  }

  @Test
  void leaksArePatientsGroupsAndPairsAcrossSplits() {
    List<Case> cases =
        List.of(
            labelled("p1", "g1", true, Split.TRAIN),
            labelled("p1", "g2", true, Split.TEST),
            labelled("p2", "g2", true, Split.TRAIN),
            labelled("p3", null, true, Split.TRAIN));
    SplitLeaks leaks = SplitLeaks.of(cases, List.of(pair(1, 2), pair(2, 3)));
    assertEquals(List.of(0, 1), leaks.patients().get(0).cases());
    assertEquals(List.of(1, 2), leaks.groups().get(0).cases());
    assertEquals(List.of(pair(1, 2)), leaks.duplicates());
  }

  @Test
  void regroupingMovesAWholeGroupToWhereMostOfItIs() {
    List<Case> cases =
        List.of(
            labelled("p1", null, true, Split.TEST),
            labelled("p1", null, true, Split.TEST),
            labelled("p1", null, true, Split.TRAIN),
            labelled("p2", null, true, Split.TEST),
            labelled("p2", null, true, Split.TRAIN),
            labelled("p3", null, true, Split.VALIDATION));
    List<Case> moved = SplitPlan.regroup(cases, CaseGroups.of(cases, List.of()), Set.of());
    assertEquals(
        List.of(Split.TEST, Split.TEST, Split.TEST, Split.TRAIN, Split.TRAIN, Split.VALIDATION),
        moved.stream().map(c -> c.split().orElseThrow()).toList());
    assertTrue(SplitLeaks.of(moved, List.of()).none());
    assertFalse(SplitLeaks.of(cases, List.of()).none());
  }

  @Test
  void whatIsLikeAHeldOutCaseIsNeverLearnedFrom() throws Exception {
    List<Case> stated =
        List.of(
            withSource(labelled("p1", null, true, Split.TEST), "A"),
            labelled("p1", null, true, Split.TRAIN),
            labelled("p1", null, true, Split.TRAIN),
            labelled("p2", null, true, Split.TRAIN));
    assertEquals(
        List.of(Split.TEST, Split.TEST, Split.TEST, Split.TRAIN),
        SplitPlan.regroup(stated, CaseGroups.of(stated, List.of()), Set.of("A")).stream()
            .map(c -> c.split().orElseThrow())
            .toList());
    List<Case> drawn =
        new ArrayList<>(List.of(withSource(labelled("p1", null, true, Split.TEST), "A")));
    for (int i = 1; i < 40; i++) {
      drawn.add(labelled("p" + i, null, i % 2 == 0, null));
    }
    List<Split> splits = SplitPlan.of(drawn, CaseGroups.of(drawn, List.of()), 1);
    assertEquals(List.of(Split.TEST, Split.TEST), splits.subList(0, 2));
    assertFalse(splits.subList(2, 40).contains(Split.TEST));
  }

  private static DuplicatePair pair(int first, int second) {
    return new DuplicatePair(first, second, 0.99, Mirroring.NONE);
  }

  private static Case labelled(String patient, String group, boolean tumor, Split split) {
    return new Case(
        Path.of("x.png"),
        OptionalInt.of(0),
        tumor,
        new Origin(Optional.ofNullable(patient), Optional.ofNullable(group), "S"),
        Optional.ofNullable(split),
        List.of());
  }

  private static Case withSource(Case plain, String source) {
    return new Case(
        plain.file(),
        plain.frameIndex(),
        plain.tumor(),
        new Origin(plain.origin().patient(), plain.origin().group(), source),
        plain.split(),
        plain.boxes());
  }
}
