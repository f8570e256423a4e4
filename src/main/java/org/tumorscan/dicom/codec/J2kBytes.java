package org.tumorscan.dicom.codec;

import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;

/** Bytes of a JPEG 2000 code stream, read from front to end; none lies outside the frame. */
final class J2kBytes {
  private final EncodedFrame frame;
  private final byte[] bytes;
  private final int end;
  private int position;

  J2kBytes(EncodedFrame frame, byte[] bytes, int start, int end) {
    this.frame = frame;
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return position;
  }

  int end() {
    return end;
  }

  int remaining() {
    return end - position;
  }

  int unsignedByte() throws DicomException {
    if (position >= end) {
      throw corrupt("the JPEG 2000 code stream ends too early");
    }
    return bytes[position++] & 0xFF;
  }

  int unsignedShort() throws DicomException {
    return unsignedByte() << 8 | unsignedByte();
  }

  long unsignedInt() throws DicomException {
    return (long) unsignedShort() << 16 | unsignedShort();
  }

  /** Passes bytes over and returns where they began. */
  int skip(int count) throws DicomException {
    if (count < 0 || count > remaining()) {
      throw corrupt(
          "a part of %d bytes in a JPEG 2000 code stream with %d left"
              .formatted(count, remaining()));
    }
    int start = position;
    position += count;
    return start;
  }

  /** The next bytes on their own; goes on behind them. */
  J2kBytes take(int count) throws DicomException {
    int start = skip(count);
    return new J2kBytes(frame, bytes, start, start + count);
  }

  /** Whether the next two bytes are that marker. */
  boolean startsWith(int marker) {
    return remaining() >= 2
        && (bytes[position] & 0xFF) == marker >> 8
        && (bytes[position + 1] & 0xFF) == (marker & 0xFF);
  }

  DicomException corrupt(String message) {
    return frame.corrupt(position, message);
  }

  DicomException failure(Reason reason, String message) {
    return frame.failure(reason, position, message);
  }
}
