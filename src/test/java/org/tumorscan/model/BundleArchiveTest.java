package org.tumorscan.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.model.BundleArchive.Staged;
import org.tumorscan.model.ModelException.Reason;

class BundleArchiveTest {
  @TempDir Path directory;
  private Path archive;
  private Path models;

  @BeforeEach
  void exportABundle() throws Exception {
    Path bundle = directory.resolve("bundle");
    new BundleWriter()
        .write(
            bundle,
            BundleTest.manifest(),
            BundleTest.weights(),
            Map.of("backbone.pt", new byte[] {1, 2, 3}));
    archive = directory.resolve("model.zip");
    models = directory.resolve("home/models");
    BundleArchive.write(new BundleReader().read(BundleFiles.directory(bundle)), archive);
  }

  @Test
  void whatIsImportedIsWhatWasExported() throws Exception {
    try (Staged staged = BundleArchive.stage(archive, models)) {
      assertEquals(models.resolve("test-model"), staged.install(false));
    }
    assertEquals(List.of("test-model"), namesIn(models));
    for (String name : List.of("manifest.json", "head.safetensors", "backbone.pt")) {
      assertArrayEquals(
          Files.readAllBytes(directory.resolve("bundle").resolve(name)),
          Files.readAllBytes(models.resolve("test-model").resolve(name)),
          name);
    }
  }

  @Test
  void theSameBundleGivesTheSameArchive() throws Exception {
    Path again = directory.resolve("again.zip");
    BundleArchive.write(
        new BundleReader().read(BundleFiles.directory(directory.resolve("bundle"))), again);
    assertArrayEquals(Files.readAllBytes(archive), Files.readAllBytes(again));
  }

  @Test
  void aChangedFileIsNotExported() throws Exception {
    ModelBundle bundle =
        new BundleReader().read(BundleFiles.directory(directory.resolve("bundle")));
    Files.write(directory.resolve("bundle/backbone.pt"), new byte[] {1, 2, 4});
    Path other = directory.resolve("other.zip");
    ModelException failure =
        assertThrows(ModelException.class, () -> BundleArchive.write(bundle, other));
    assertEquals(Reason.DIGEST_MISMATCH, failure.reason());
    assertFalse(Files.exists(other));
  }

  @Test
  void aChangedFileIsNotImported() throws Exception {
    Map<String, byte[]> entries = entries();
    entries.put("backbone.pt", new byte[] {1, 2, 4});
    assertRefused(Reason.DIGEST_MISMATCH, "backbone.pt", entries);
  }

  @Test
  void aMissingFileIsNamed() throws Exception {
    Map<String, byte[]> entries = entries();
    entries.remove("backbone.pt");
    assertRefused(Reason.NOT_FOUND, "backbone.pt", entries);
  }

  @Test
  void aPathOutOfTheArchiveIsRefused() throws Exception {
    for (String name : List.of("../evil", "/evil", "a/../../evil", "..\\evil", ".hidden", "a/b")) {
      Map<String, byte[]> entries = entries();
      entries.put(name, new byte[1]);
      assertRefused(Reason.MALFORMED, "plain file name", entries);
    }
    assertFalse(Files.exists(directory.resolve("evil")));
    assertFalse(Files.exists(directory.resolve("home/evil")));
  }

  @Test
  void aFileThatTheManifestDoesNotNameIsRefused() throws Exception {
    Map<String, byte[]> entries = entries();
    entries.put("extra.bin", new byte[1]);
    assertRefused(Reason.MALFORMED, "does not name", entries);
  }

  @Test
  void aManifestOfANewerFormatIsRefused() throws Exception {
    Map<String, byte[]> entries = entries();
    String manifest = new String(entries.get("manifest.json"), StandardCharsets.UTF_8);
    entries.put(
        "manifest.json",
        manifest
            .replace(
                "\"schemaVersion\" : \"" + Manifest.SCHEMA_VERSION + "\"",
                "\"schemaVersion\" : \"9.0\"")
            .getBytes(StandardCharsets.UTF_8));
    assertRefused(Reason.INCOMPATIBLE, "9.0", entries);
  }

  /** A quarter of a gibibyte and more of zeros takes a quarter of a mebibyte in the archive. */
  @Test
  void aFileThatGrowsBeyondTheLimitIsRefused() throws Exception {
    Path bomb = directory.resolve("bomb.zip");
    byte[] zeros = new byte[1 << 20];
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      zip.putNextEntry(new ZipEntry("backbone.pt"));
      for (int i = 0; i < 257; i++) {
        zip.write(zeros);
      }
    }
    assertRefused(Reason.INCOMPATIBLE, "256 MiB", bomb);
  }

  @Test
  void moreFilesThanABundleHasAreRefused() throws Exception {
    Map<String, byte[]> entries = entries();
    for (int i = 0; i < 40; i++) {
      entries.put("file-" + i, new byte[0]);
    }
    assertRefused(Reason.INCOMPATIBLE, "more than 32 files", entries);
  }

  @Test
  void whatIsNoZipIsRefused() throws Exception {
    Path text = Files.writeString(directory.resolve("text.zip"), "no archive");
    assertRefused(Reason.MALFORMED, "not a zip file", text);
  }

  @Test
  void anArchiveCutOffIsRefusedAndLeavesNothing() throws Exception {
    byte[] whole = Files.readAllBytes(archive);
    Path cut = directory.resolve("cut.zip");
    for (int length = 0; length < whole.length - 22; length += 97) {
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      try (Staged staged = BundleArchive.stage(cut, models)) {
        // Cut behind the last file, in the directory that repeats what came before.
        assertEquals("test-model", staged.bundle().manifest().identity().id());
      } catch (ModelException e) {
        assertTrue(e.reason() == Reason.MALFORMED || e.reason() == Reason.NOT_FOUND, e.toString());
      }
      assertEquals(List.of(), namesIn(models));
    }
  }

  @Test
  void anInstalledModelStaysUnlessItIsToBeReplaced() throws Exception {
    try (Staged staged = BundleArchive.stage(archive, models)) {
      staged.install(false);
    }
    Files.writeString(models.resolve("test-model/mark"), "older");
    try (Staged staged = BundleArchive.stage(archive, models)) {
      assertThrows(FileAlreadyExistsException.class, () -> staged.install(false));
    }
    assertTrue(Files.exists(models.resolve("test-model/mark")));
    try (Staged staged = BundleArchive.stage(archive, models)) {
      staged.install(true);
    }
    assertFalse(Files.exists(models.resolve("test-model/mark")));
    assertEquals(List.of("test-model"), namesIn(models));
  }

  @Test
  void anImportOnItsWayIsNoModelYet() throws Exception {
    try (Staged staged = BundleArchive.stage(archive, models)) {
      assertFalse(new ModelCatalog(models).ids().stream().anyMatch(id -> id.contains("import")));
    }
  }

  private void assertRefused(Reason reason, String words, Map<String, byte[]> entries)
      throws IOException {
    Path changed = directory.resolve("changed.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    assertRefused(reason, words, changed);
  }

  private void assertRefused(Reason reason, String words, Path file) throws IOException {
    ModelException failure =
        assertThrows(ModelException.class, () -> BundleArchive.stage(file, models).close());
    assertEquals(reason, failure.reason(), failure.getMessage());
    assertTrue(failure.getMessage().contains(words), failure.getMessage());
    assertEquals(List.of(), namesIn(models));
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private static List<String> namesIn(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }
}
