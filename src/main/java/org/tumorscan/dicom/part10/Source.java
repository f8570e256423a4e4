package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Warnings;

/**
 * The bytes that elements are read from: a file's, or a deflated data set's after inflation.
 *
 * @param littleEndian view of the bytes in that order
 * @param bigEndian view of the same bytes
 * @param inflated offsets count from the start of the inflated data set, not of the file
 * @param warnings takes what is read in spite of the standard
 */
record Source(ByteBuffer littleEndian, ByteBuffer bigEndian, boolean inflated, Warnings warnings) {

  static Source of(ByteBuffer bytes, boolean inflated, Warnings warnings) {
    return new Source(
        bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN),
        bytes.duplicate().order(ByteOrder.BIG_ENDIAN),
        inflated,
        warnings);
  }

  /** The same bytes with another place for warnings. */
  Source with(Warnings others) {
    return new Source(littleEndian, bigEndian, inflated, others);
  }

  ByteBuffer bytes(ByteOrder order) {
    return order == ByteOrder.LITTLE_ENDIAN ? littleEndian : bigEndian;
  }

  int limit() {
    return littleEndian.limit();
  }

  DicomException failure(Reason reason, DicomTag tag, long offset, String message) {
    return DicomException.at(reason, tag, offset, message + place());
  }

  DicomException failure(Reason reason, long offset, String message) {
    return DicomException.at(reason, offset, message + place());
  }

  private String place() {
    return inflated ? " (the offset counts in the inflated data set)" : "";
  }
}
