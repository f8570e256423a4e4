package org.tumorscan.dicom.codec;

import java.nio.ByteBuffer;
import org.tumorscan.dicom.DicomException;

/** The bytes of pixels, brought into memory when asked for: a file may be larger than that. */
public interface PixelBytes {

  /** How many there are. */
  int length();

  /**
   * Some of them, from position 0 to the limit, in the data set's byte order; not to be written.
   *
   * @param start from 0
   * @param length at most {@link #length} less the start
   * @throws DicomException {@code UNREADABLE} or {@code LIMIT_EXCEEDED}
   */
  ByteBuffer read(int start, int length) throws DicomException;

  /** A part of them, not read yet. */
  default PixelBytes slice(int start, int length) {
    PixelBytes whole = this;
    return new PixelBytes() {
      @Override
      public int length() {
        return length;
      }

      @Override
      public ByteBuffer read(int from, int count) throws DicomException {
        return whole.read(start + from, count);
      }
    };
  }

  /** Bytes at hand, in the order of the buffer. */
  static PixelBytes of(ByteBuffer bytes) {
    return new PixelBytes() {
      @Override
      public int length() {
        return bytes.limit();
      }

      @Override
      public ByteBuffer read(int start, int length) {
        return bytes.slice(start, length).order(bytes.order());
      }
    };
  }
}
