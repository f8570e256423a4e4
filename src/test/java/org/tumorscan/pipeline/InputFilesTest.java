package org.tumorscan.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.archive.Zips;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.part10.Part10Reader;

class InputFilesTest {
  private static final DicomReader READER = new Part10Reader(ReadLimits.DEFAULT);

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
  void aLinkBackToADirectoryAboveIsNotEnteredAgain() throws Exception {
    touch("a/file");
    Files.createSymbolicLink(root.resolve("a/loop"), root);
    Files.createSymbolicLink(root.resolve("a/self"), root.resolve("a/self"));
    assertEquals(List.of("a/file", "a/self"), walk(root));
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
    touch("out/0123456789abcdef-0001.png");
    touch("out/sr-2.25.123.dcm");
    touch("out/sc-2.25.123.dcm");
    touch("out/kos-2.25.123.dcm");
    touch("out/.kos-2.25.123.dcm.0f.tmp");
    touch("out/2.dcm");
    Files.createSymbolicLink(root.resolve("link"), root.resolve("out"));
    InputFiles inputs = new InputFiles(List.of(root), Optional.of(root.resolve("link")));
    assertEquals(List.of("1.dcm", "link/2.dcm"), walk(inputs));
  }

  @Test
  void reportsMayGoWhereTheScansLie() throws Exception {
    touch("1.dcm");
    touch("report.html");
    touch("report.fhir.json");
    assertEquals(List.of("1.dcm"), walk(new InputFiles(List.of(root), Optional.of(root))));
  }

  @Test
  void countIsWhatTheWalkFinds() throws Exception {
    touch("a/1");
    touch("a/2");
    touch("3");
    assertEquals(3, new InputFiles(List.of(root), Optional.empty()).count(READER));
  }

  @Test
  void aFileComesOnceHoweverOftenItIsNamedOrLinkedTo() throws Exception {
    touch("scans/1.dcm");
    touch("scans/2.dcm");
    Files.createSymbolicLink(root.resolve("link.dcm"), root.resolve("scans/1.dcm"));
    Files.createSymbolicLink(root.resolve("scans/3.dcm"), root.resolve("scans/2.dcm"));
    Path first = root.resolve("scans/1.dcm");
    assertEquals(List.of("scans/1.dcm"), walk(first, first, root.resolve("link.dcm")));
    assertEquals(List.of("scans/1.dcm", "scans/2.dcm"), walk(first, root.resolve("scans"), first));
    assertEquals(List.of("link.dcm", "scans/2.dcm"), walk(root));
    assertEquals(
        List.of("scans/1.dcm", "scans/2.dcm"),
        walk(root.resolve("scans"), root.resolve("scans/../scans")));
  }

  @Test
  void aBrokenLinkBesideItsDirectoryIsNotLost() throws Exception {
    Files.createDirectory(root.resolve("a"));
    Files.createSymbolicLink(root.resolve("a/broken"), root.resolve("a/gone"));
    assertEquals(List.of("a/broken"), walk(root, root.resolve("a/broken")));
  }

  @Test
  void aClosedDirectoryIsReportedAndTheRestGoesOn() throws Exception {
    touch("a/1");
    touch("b/2");
    Path closed = root.resolve("a");
    Files.setPosixFilePermissions(closed, Set.of(PosixFilePermission.OWNER_EXECUTE));
    try {
      assumeFalse(Files.isReadable(closed), "root may read everything");
      assertEquals(List.of("unreadable a", "b/2"), walk(root));
      // By its name it can be read.
      assertEquals(List.of("unreadable a", "a/1"), walk(closed, closed.resolve("1")));
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void whatTheCallerNamedOrIsCalledDcmIsExpectedToBeAScan() throws Exception {
    touch("named.txt");
    touch("a/found.txt");
    touch("a/found.DCM");
    List<String> expected = new ArrayList<>();
    new InputFiles(List.of(root.resolve("named.txt"), root.resolve("a")), Optional.empty())
        .walk(
            READER,
            new Listing() {
              @Override
              public void scan(ScanSource scan) {
                expected.add(relative(scan.path()) + " " + scan.isExpected());
              }
            });
    assertEquals(List.of("named.txt true", "a/found.DCM true", "a/found.txt false"), expected);
  }

  @Test
  void namesThatAreNoUtf8AreKeptApart() throws Exception {
    for (String name : List.of("s%E9", "s%E8")) {
      Files.createFile(Path.of(URI.create(root.toUri() + name)));
    }
    Set<String> places = new HashSet<>();
    new InputFiles(List.of(root), Optional.empty())
        .walk(
            READER,
            new Listing() {
              @Override
              public void scan(ScanSource scan) {
                places.add(scan.place().substring(root.toUri().toString().length()));
              }
            });
    assertEquals(Set.of("s%E9", "s%E8"), places);
  }

  // PS3.3 F.3: Referenced File ID (0004,1500) has a component a directory.
  private void mediaDirectory(String name, String... fileIds) throws IOException {
    Part10Builder[] records =
        Stream.of(fileIds)
            .map(id -> Part10Builder.empty().text(DicomTag.REFERENCED_FILE_ID, "CS", id))
            .toArray(Part10Builder[]::new);
    Files.createDirectories(root.resolve(name).getParent());
    Files.write(root.resolve(name), mediaDirectory(records));
  }

  private static byte[] mediaDirectory(Part10Builder... records) {
    return Part10Builder.empty()
        .text(DicomTag.of(0x0002, 0x0002), "UI", "1.2.840.10008.1.3.10")
        .sequence(DicomTag.DIRECTORY_RECORD_SEQUENCE, records)
        .build();
  }

  @Test
  void filesOfANamedDicomdirComeInItsOrder() throws Exception {
    touch("disc/IMG/2");
    touch("disc/IMG/1");
    touch("disc/OTHER");
    mediaDirectory("disc/DICOMDIR", "IMG\\2", "IMG\\1", "IMG\\2");
    assertEquals(
        List.of("media directory disc/DICOMDIR", "disc/IMG/2", "disc/IMG/1"),
        walk(root.resolve("disc/DICOMDIR")));
    // With its directory the others come, too, and none comes twice.
    assertEquals(
        List.of("media directory disc/DICOMDIR", "disc/IMG/2", "disc/IMG/1", "disc/OTHER"),
        walk(root.resolve("disc/DICOMDIR"), root));
    assertEquals(
        List.of("media directory disc/DICOMDIR", "disc/IMG/1", "disc/IMG/2", "disc/OTHER"),
        walk(root));
  }

  @Test
  void namesOnDiscsDifferInCaseDotsAndVersions() throws Exception {
    touch("disc/img/im1.;1");
    touch("disc/img/im2;1");
    touch("disc/img/im3.");
    mediaDirectory("disc/dicomdir.;1", "IMG\\IM1", "IMG\\IM2", "IMG\\IM3");
    assertEquals(
        List.of(
            "media directory disc/dicomdir.;1",
            "disc/img/im1.;1",
            "disc/img/im2;1",
            "disc/img/im3."),
        walk(root.resolve("disc/dicomdir.;1")));
    assertEquals(4, walk(root).size());
  }

  @Test
  void filesThatADicomdirMissesAreReportedAndNoneOutsideIsRead() throws Exception {
    touch("outside");
    touch("disc/IMG/1");
    mediaDirectory("disc/DICOMDIR", "IMG\\9", "..\\outside", "/etc/passwd", "IMG");
    List<String> missing =
        List.of(
            "media directory disc/DICOMDIR",
            "missing-file disc/IMG/9",
            "missing-file disc/../outside",
            "missing-file disc//etc/passwd",
            "missing-file disc/IMG");
    assertEquals(missing, walk(root.resolve("disc/DICOMDIR")));
    List<String> found = new ArrayList<>(missing);
    found.add("disc/IMG/1");
    assertEquals(found, walk(root.resolve("disc")));
  }

  private void zip(String name, Map<String, byte[]> entries) throws IOException {
    Files.write(root.resolve(name), Zips.of(entries));
  }

  @Test
  void anArchiveIsWalkedLikeADirectoryWhateverItsName() throws Exception {
    byte[] image = Part10Builder.image().build();
    zip("scans", Map.of("b/2.dcm", image, "a/readme.txt", new byte[] {'t'}, "../../1", image));
    assertEquals(List.of("scans!/../../1", "scans!/a/readme.txt", "scans!/b/2.dcm"), walk(root));
  }

  @Test
  void aDicomdirInAnArchiveReportsWhatIsMissing() throws Exception {
    Part10Builder one = Part10Builder.empty().text(DicomTag.REFERENCED_FILE_ID, "CS", "IMG\\1");
    Part10Builder two = Part10Builder.empty().text(DicomTag.REFERENCED_FILE_ID, "CS", "IMG\\2");
    zip("d.zip", Map.of("cd/DICOMDIR", mediaDirectory(one, two), "cd/img/1.", image()));
    assertEquals(
        List.of(
            "media directory d.zip!/cd/DICOMDIR",
            "missing-file d.zip!/cd/IMG/2",
            "d.zip!/cd/img/1."),
        walk(root));
  }

  private static byte[] image() {
    return Part10Builder.image().build();
  }

  @Test
  void anArchiveWithoutDicomIsAFileOfAnotherKind() throws Exception {
    zip("letter.docx", Map.of("[Content_Types].xml", new byte[] {'<'}));
    assertEquals(List.of("letter.docx"), walk(root));
    assertEquals(List.of("not-dicom letter.docx"), walk(root.resolve("letter.docx")));
  }

  @Test
  void anArchiveInAnArchiveIsRefusedByName() throws Exception {
    zip("outer.zip", Map.of("inner.zip", Zips.of(Map.of("1.dcm", image()))));
    List<ScanSource> scans = new ArrayList<>();
    new InputFiles(List.of(root), Optional.empty())
        .walk(
            READER,
            new Listing() {
              @Override
              public void scan(ScanSource scan) {
                scans.add(scan);
              }
            });
    assertEquals("outer.zip!/inner.zip", relative(scans.get(0).path()));
    DicomException e = assertThrows(DicomException.class, () -> scans.get(0).read(READER));
    assertEquals(DicomException.Reason.LIMIT_EXCEEDED, e.reason());
    assertTrue(e.getMessage().contains("unpack it"), e.getMessage());
  }

  @Test
  void aDamagedArchiveIsRejectedAsAWhole() throws Exception {
    byte[] zip = Zips.of(Map.of("1.dcm", image()));
    Files.write(root.resolve("cut.zip"), Arrays.copyOf(zip, zip.length - 30));
    assertEquals(List.of("malformed cut.zip"), walk(root));
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
    Listing listing = new Listing();
    inputs.walk(READER, listing);
    return listing.seen;
  }

  private class Listing implements InputFiles.Visitor {
    private final List<String> seen = new ArrayList<>();

    @Override
    public void scan(ScanSource scan) {
      seen.add(relative(scan.path()));
    }

    @Override
    public void rejected(String path, DicomException cause) {
      seen.add(cause.reason().code() + " " + relative(path));
    }

    @Override
    public void mediaDirectory(String path) {
      seen.add("media directory " + relative(path));
    }
  }

  private String relative(String path) {
    return path.substring(root.toString().length() + 1);
  }
}
