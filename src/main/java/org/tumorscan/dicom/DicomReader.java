package org.tumorscan.dicom;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Reads DICOM files. Safe for use by many threads at once. */
public interface DicomReader {

  /** The name for {@code --version} and reports, such as {@code part10} or {@code dcm4che 5.35}. */
  String name();

  /**
   * Reads the header of an image. Its frames may be left in the file until they are asked for.
   *
   * @param file any file; whether it is DICOM is told from its content
   * @throws DicomException with every reason of {@link DicomException.Reason}
   */
  DicomInstance read(Path file) throws DicomException;

  /**
   * The same for a file whose bytes are at hand, such as an entry of an archive.
   *
   * @param content from position 0 to the limit; not changed by either side afterwards
   * @throws DicomException with every reason of {@link DicomException.Reason} but {@code
   *     UNREADABLE}
   */
  DicomInstance read(ByteBuffer content) throws DicomException;

  /**
   * Reads the elements of an object without pixels, such as a DICOMDIR.
   *
   * @param content as for {@link #read(ByteBuffer)}
   * @throws DicomException where this is no DICOM file or its elements cannot be read
   */
  DataSet readDataSet(ByteBuffer content) throws DicomException;

  /**
   * The same reader for less memory: what would take more heap than that, from the file to the
   * network's input, is rejected with {@code LIMIT_EXCEEDED}.
   *
   * @param heapBytes for one file
   */
  DicomReader within(long heapBytes);
}
