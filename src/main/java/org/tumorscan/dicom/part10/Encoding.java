package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How the elements of a data set are written.
 *
 * @param explicitVr each element states its VR
 * @param byteOrder of tags, lengths and binary values
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_7.1">PS3.5
 *     7.1</a>
 */
record Encoding(boolean explicitVr, ByteOrder byteOrder) {
  static final Encoding IMPLICIT_LITTLE = new Encoding(false, ByteOrder.LITTLE_ENDIAN);
  static final Encoding EXPLICIT_LITTLE = new Encoding(true, ByteOrder.LITTLE_ENDIAN);

  /**
   * The same byte order with the VRs that the element at a position shows. Files whose transfer
   * syntax says otherwise are common enough for every toolkit to look.
   */
  Encoding asSeenAt(ByteBuffer bytes, int position) {
    boolean readable = bytes.limit() - position >= 8;
    return readable ? new Encoding(Vr.isVr(bytes, position + 4), byteOrder) : this;
  }
}
