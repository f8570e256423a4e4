package org.tumorscan.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;

class ZipArchiveTest {
  private static final byte[] TEXT = "a slice, as it were".getBytes(StandardCharsets.UTF_8);
  private static final ZipLimits SMALL = new ZipLimits(10_000, 3, 1000, 2500, 20);

  @TempDir Path directory;

  private ZipArchive open(byte[] zip, ZipLimits limits) throws DicomException {
    try {
      return ZipArchive.open(Files.write(directory.resolve("a.zip"), zip), limits);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ZipArchive open(byte[] zip) throws DicomException {
    return open(zip, ZipLimits.DEFAULT);
  }

  private static byte[] one() {
    return Zips.of(Map.of("slice", TEXT));
  }

  private DicomException refused(byte[] zip, ZipLimits limits) {
    return assertThrows(DicomException.class, () -> open(zip, limits));
  }

  private DicomException unreadable(byte[] zip, ZipLimits limits) throws DicomException {
    ArchivedFile entry = open(zip, limits).entries().get(0);
    return assertThrows(DicomException.class, entry::content);
  }

  private static void assertFailure(Reason reason, String words, DicomException e) {
    assertEquals(reason, e.reason());
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  private static List<String> names(ZipArchive archive) {
    return archive.entries().stream().map(ArchivedFile::name).toList();
  }

  @Test
  void entriesComeInTheOrderOfNamesWithTheirContent() throws DicomException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("b/", new byte[0]);
    entries.put("b/2", TEXT);
    entries.put("a", new byte[0]);
    entries.put("__MACOSX/b/._2", TEXT);
    ZipArchive archive = open(Zips.of(entries));
    assertEquals(List.of("a", "b/2"), names(archive));
    assertArrayEquals(TEXT, archive.entries().get(1).content().array());
    assertArrayEquals(Arrays.copyOf(TEXT, 5), archive.entries().get(1).start(5));
  }

  @Test
  void archivesAreKnownByTheirStart() {
    assertTrue(ZipArchive.isZip(one()));
    assertTrue(ZipArchive.isZip(Zips.of(Map.of())));
    assertFalse(ZipArchive.isZip(new byte[] {'P', 'K'}));
    assertFalse(ZipArchive.isZip("PKCS".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void namesAreUtf8OrCodePage437() throws DicomException {
    assertEquals(List.of("Schädel"), names(open(Zips.of(Map.of("Schädel", TEXT)))));
    byte[] old = Zips.of(Map.of("Schädel", TEXT), Charset.forName("IBM437"));
    assertEquals(List.of("Schädel"), names(open(old)));
  }

  @Test
  void namesThatLeadOutAreLabelsAndNothingIsWritten() throws Exception {
    ZipArchive archive = open(Zips.of(Map.of("../../x", TEXT)));
    assertEquals(List.of("../../x"), names(archive));
    assertArrayEquals(TEXT, archive.entries().get(0).content().array());
    try (var files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void encryptedEntryIsUnreadable() throws DicomException {
    // Bit 0 of the general purpose flags: APPNOTE 4.4.4.
    assertFailure(
        Reason.UNREADABLE, "encrypted", unreadable(Zips.withField(one(), 6, 8, 1), SMALL));
  }

  @Test
  void methodThatIsNotReadIsNamed() throws DicomException {
    // LZMA: APPNOTE 4.4.5.
    assertFailure(
        Reason.UNREADABLE, "method 14", unreadable(Zips.withField(one(), 8, 10, 14), SMALL));
  }

  @Test
  void archiveThatIsCutShortIsMalformed() {
    byte[] zip = one();
    for (int length = 4; length < zip.length; length++) {
      DicomException e = refused(Arrays.copyOf(zip, length), SMALL);
      assertEquals(Reason.MALFORMED, e.reason(), length + " bytes");
    }
  }

  @Test
  void contentMustMatchItsChecksum() throws DicomException {
    byte[] zip = Zips.withCentralField(one(), 16, 0x12345678);
    assertFailure(Reason.MALFORMED, "checksum", unreadable(zip, SMALL));
  }

  @Test
  void contentLargerThanItsTableSaysIsRefusedAfterOneByteMore() throws DicomException {
    byte[] zip = Zips.withCentralField(one(), 24, 3);
    assertFailure(Reason.MALFORMED, "more bytes than the 3", unreadable(zip, SMALL));
  }

  @Test
  void entryOutsideTheArchiveIsMalformed() throws DicomException {
    byte[] zip = Zips.withCentralField(one(), 42, 60);
    assertEquals(Reason.MALFORMED, unreadable(zip, SMALL).reason());
  }

  @Test
  void entryBeyondTheLimitIsNotInflated() throws DicomException {
    byte[] zip = Zips.of(Map.of("large", new byte[1001]));
    ZipLimits limits = new ZipLimits(10_000, 3, 1000, 2500, 2000);
    assertFailure(Reason.LIMIT_EXCEEDED, "1001 bytes, at most 1000", unreadable(zip, limits));
  }

  @Test
  void moreEntriesThanTheLimitRefuseTheArchive() {
    byte[] zip = Zips.of(Map.of("1", TEXT, "2", TEXT, "3", TEXT, "4", TEXT));
    assertFailure(Reason.LIMIT_EXCEEDED, "4 entries, at most 3", refused(zip, SMALL));
  }

  @Test
  void moreBytesInAllThanTheLimitRefuseTheArchive() {
    byte[] zip = Zips.of(Map.of("1", new byte[900], "2", new byte[900], "3", new byte[900]));
    assertFailure(Reason.LIMIT_EXCEEDED, "more than 2500 bytes", refused(zip, SMALL));
  }

  @Test
  void archiveThatInflatesTooManyTimesIsRefused() {
    ZipLimits limits = new ZipLimits(10_000, 3, 1000, 1 << 20, 20);
    byte[] zip = Zips.of(Map.of("zeros", new byte[100_000]));
    assertFailure(Reason.LIMIT_EXCEEDED, "more than 20 times as many", refused(zip, limits));
  }

  @Test
  void tableOfContentsBeyondTheLimitRefusesTheArchive() {
    byte[] zip = Zips.of(Map.of("name".repeat(5000), TEXT));
    assertFailure(Reason.LIMIT_EXCEEDED, "table of contents", refused(zip, SMALL));
  }
}
