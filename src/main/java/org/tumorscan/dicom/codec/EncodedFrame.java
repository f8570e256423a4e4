package org.tumorscan.dicom.codec;

import java.nio.ByteBuffer;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;

/**
 * The bytes of one frame.
 *
 * @param bytes from position 0 to the limit, in the byte order of its samples; not to be written
 * @param firstBit the bit of the first byte at which the frame begins, 0 to 7: packed 1-bit frames
 *     need not begin at a byte
 * @param byteOffset where the first byte stands in the file
 * @param samples how native samples lie in the bytes
 */
record EncodedFrame(ByteBuffer bytes, int firstBit, long byteOffset, NativeSamples samples) {

  /**
   * How native samples lie.
   *
   * @param type which of the pixel data elements they come from
   * @param planar plane after plane instead of pixel after pixel
   */
  record NativeSamples(Type type, boolean planar) {
    /** The kinds of numbers. */
    enum Type {
      INTEGER,
      FLOAT,
      DOUBLE
    }
  }

  /** A copy of the bytes. */
  byte[] toArray() {
    byte[] copy = new byte[bytes.limit()];
    bytes.get(0, copy);
    return copy;
  }

  /** The exception for a code stream that breaks its own rules. */
  DicomException corrupt(long byteInFrame, String message) {
    return failure(Reason.CORRUPT_FRAME, byteInFrame, message);
  }

  /** An exception at a byte of this frame. */
  DicomException failure(Reason reason, long byteInFrame, String message) {
    return DicomException.at(reason, DicomTag.PIXEL_DATA, byteOffset + byteInFrame, message);
  }
}
