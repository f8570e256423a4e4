package org.tumorscan.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.training.LabelledPicture.Split;
import org.tumorscan.training.TrainingException.Reason;

class LabelTableTest {
  @TempDir Path dataset;

  @BeforeEach
  void makePictures() throws IOException {
    for (String name : List.of("a.png", "b.png", "c.png", "d, e.png")) {
      Files.createFile(dataset.resolve(name));
    }
  }

  @Test
  void readsQuotedNamesSplitsGroupsAndSources() throws Exception {
    table(
        "file,tumor,group,source,split,boxes",
        "a.png,1,g1,S,train,0.1 0.2 0.3 0.4",
        "b.png,0,g2,S,train,",
        "c.png,1,g3,T,val,",
        "\"d, e.png\",0,g4,T,val,");
    List<LabelledPicture> pictures = LabelTable.read(dataset);
    assertEquals(4, pictures.size());
    assertEquals(
        new LabelledPicture(dataset.resolve("a.png"), true, "g1", "S", Split.TRAIN),
        pictures.get(0));
    assertEquals(dataset.resolve("d, e.png"), pictures.get(3).file());
    assertEquals(Split.VALIDATION, pictures.get(3).split());
  }

  @Test
  void aGroupInBothSplitsIsRefused() throws Exception {
    table(
        "file,tumor,group,source,split",
        "a.png,1,g1,S,train",
        "b.png,0,g2,S,train",
        "c.png,1,g1,S,val");
    assertFails(Reason.GROUP_CROSSES_SPLITS, "g1");
  }

  @Test
  void aSplitWithoutAClassIsRefused() throws Exception {
    table("file,tumor,split", "a.png,1,train", "b.png,0,train", "c.png,1,val");
    assertFails(Reason.CLASS_MISSING, "VALIDATION has no picture with tumor 0");
  }

  @Test
  void aMissingPictureIsNamedWithItsLine() throws Exception {
    table("file,tumor", "a.png,1", "gone.png,0");
    assertFails(Reason.NOT_FOUND, "line 3: there is no gone.png");
  }

  @Test
  void aLabelThatIsNeitherZeroNorOneIsNamedWithItsLine() throws Exception {
    table("file,tumor", "a.png,yes");
    assertFails(Reason.MALFORMED, "line 2: tumor is 'yes'");
  }

  @Test
  void aMissingColumnIsNamed() throws Exception {
    table("file,label", "a.png,1");
    assertFails(Reason.MALFORMED, "no value in column 'tumor'");
  }

  @Test
  void aDirectoryWithoutATableIsNotFound() {
    assertFails(Reason.NOT_FOUND, "labels.csv");
  }

  @Test
  void withoutSplitsGroupsAreNeverParted() throws Exception {
    StringBuilder rows = new StringBuilder("file,tumor,group\n");
    for (int i = 0; i < 400; i++) {
      rows.append("a.png,").append(i % 2).append(",g").append(i / 4).append('\n');
    }
    Files.writeString(dataset.resolve("labels.csv"), rows);
    List<LabelledPicture> pictures = LabelTable.read(dataset);
    long validation = pictures.stream().filter(p -> p.split() == Split.VALIDATION).count();
    assertTrue(validation > 20 && validation < 120, validation + " of 400");
    for (int i = 0; i < 400; i++) {
      assertEquals(pictures.get(i / 4 * 4).split(), pictures.get(i).split());
    }
  }

  private void table(String... lines) throws IOException {
    Files.write(dataset.resolve("labels.csv"), List.of(lines));
  }

  private void assertFails(Reason reason, String part) {
    TrainingException failure =
        assertThrows(TrainingException.class, () -> LabelTable.read(dataset));
    assertEquals(reason, failure.reason(), failure.getMessage());
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
  }
}
