package org.tumorscan.dicom.codec;

import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;

/**
 * How one component is coded.
 *
 * @param levels wavelet decompositions, 0 to 32
 * @param blockWidthBits code-blocks are at most 1 &lt;&lt; this wide
 * @param style the code-block style's bits, as named below
 * @param reversible the 5/3 wavelet on integers, else the 9/7 one
 * @param precinctBits for each resolution, the bits of a precinct's width, and those of its height
 *     shifted by 4
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 A.6.1, T.814 A.4</a>
 */
@SuppressWarnings("ArrayRecordComponent")
record J2kCoding(
    int levels,
    int blockWidthBits,
    int blockHeightBits,
    int style,
    boolean reversible,
    int[] precinctBits) {
  static final int BYPASS = 1;
  static final int RESET = 2;
  static final int TERMINATE_ALL = 4;
  static final int CAUSAL = 8;
  static final int SEGMENTATION_SYMBOLS = 32;
  static final int HIGH_THROUGHPUT = 64;
  private static final int MIXED_OR_RESERVED = 128;
  private static final int MAX_LEVELS = 32;
  private static final int WHOLE_RESOLUTION = 15 << 4 | 15;

  /**
   * Reads the parameters that COD and COC share.
   *
   * @param precincts their sizes are given, otherwise a precinct is 2^15 wide and high
   */
  static J2kCoding read(J2kBytes bytes, boolean precincts) throws DicomException {
    int levels = bytes.unsignedByte();
    int widthBits = bytes.unsignedByte() + 2;
    int heightBits = bytes.unsignedByte() + 2;
    int style = bytes.unsignedByte();
    int transform = bytes.unsignedByte();
    if (levels > MAX_LEVELS
        || widthBits > 10
        || heightBits > 10
        || widthBits + heightBits > 12
        || transform > 1) {
      throw bytes.corrupt(
          "JPEG 2000 coding with %d levels, blocks of 2^%d x 2^%d, transform %d"
              .formatted(levels, widthBits, heightBits, transform));
    }
    if ((style & MIXED_OR_RESERVED) != 0) {
      throw bytes.failure(
          Reason.UNSUPPORTED_PIXEL_FORMAT, "JPEG 2000 with mixed kinds of code-blocks");
    }
    int[] precinctBits = new int[levels + 1];
    for (int i = 0; i <= levels; i++) {
      precinctBits[i] = precincts ? bytes.unsignedByte() : WHOLE_RESOLUTION;
      if (i > 0 && ((precinctBits[i] & 15) == 0 || precinctBits[i] >> 4 == 0)) {
        throw bytes.corrupt("a JPEG 2000 precinct smaller than two samples");
      }
    }
    return new J2kCoding(levels, widthBits, heightBits, style, transform == 1, precinctBits);
  }

  boolean has(int styleBit) {
    return (style & styleBit) != 0;
  }

  int precinctWidthBits(int resolution) {
    return precinctBits[resolution] & 15;
  }

  int precinctHeightBits(int resolution) {
    return precinctBits[resolution] >> 4;
  }
}
