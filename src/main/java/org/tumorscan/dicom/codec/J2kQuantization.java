package org.tumorscan.dicom.codec;

import org.tumorscan.dicom.DicomException;

/**
 * The quantization of one component.
 *
 * @param guardBits bits beyond the exponent
 * @param derived one step is given, those of the other sub-bands follow from it
 * @param steps for each sub-band, the exponent shifted by 11, and the mantissa
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 A.6.4, E.1</a>
 */
@SuppressWarnings("ArrayRecordComponent")
record J2kQuantization(int guardBits, boolean derived, int[] steps) {
  private static final int MANTISSA_BITS = 11;
  private static final int DERIVED = 1;
  private static final int EXPOUNDED = 2;

  static J2kQuantization read(J2kBytes bytes) throws DicomException {
    int style = bytes.unsignedByte();
    int kind = style & 31;
    if (kind > EXPOUNDED) {
      throw bytes.corrupt("a JPEG 2000 quantization of style " + kind);
    }
    int count = kind == DERIVED ? 1 : bytes.remaining() / (kind == EXPOUNDED ? 2 : 1);
    if (count == 0) {
      throw bytes.corrupt("a JPEG 2000 quantization without steps");
    }
    int[] steps = new int[count];
    for (int i = 0; i < count; i++) {
      steps[i] = kind == 0 ? bytes.unsignedByte() >> 3 << MANTISSA_BITS : bytes.unsignedShort();
    }
    return new J2kQuantization(style >> 5, kind == DERIVED, steps);
  }

  /**
   * The exponent of a sub-band.
   *
   * @param band 0 for LL, then three for each resolution
   */
  int exponent(int band, J2kBytes place) throws DicomException {
    if (derived) {
      return (steps[0] >> MANTISSA_BITS) - (band == 0 ? 0 : (band - 1) / 3);
    }
    if (band >= steps.length) {
      throw place.corrupt("no JPEG 2000 quantization for sub-band " + band);
    }
    return steps[band] >> MANTISSA_BITS;
  }

  /** 1 and the mantissa's fraction, of a sub-band that has an exponent. */
  float mantissa(int band) {
    int fraction = steps[derived ? 0 : band] & (1 << MANTISSA_BITS) - 1;
    return 1 + fraction / (float) (1 << MANTISSA_BITS);
  }
}
