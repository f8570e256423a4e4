package org.tumorscan.dicom.codec;

/**
 * The adaptive run-length decoder (MEL) that says whether a quad amid insignificant ones is
 * significant.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.814">ITU-T T.814 7.3.3</a>
 */
final class HtRuns {
  private static final int[] EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};

  private final byte[] bytes;
  private final int end;
  private int position;
  private int current;
  private int left;
  private int state;
  private int zeros;
  private boolean oneFollows;

  /** Takes the bytes that hold the runs; the quads' codewords grow towards them from the end. */
  HtRuns(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** The next event. */
  boolean next() {
    if (zeros == 0 && !oneFollows) {
      int exponent = EXPONENTS[state];
      if (bit() == 1) {
        zeros = 1 << exponent;
        state = Math.min(state + 1, EXPONENTS.length - 1);
      } else {
        for (int i = 0; i < exponent; i++) {
          zeros = zeros << 1 | bit();
        }
        oneFollows = true;
        state = Math.max(state - 1, 0);
      }
    }
    if (zeros > 0) {
      zeros--;
      return false;
    }
    oneFollows = false;
    return true;
  }

  private int bit() {
    if (left == 0) {
      left = current == 0xFF ? 7 : 8;
      current = position < end ? bytes[position] & 0xFF : 0xFF;
      // The low half of the last byte belongs to the length.
      if (position == end - 1) {
        current |= 15;
      }
      position++;
    }
    left--;
    return current >> left & 1;
  }
}
