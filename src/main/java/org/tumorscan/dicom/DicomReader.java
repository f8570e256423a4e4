package org.tumorscan.dicom;

import java.nio.file.Path;

/** Reads DICOM files. Safe for use by many threads at once. */
public interface DicomReader {

  /** The name for {@code --version} and reports, such as {@code part10} or {@code dcm4che 5.35}. */
  String name();

  /**
   * Reads the header of an image, leaving its frames to be decoded.
   *
   * @param file any file; whether it is DICOM is told from its content
   * @throws DicomException with every reason of {@link DicomException.Reason}
   */
  DicomInstance read(Path file) throws DicomException;
}
