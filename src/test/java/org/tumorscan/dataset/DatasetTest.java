package org.tumorscan.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.dataset.Case.Origin;
import org.tumorscan.dataset.DatasetException.Reason;

class DatasetTest {
  @TempDir Path root;

  @Test
  void aTableStatesFrameOriginSplitAndBoxes() throws Exception {
    table(
        "file,tumor,frame,patient,group,source,split,boxes,note",
        "\"d, e.dcm\",1,3,p1,g1,S,train,0.5 0.4 0.2 0.1; 0.1 0.1 0.05 0.05,x",
        "b.png,0,,,,,val,,");
    List<Case> cases = Dataset.read(root, Set.of()).cases();
    assertEquals(
        new Case(
            root.resolve("d, e.dcm"),
            OptionalInt.of(2),
            true,
            new Origin(Optional.of("p1"), Optional.of("g1"), "S"),
            Optional.of(Split.TRAIN),
            List.of(new LesionBox(0.5, 0.4, 0.2, 0.1), new LesionBox(0.1, 0.1, 0.05, 0.05))),
        cases.get(0));
    assertEquals(Optional.of(Split.VALIDATION), cases.get(1).split());
    assertEquals("unnamed", cases.get(1).origin().source());
  }

  @Test
  void heldOutSourcesAreTheTestSplitAlone() throws Exception {
    table(
        "file,tumor,source,split",
        "a.png,1,A,train",
        "b.png,0,B,train",
        "c.png,0,B,test",
        "e.png,1,C,val");
    Dataset held = Dataset.read(root, Set.of()).holdOut(Set.of("A"));
    assertEquals(
        List.of("A test", "B train", "C val"),
        held.cases().stream()
            .map(c -> c.origin().source() + " " + c.split().orElseThrow())
            .toList());
    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> Dataset.read(root, Set.of()).holdOut(Set.of("D", "A")));
    assertEquals(root + ": no source 'D'; there are A, B, C", failure.getMessage());
  }

  @Test
  void aPictureListedTwiceIsRefusedWithBothLines() throws Exception {
    table("file,tumor", "a.png,1", "b.png,0", "./a.png,1");
    assertFails(Reason.LISTED_TWICE, "lines 2 and 4: ./a.png is listed twice");
    table("file,tumor", "a.png,1", "a.png,0");
    assertFails(Reason.LISTED_TWICE, "lines 2 and 3");
  }

  @Test
  void framesOfOneFileAreDifferentPicturesButAllFramesIncludeEach() throws Exception {
    table("file,tumor,frame", "a.png,1,1", "a.png,0,2");
    assertEquals(2, Dataset.read(root, Set.of()).cases().size());
    table("file,tumor,frame", "a.png,1,1", "a.png,0,");
    assertFails(Reason.LISTED_TWICE, "lines 2 and 3");
    table("file,tumor,frame", "a.png,1,", "a.png,0,2");
    assertFails(Reason.LISTED_TWICE, "lines 2 and 3");
  }

  @Test
  void everyMissingPictureIsNamedWithItsLine() throws Exception {
    table("file,tumor", "a.png,1", "gone.png,0", "lost.png,0");
    assertFails(Reason.NOT_FOUND, "line 3: there is no gone.png; line 4: there is no lost.png");
  }

  @Test
  void wrongValuesAreNamedWithTheirLines() throws Exception {
    table("file,tumor", "a.png,maybe");
    assertFails(Reason.MALFORMED, "line 2: tumor is 'maybe'");
    table("file,tumor,split", "a.png,1,later");
    assertFails(Reason.MALFORMED, "line 2: split is 'later'");
    table("file,tumor,boxes", "a.png,1,0.5 0.5 0.1");
    assertFails(Reason.MALFORMED, "line 2: 3 numbers in a box");
    table("file,tumor,boxes", "a.png,1,0.5 1.5 0.1 0.1");
    assertFails(Reason.MALFORMED, "line 2: a box's centre");
    table("file,tumor,frame", "a.png,1,0");
    assertFails(Reason.MALFORMED, "line 2: frame is 0");
    table("file,kind", "a.png,1");
    assertFails(Reason.MALFORMED, "no value in column 'tumor'");
    table("file,tumor,split", "a.png,1,train", "b.png,0,");
    assertFails(Reason.MALFORMED, "line 3: no split");
  }

  @Test
  void oneClassAloneIsRefused() throws Exception {
    table("file,tumor", "a.png,1", "b.png,1");
    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> Dataset.read(root, Set.of()).requireBothClasses());
    assertEquals(Reason.CLASS_MISSING, failure.reason());
    assertTrue(failure.getMessage().contains("no case with tumor 0"), failure.getMessage());
  }

  @Test
  void directoriesOfClassesAreRecognisedByTheUsualNames() throws Exception {
    files("tumor/a.png", "tumor/deeper/b.png", "No-Tumor/c.png", "no-tumor/.hidden");
    Dataset dataset = Dataset.read(root, Set.of());
    assertEquals(3, dataset.cases().size());
    assertEquals(2, dataset.cases().stream().filter(Case::tumor).count());
  }

  @Test
  void directoriesOfSplitsMayStandAboveThoseOfClasses() throws Exception {
    files("Training/glioma/a.png", "Training/none/b.png", "Testing/glioma/c.png");
    List<Case> cases = Dataset.read(root, Set.of("glioma")).cases();
    assertEquals(Optional.of(Split.TEST), cases.get(0).split());
    assertTrue(cases.get(0).tumor());
    assertEquals(Optional.of(Split.TRAIN), cases.get(2).split());
  }

  @Test
  void aDirectoryOfUnknownNameIsNeverGuessed() throws Exception {
    files("glioma/a.png", "no-tumor/b.png");
    assertFails(Reason.MALFORMED, "glioma: neither tumor, yes or 1");
  }

  @Test
  void aPositiveClassThatIsNotThereIsNamed() throws Exception {
    files("glioma/a.png", "none/b.png");
    DatasetException failure =
        assertThrows(DatasetException.class, () -> Dataset.read(root, Set.of("gliomma")));
    assertTrue(failure.getMessage().contains("'gliomma'"), failure.getMessage());
  }

  private void table(String... lines) throws IOException {
    for (String name : List.of("a.png", "b.png", "c.png", "e.png", "d, e.dcm")) {
      Files.write(root.resolve(name), new byte[0]);
    }
    Files.write(root.resolve("labels.csv"), List.of(lines));
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private void assertFails(Reason reason, String part) {
    DatasetException failure =
        assertThrows(DatasetException.class, () -> Dataset.read(root, Set.of()));
    assertEquals(reason, failure.reason(), failure.getMessage());
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
  }
}
