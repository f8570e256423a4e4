package org.tumorscan.dicom.codec;

import org.tumorscan.dicom.DicomException;

/**
 * The bits of one packet header. The byte after FF holds 7.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 B.10.1</a>
 */
final class J2kPacketBits {
  private final J2kBytes bytes;
  private int current;
  private int left;

  J2kPacketBits(J2kBytes bytes) {
    this.bytes = bytes;
  }

  int next() throws DicomException {
    if (left == 0) {
      left = current == 0xFF ? 7 : 8;
      current = bytes.unsignedByte();
    }
    left--;
    return current >> left & 1;
  }

  int next(int count) throws DicomException {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | next();
    }
    return value;
  }

  /** Leaves the bytes behind the header. */
  void finish() throws DicomException {
    if (current == 0xFF) {
      bytes.skip(1);
    }
  }

  DicomException corrupt(String message) {
    return bytes.corrupt(message);
  }
}
