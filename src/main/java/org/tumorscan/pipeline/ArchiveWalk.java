package org.tumorscan.pipeline;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.tumorscan.archive.ArchivedFile;
import org.tumorscan.archive.ZipArchive;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.MediaDirectory;
import org.tumorscan.dicom.MediaDirectory.FileId;
import org.tumorscan.pipeline.InputFiles.Visitor;

/** The walk within a zip archive, which is taken as a directory would be. */
final class ArchiveWalk {
  /** Enough for a reader to tell whether a file is DICOM. */
  private static final int START_BYTES = 1 << 10;

  private final ZipArchive archive;
  private final DicomReader reader;
  private final Visitor visitor;

  ArchiveWalk(ZipArchive archive, DicomReader reader, Visitor visitor) {
    this.archive = archive;
    this.reader = reader;
    this.visitor = visitor;
  }

  /** What reports call an entry. A label: no such path is ever opened. */
  static String path(Path archive, String entryName) {
    return archive + "!/" + entryName;
  }

  /** Fails where an entry is an archive itself: scans in it must not be passed over in silence. */
  static void refuseArchive(byte[] start) throws DicomException {
    if (ZipArchive.isZip(start)) {
      throw DicomException.of(
          Reason.LIMIT_EXCEEDED,
          "a zip archive in a zip archive is not opened; unpack it and name it by itself");
    }
  }

  /**
   * Whether there is anything to hear of: a file that may be DICOM, or one that cannot be read. An
   * office document, which is a zip archive, too, has neither.
   */
  boolean holdsDicom() {
    return archive.entries().stream().anyMatch(this::mayBeDicom);
  }

  private boolean mayBeDicom(ArchivedFile entry) {
    if (ScanName.isOne(entry.name())) {
      return true;
    }
    try {
      byte[] start = entry.start(START_BYTES);
      refuseArchive(start);
      reader.read(ByteBuffer.wrap(start));
      return true;
    } catch (DicomException e) {
      return e.reason() != Reason.NOT_DICOM;
    }
  }

  void run() throws InterruptedException {
    for (ArchivedFile entry : archive.entries()) {
      Optional<MediaDirectory> mediaDirectory = mediaDirectory(entry);
      if (mediaDirectory.isPresent()) {
        visitor.mediaDirectory(path(archive.file(), entry.name()));
        reportMissing(mediaDirectory.get(), directoryOf(entry.name()));
      } else {
        visitor.scan(new ScanSource.InArchive(entry));
      }
    }
  }

  private Optional<MediaDirectory> mediaDirectory(ArchivedFile entry) {
    String name = entry.name().substring(directoryOf(entry.name()).length());
    if (!FileId.comparable(name).equals(FileId.comparable(MediaDirectory.FILE_NAME))) {
      return Optional.empty();
    }
    try {
      ByteBuffer content = entry.content();
      return MediaDirectory.isOne(content.array())
          ? Optional.of(MediaDirectory.of(reader.readDataSet(content)))
          : Optional.empty();
    } catch (DicomException e) {
      // Said when it is read as a scan.
      return Optional.empty();
    }
  }

  private void reportMissing(MediaDirectory mediaDirectory, String directory)
      throws InterruptedException {
    Set<String> names = new HashSet<>();
    archive.entries().forEach(entry -> names.add(FileId.comparable(entry.name())));
    for (FileId id : mediaDirectory.files()) {
      if (!id.isBelow() || !names.contains(FileId.comparable(directory + id))) {
        visitor.rejected(path(archive.file(), directory + id), MediaDirectoryWalk.missing(id));
      }
    }
  }

  private static String directoryOf(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }
}
