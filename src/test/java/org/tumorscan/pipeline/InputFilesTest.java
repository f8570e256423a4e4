package org.tumorscan.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir Path root;

  @Test
  void directoriesAreSearchedInTheOrderOfNames() throws Exception {
    touch("b/2.dcm");
    touch("b/10.dcm");
    touch("a.dcm");
    touch("c/d/e/f");
    assertEquals(List.of("a.dcm", "b/10.dcm", "b/2.dcm", "c/d/e/f"), walk(root));
  }

  @Test
  void inputsComeInTheCallersOrder() throws Exception {
    touch("b.dcm");
    touch("a.dcm");
    assertEquals(List.of("b.dcm", "a.dcm"), walk(root.resolve("b.dcm"), root.resolve("a.dcm")));
  }

  @Test
  void aLinkBackToADirectoryAboveIsReportedOnceAndNotEntered() throws Exception {
    touch("a/file");
    Files.createSymbolicLink(root.resolve("a/loop"), root);
    assertEquals(List.of("a/file", "unreadable a/loop"), walk(root));
  }

  @Test
  void aLinkToAnotherDirectoryIsFollowed() throws Exception {
    touch("scans/1.dcm");
    Files.createSymbolicLink(root.resolve("link"), root.resolve("scans"));
    assertEquals(List.of("link/1.dcm"), walk(root.resolve("link")));
  }

  @Test
  void aBrokenLinkIsAFileThatReadingWillReject() throws Exception {
    Files.createSymbolicLink(root.resolve("broken"), root.resolve("gone"));
    assertEquals(List.of("broken"), walk(root));
  }

  @Test
  void reportsOfAnEarlierRunAreNoInput() throws Exception {
    touch("1.dcm");
    touch("out/report.json");
    touch("out/heatmaps/000001.png");
    touch("out/2.dcm");
    Files.createSymbolicLink(root.resolve("link"), root.resolve("out"));
    InputFiles inputs = new InputFiles(List.of(root), Optional.of(root.resolve("link")));
    assertEquals(List.of("1.dcm", "link/2.dcm", "out/2.dcm"), walk(inputs));
  }

  @Test
  void reportsMayGoWhereTheScansLie() throws Exception {
    touch("1.dcm");
    touch("report.html");
    assertEquals(List.of("1.dcm"), walk(new InputFiles(List.of(root), Optional.of(root))));
  }

  @Test
  void countIsWhatTheWalkFinds() throws Exception {
    touch("a/1");
    touch("a/2");
    touch("3");
    assertEquals(3, new InputFiles(List.of(root), Optional.empty()).count());
  }

  private void touch(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  private List<String> walk(Path... inputs) throws InterruptedException {
    return walk(new InputFiles(List.of(inputs), Optional.empty()));
  }

  private List<String> walk(InputFiles inputs) throws InterruptedException {
    List<String> seen = new ArrayList<>();
    inputs.walk(
        new InputFiles.Visitor() {
          @Override
          public void file(Path file) {
            seen.add(root.relativize(file).toString());
          }

          @Override
          public void unreadable(Path directory, IOException cause) {
            seen.add("unreadable " + root.relativize(directory));
          }
        });
    return seen;
  }
}
