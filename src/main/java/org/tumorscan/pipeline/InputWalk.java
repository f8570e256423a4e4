package org.tumorscan.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tumorscan.archive.ZipArchive;
import org.tumorscan.archive.ZipLimits;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.MediaDirectory;
import org.tumorscan.pipeline.InputFiles.Visitor;
import org.tumorscan.report.PreviewPictures;
import org.tumorscan.report.dicom.DicomResultFiles;

/** One walk over the inputs. */
final class InputWalk {
  /** Reports, heat maps and previews. */
  private static final Pattern OUTPUT =
      Pattern.compile(
          "report\\.(json|jsonl|csv|html|pdf|fhir\\.json)|\\.report.*|heatmaps|"
              + DicomResultFiles.NAME_PATTERN
              + "|"
              + PreviewPictures.NAME_PATTERN);

  private final List<Path> inputs;
  private final Optional<Path> outputDirectory;
  private final DicomReader reader;
  private final Visitor visitor;
  private final SeenFiles seen = new SeenFiles();
  private final MediaDirectoryWalk mediaDirectories;

  InputWalk(
      List<Path> inputs, Optional<Path> outputDirectory, DicomReader reader, Visitor visitor) {
    this.inputs = inputs;
    this.outputDirectory = outputDirectory.flatMap(InputWalk::real);
    this.reader = reader;
    this.visitor = visitor;
    this.mediaDirectories = new MediaDirectoryWalk(reader, visitor, seen);
  }

  void run() throws InterruptedException {
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        visitDirectory(input);
      } else if (seen.addFile(input)) {
        visitFile(input, true);
      }
    }
  }

  private void visitDirectory(Path directory) throws InterruptedException {
    SortedEntries entries = new SortedEntries(directory, SortedEntries.PORTION);
    try {
      Path real = directory.toRealPath();
      boolean isNew = false;
      while (entries.hasNext()) {
        List<Path> portion = entries.next();
        // Not before its files are known: those of a closed directory may be named one by one.
        isNew = isNew || seen.addDirectory(real);
        if (!isNew) {
          return;
        }
        visitEntries(portion, real);
      }
    } catch (AccessDeniedException e) {
      reject(directory, "a directory without read permission");
    } catch (IOException e) {
      visitor.rejected(directory.toString(), DicomException.unreadable(e));
    }
  }

  private void visitEntries(List<Path> entries, Path real) throws InterruptedException {
    boolean holdsOutput = outputDirectory.filter(real::equals).isPresent();
    for (Path entry : entries) {
      if (!holdsOutput || !OUTPUT.matcher(entry.getFileName().toString()).matches()) {
        visitEntry(entry, real.resolve(entry.getFileName()));
      }
    }
  }

  private void visitEntry(Path entry, Path real) throws InterruptedException {
    if (Files.isDirectory(entry)) {
      visitDirectory(entry);
    } else if (Files.isSymbolicLink(entry) ? seen.addFile(entry) : seen.isNew(real)) {
      visitFile(entry, false);
    }
  }

  private void visitFile(Path file, boolean isNamed) throws InterruptedException {
    byte[] start = start(file);
    if (ZipArchive.isZip(start)) {
      visitArchive(file, isNamed);
    } else if (MediaDirectory.isOne(start) && isNamed) {
      mediaDirectories.visitNamed(file);
    } else if (MediaDirectory.isOne(start) && MediaDirectoryWalk.isNamedSo(file)) {
      mediaDirectories.visitFound(file);
    } else {
      visitor.scan(new ScanSource.InFile(file, isNamed));
    }
  }

  private void visitArchive(Path file, boolean isNamed) throws InterruptedException {
    try {
      ArchiveWalk walk = new ArchiveWalk(ZipArchive.open(file, ZipLimits.DEFAULT), reader, visitor);
      if (walk.holdsDicom()) {
        walk.run();
      } else if (isNamed) {
        visitor.rejected(
            file.toString(),
            DicomException.of(Reason.NOT_DICOM, "a zip archive without any DICOM file in it"));
      } else {
        visitor.scan(new ScanSource.InFile(file, false));
      }
    } catch (DicomException e) {
      visitor.rejected(file.toString(), e);
    }
  }

  private void reject(Path path, String message) throws InterruptedException {
    visitor.rejected(path.toString(), DicomException.of(Reason.UNREADABLE, message));
  }

  /** Empty where the file cannot be read, which whoever reads it as a scan will say. */
  private static byte[] start(Path file) {
    // Opening a pipe would wait for its other end.
    if (!Files.isRegularFile(file)) {
      return new byte[0];
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(MediaDirectory.START_BYTES);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
