package org.tumorscan.dicom.codec;

import java.util.Arrays;

/**
 * The adaptive binary arithmetic decoder (MQ) with the contexts of a code-block, and the raw bits
 * that take its place where coding is bypassed.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 C.3, D.2</a>
 */
final class J2kArithmeticDecoder {
  static final int SIGN = 9;
  static final int MAGNITUDE = 14;
  static final int RUN_LENGTH = 17;
  static final int UNIFORM = 18;
  private static final int CONTEXTS = 19;

  // T.800 table C.2: the estimate, the next state after the more and the less probable symbol, and
  // whether the latter swaps the two.
  private static final int[][] STATES = {
    {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0AC1, 4, 12, 0},
    {0x0521, 5, 29, 0}, {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0},
    {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0}, {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0},
    {0x1C01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1}, {0x5401, 16, 14, 0},
    {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
    {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0},
    {0x1C01, 25, 22, 0}, {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0},
    {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0}, {0x0AC1, 31, 28, 0}, {0x09C1, 32, 29, 0},
    {0x08A1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0}, {0x02A1, 36, 33, 0},
    {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
    {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0},
    {0x0005, 45, 42, 0}, {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}
  };

  // By 2 x state + the more probable symbol.
  private static final int[] ESTIMATE = new int[2 * STATES.length];
  private static final int[] AFTER_MORE_PROBABLE = new int[2 * STATES.length];
  private static final int[] AFTER_LESS_PROBABLE = new int[2 * STATES.length];

  static {
    for (int i = 0; i < 2 * STATES.length; i++) {
      int[] state = STATES[i / 2];
      int symbol = i % 2;
      ESTIMATE[i] = state[0];
      AFTER_MORE_PROBABLE[i] = 2 * state[1] + symbol;
      AFTER_LESS_PROBABLE[i] = 2 * state[2] + (symbol ^ state[3]);
    }
  }

  private final int[] contexts = new int[CONTEXTS];
  private byte[] bytes = {};
  private int position;
  private int end;
  private int interval;
  private int code;
  private int bitsLeft;

  /** Puts the contexts back to where a code-block begins: T.800 table D.7. */
  void resetContexts() {
    Arrays.fill(contexts, 0);
    contexts[0] = 2 * 4;
    contexts[RUN_LENGTH] = 2 * 3;
    contexts[UNIFORM] = 2 * 46;
  }

  /** Begins with a segment of arithmetically coded data. Behind its end come ones. */
  void startArithmetic(byte[] data, int start, int length) {
    bytes = data;
    position = start;
    end = start + length;
    code = byteAt(start) << 16;
    readByte();
    code <<= 7;
    bitsLeft -= 7;
    interval = 0x8000;
  }

  /** Begins with a segment of raw bits. */
  void startRaw(byte[] data, int start, int length) {
    bytes = data;
    position = start;
    end = start + length;
    code = 0;
    bitsLeft = 0;
  }

  int rawBit() {
    if (bitsLeft == 0) {
      bitsLeft = code == 0xFF ? 7 : 8;
      code = byteAt(position);
      position++;
    }
    bitsLeft--;
    return code >> bitsLeft & 1;
  }

  int decode(int context) {
    int state = contexts[context];
    int estimate = ESTIMATE[state];
    int symbol = state & 1;
    int width = interval - estimate;
    if (code >>> 16 < estimate) {
      if (width < estimate) {
        contexts[context] = AFTER_MORE_PROBABLE[state];
      } else {
        symbol ^= 1;
        contexts[context] = AFTER_LESS_PROBABLE[state];
      }
      interval = estimate;
    } else {
      code -= estimate << 16;
      if (width >= 0x8000) {
        interval = width;
        return symbol;
      }
      if (width < estimate) {
        symbol ^= 1;
        contexts[context] = AFTER_LESS_PROBABLE[state];
      } else {
        contexts[context] = AFTER_MORE_PROBABLE[state];
      }
      interval = width;
    }
    renormalize();
    return symbol;
  }

  private void renormalize() {
    int shift = Integer.numberOfLeadingZeros(interval) - 16;
    interval <<= shift;
    while (shift >= bitsLeft) {
      code <<= bitsLeft;
      shift -= bitsLeft;
      readByte();
    }
    code <<= shift;
    bitsLeft -= shift;
  }

  private int byteAt(int at) {
    return at < end ? bytes[at] & 0xFF : 0xFF;
  }

  // The byte after FF holds a stuffed bit; above 8F it is a marker, which is not passed.
  private void readByte() {
    int next = byteAt(position + 1);
    if (byteAt(position) == 0xFF) {
      if (next > 0x8F) {
        code += 0xFF00;
        bitsLeft = 8;
        return;
      }
      code += next << 9;
      bitsLeft = 7;
    } else {
      code += next << 8;
      bitsLeft = 8;
    }
    position++;
  }
}
