package org.tumorscan.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.MediaDirectory;
import org.tumorscan.dicom.MediaDirectory.FileId;
import org.tumorscan.pipeline.InputFiles.Visitor;

/** Follows DICOMDIRs to the files that they refer to. */
final class MediaDirectoryWalk {
  private static final long LARGEST_BYTES = 1 << 26;

  private final DicomReader reader;
  private final Visitor visitor;
  private final SeenFiles seen;

  MediaDirectoryWalk(DicomReader reader, Visitor visitor, SeenFiles seen) {
    this.reader = reader;
    this.visitor = visitor;
    this.seen = seen;
  }

  /** Whether a file has the name that the standard gives a DICOMDIR. */
  static boolean isNamedSo(Path file) {
    return FileId.comparable(file.getFileName().toString())
        .equals(FileId.comparable(MediaDirectory.FILE_NAME));
  }

  /** A DICOMDIR that the caller named: its files are read, in the order of its records. */
  void visitNamed(Path file) throws InterruptedException {
    visit(file, true);
  }

  /** A DICOMDIR in a directory that is searched: of its files only the missing ones are news. */
  void visitFound(Path file) throws InterruptedException {
    visit(file, false);
  }

  private void visit(Path file, boolean isNamed) throws InterruptedException {
    MediaDirectory directory;
    try {
      directory = MediaDirectory.of(reader.readDataSet(content(file)));
    } catch (DicomException e) {
      visitor.rejected(file.toString(), e);
      return;
    }
    visitor.mediaDirectory(file.toString());
    MediaFiles files = new MediaFiles(file.resolveSibling(""));
    for (FileId id : directory.files()) {
      Optional<Path> found = id.isBelow() ? files.find(id) : Optional.empty();
      if (found.isEmpty()) {
        visitor.rejected(directoryOf(file) + id, missing(id));
      } else if (isNamed && seen.addFile(found.get())) {
        visitor.scan(new ScanSource.InFile(found.get(), true));
      }
    }
  }

  /** Why a referenced file is not read. */
  static DicomException missing(FileId id) {
    return DicomException.of(
        Reason.MISSING_FILE,
        id.isBelow()
            ? "a DICOMDIR refers to it, but it is not there"
            : "a DICOMDIR refers to it, but files outside the DICOMDIR's directory are not read");
  }

  // As text, since the name that follows it may be none that a file can have.
  private static String directoryOf(Path file) {
    String path = file.toString();
    return path.substring(0, path.length() - file.getFileName().toString().length());
  }

  private static ByteBuffer content(Path file) throws DicomException {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw DicomException.of(
            Reason.LIMIT_EXCEEDED, "a DICOMDIR of more than " + LARGEST_BYTES + " bytes");
      }
      return ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw DicomException.unreadable(e);
    }
  }
}
