package org.tumorscan.dicom.codec;

import java.util.Optional;

/**
 * What the coding of a JPEG-LS scan depends on.
 *
 * @param maxval largest sample value
 * @param threshold1 first limit of the gradients' quantisation
 * @param threshold2 second limit
 * @param threshold3 third limit
 * @param reset count at which a context's statistics are halved
 * @param near largest difference from the original; 0 for lossless
 * @see <a href="https://www.itu.int/rec/T-REC-T.87">ITU-T T.87 C.2.4.1</a>
 */
record JpegLsParameters(
    int maxval, int threshold1, int threshold2, int threshold3, int reset, int near) {

  /**
   * A preset parameters segment; 0 stands for the default.
   *
   * @param maxval largest sample value
   * @param threshold1 first limit
   * @param threshold2 second limit
   * @param threshold3 third limit
   * @param reset count
   */
  record Preset(int maxval, int threshold1, int threshold2, int threshold3, int reset) {
    static final Preset DEFAULTS = new Preset(0, 0, 0, 0, 0);
  }

  /** The parameters of a scan, or empty where the standard does not allow them. */
  static Optional<JpegLsParameters> of(Preset preset, int precision, int near) {
    int maxval = preset.maxval() == 0 ? (1 << precision) - 1 : preset.maxval();
    if (maxval >= 1 << precision || near > Math.min(255, maxval / 2)) {
      return Optional.empty();
    }
    int[] basic = defaultThresholds(maxval, near);
    int first = orDefault(preset.threshold1(), clamp(basic[0], near + 1, maxval));
    int second = orDefault(preset.threshold2(), clamp(basic[1], first, maxval));
    int third = orDefault(preset.threshold3(), clamp(basic[2], second, maxval));
    int reset = orDefault(preset.reset(), 64);
    boolean allowed =
        first > near
            && second >= first
            && third >= second
            && third <= maxval
            && reset >= 3
            && reset <= Math.max(255, maxval);
    return allowed
        ? Optional.of(new JpegLsParameters(maxval, first, second, third, reset, near))
        : Optional.empty();
  }

  private static int orDefault(int stated, int byDefault) {
    return stated == 0 ? byDefault : stated;
  }

  // C.2.4.1.1.1: 3, 7 and 21 for 8 bits, scaled to the range.
  private static int[] defaultThresholds(int maxval, int near) {
    if (maxval >= 128) {
      int factor = (Math.min(maxval, 4095) + 128) / 256;
      return new int[] {
        factor + 2 + 3 * near, 4 * factor + 3 + 5 * near, 17 * factor + 4 + 7 * near
      };
    }
    int factor = 256 / (maxval + 1);
    return new int[] {
      Math.max(2, 3 / factor + 3 * near),
      Math.max(3, 7 / factor + 5 * near),
      Math.max(4, 21 / factor + 7 * near)
    };
  }

  // Not the usual clamp: what is too large becomes the lower limit too.
  private static int clamp(int value, int least, int most) {
    return value > most || value < least ? least : value;
  }

  /** Width of a quantisation step. */
  int step() {
    return 2 * near + 1;
  }

  /** RANGE: how many quantised prediction errors there are. */
  int range() {
    return (maxval + 2 * near) / step() + 1;
  }

  /** qbpp: bits of a quantised prediction error. */
  int errorBits() {
    return ceilLog2(range());
  }

  /** LIMIT: longest code in bits. */
  int limit() {
    int sampleBits = Math.max(2, ceilLog2(maxval + 1));
    return 2 * (sampleBits + Math.max(8, sampleBits));
  }

  private static int ceilLog2(int value) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(value - 1);
  }
}
