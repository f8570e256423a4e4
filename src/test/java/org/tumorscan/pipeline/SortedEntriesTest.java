package org.tumorscan.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedEntriesTest {
  @TempDir Path directory;

  private List<String> names(int count) throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("%02d".formatted(i));
    }
    List<String> shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, new Random(1));
    for (String name : shuffled) {
      Files.createFile(directory.resolve(name));
    }
    return names;
  }

  private List<String> all(int portion) throws IOException {
    SortedEntries entries = new SortedEntries(directory, portion);
    List<String> all = new ArrayList<>();
    while (entries.hasNext()) {
      List<Path> next = entries.next();
      assertTrue(next.size() <= portion, next.size() + " entries");
      next.forEach(entry -> all.add(entry.getFileName().toString()));
    }
    return all;
  }

  @Test
  void orderIsThatOfNamesWhateverThePortion() throws IOException {
    List<String> names = names(30);
    for (int portion : new int[] {1, 7, 29, 30, 31}) {
      assertEquals(names, all(portion), "portions of " + portion);
    }
  }

  @Test
  void emptyDirectoryHasNoEntries() throws IOException {
    assertEquals(List.of(), all(3));
  }

  @Test
  void whatCameAfterItsPlaceWasPassedIsLeft() throws IOException {
    names(6);
    SortedEntries entries = new SortedEntries(directory, 4);
    entries.next();
    Files.createFile(directory.resolve("00a"));
    Files.delete(directory.resolve("04"));
    assertEquals(List.of(directory.resolve("05")), entries.next());
  }

  @Test
  void directoryThatIsNotThereSaysSo() {
    SortedEntries entries = new SortedEntries(directory.resolve("gone"), 4);
    assertThrows(NoSuchFileException.class, entries::next);
  }
}
