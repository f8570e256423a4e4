package org.tumorscan.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileListTest {
  private static List<String> listed(String text) {
    return new FileList(text.getBytes(StandardCharsets.UTF_8))
        .paths().stream().map(Path::toString).toList();
  }

  @Test
  void namesStandOnLinesOfAnyEnd() {
    assertEquals(List.of("a", "/b/c d", "../e"), listed("a\r\n\n/b/c d\n../e"));
  }

  @Test
  void withANulLineEndsBelongToTheNames() {
    assertEquals(List.of("a\nb", "c"), listed("a\nb\0c\0"));
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstName() {
    assertEquals(List.of("a", "\uFEFFb"), listed("\uFEFFa\n\uFEFFb\n"));
    assertEquals(List.of(), listed("\uFEFF"));
  }

  @Test
  void bytesThatAreNoUtf8StayInTheName() {
    Path path = new FileList(new byte[] {'s', (byte) 0xE9, '%', '/', '?'}).paths().get(0);
    assertTrue(path.toUri().toString().endsWith("/s%E9%25/%3F"), path.toUri().toString());
    assertEquals(2, path.getNameCount());
  }
}
