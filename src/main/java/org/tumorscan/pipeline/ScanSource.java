package org.tumorscan.pipeline;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.tumorscan.archive.ArchivedFile;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;

/** A file that may be a scan: a place, not an open file, so that it costs little to hold. */
public sealed interface ScanSource {

  /** What reports call it; for an archive's entry {@code archive.zip!/directory/slice.dcm}. */
  String path();

  /**
   * Another text for every file, even where two of them have the same path: names that are not in
   * the platform's encoding may look alike, and an archive may hold a name twice.
   */
  String place();

  /** Whether somebody says that this is a scan: the caller, a DICOMDIR, or its own name. */
  boolean isExpected();

  /** Reads it; for an archive's entry the content stays in memory as long as the instance does. */
  DicomInstance read(DicomReader reader) throws DicomException;

  /**
   * Whether a failure means that the search came by a file that is simply something else, such as a
   * text beside the scans.
   */
  default boolean isSomethingElse(DicomException failure) {
    return failure.reason() == Reason.NOT_DICOM && !isExpected();
  }

  /**
   * A file of its own.
   *
   * @param isNamed the caller or a DICOMDIR named it; otherwise a search found it
   */
  record InFile(Path file, boolean isNamed) implements ScanSource {
    @Override
    public String path() {
      return file.toString();
    }

    @Override
    public String place() {
      // The name's bytes, whatever the encoding.
      return file.toUri().toString();
    }

    @Override
    public boolean isExpected() {
      return isNamed || ScanName.isOne(path());
    }

    @Override
    public DicomInstance read(DicomReader reader) throws DicomException {
      return reader.read(file);
    }
  }

  /** An entry of a zip archive. */
  record InArchive(ArchivedFile entry) implements ScanSource {
    @Override
    public String path() {
      return ArchiveWalk.path(entry.archive(), entry.name());
    }

    @Override
    public String place() {
      return entry.archive().toUri() + "!" + entry.offset();
    }

    @Override
    public boolean isExpected() {
      return ScanName.isOne(path());
    }

    @Override
    public DicomInstance read(DicomReader reader) throws DicomException {
      ByteBuffer content = entry.content();
      ArchiveWalk.refuseArchive(content.array());
      return reader.read(content);
    }
  }
}
