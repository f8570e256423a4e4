package org.tumorscan.dicom.codec;

import java.util.Arrays;

/**
 * The coefficient bit models of JPEG 2000: turns the passes over a code-block into coefficients.
 *
 * <p>Samples are visited in stripes of four rows, column by column. One word holds for each column
 * of a stripe which of the 18 samples in and around it are significant: three bits a row, from the
 * row above to the row below. A sample's neighbourhood is nine bits of it.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 D</a>
 */
final class J2kBlockDecoder {
  private static final int STRIPE = 4;
  private static final int SELF = 0x10;
  private static final int NEIGHBOURS = 0x1EF;
  private static final int ALL_SELVES = 0x2490;
  private static final int NEGATIVE = 1;
  private static final int VISITED = 1 << STRIPE;
  private static final int REFINED = 1 << 2 * STRIPE;
  private static final int ALL_VISITED = 15 * VISITED;
  private static final int FIRST_BYPASSED_PASS = 10;
  private static final int SEGMENTATION_SYMBOL = 10;

  // By orientation of the sub-band and neighbourhood: T.800 table D.1.
  private static final byte[][] ZERO_CONTEXTS = new byte[4][512];

  static {
    for (int orientation = 0; orientation < 4; orientation++) {
      for (int window = 0; window < 512; window++) {
        ZERO_CONTEXTS[orientation][window] = (byte) zeroContext(orientation, window);
      }
    }
  }

  private final J2kArithmeticDecoder bits = new J2kArithmeticDecoder();
  private int width;
  private int height;
  private int stride;
  private byte[] zeroContexts = ZERO_CONTEXTS[0];
  private boolean causal;
  private boolean raw;
  private int[] significant = {};
  private int[] states = {};
  private int[] magnitudes = {};

  private static int zeroContext(int orientation, int window) {
    int horizontal = (window >> 3 & 1) + (window >> 5 & 1);
    int vertical = (window >> 1 & 1) + (window >> 7 & 1);
    int diagonal = (window & 1) + (window >> 2 & 1) + (window >> 6 & 1) + (window >> 8 & 1);
    if (orientation == J2kBand.BOTH_HIGH) {
      int straight = horizontal + vertical;
      return switch (diagonal) {
        case 0 -> Math.min(straight, 2);
        case 1 -> 3 + Math.min(straight, 2);
        case 2 -> 6 + Math.min(straight, 1);
        default -> 8;
      };
    }
    int along = orientation == J2kBand.HORIZONTALLY_HIGH ? vertical : horizontal;
    int across = horizontal + vertical - along;
    if (along == 2) {
      return 8;
    }
    if (along == 1) {
      return across > 0 ? 7 : diagonal > 0 ? 6 : 5;
    }
    return across > 0 ? 2 + across : Math.min(diagonal, 2);
  }

  /**
   * Decodes a block.
   *
   * @param planes bit-planes of the block, those without a 1 left out, 1 to 30
   * @param data the bytes of the chunks, one behind the other
   * @param magnitudes receives [height, width] twice the magnitudes, so that the lowest bit can
   *     stand for one half; where passes are missing, the middle of what the value may be
   * @param negative receives whether the coefficients are negative
   * @return whether the segmentation symbols, where there are any, were as they must be
   */
  boolean decode(
      J2kBlock block,
      J2kCoding coding,
      int orientation,
      int planes,
      int width,
      int height,
      byte[] data,
      int[] magnitudes,
      boolean[] negative) {
    begin(coding, orientation, width, height, magnitudes);
    int pass = 0;
    int start = 0;
    boolean right = true;
    int chunk = 0;
    bits.resetContexts();
    while (chunk < block.chunkCount()) {
      // Layers may cut a segment into several chunks.
      int segmentPasses = 0;
      int length = 0;
      int capacity = J2kBlock.passesLeftInSegment(coding, pass);
      while (chunk < block.chunkCount() && segmentPasses < capacity) {
        segmentPasses += block.passesOf(chunk);
        length += block.lengthOf(chunk);
        chunk++;
      }
      raw = coding.has(J2kCoding.BYPASS) && pass >= FIRST_BYPASSED_PASS && pass % 3 != 0;
      if (raw) {
        bits.startRaw(data, start, length);
      } else {
        bits.startArithmetic(data, start, length);
      }
      start += length;
      for (int end = pass + segmentPasses; pass < end; pass++) {
        // The first plane has a cleanup pass alone.
        int plane = planes - 1 - (pass + 2) / 3;
        right &= decodePass(pass % 3, plane, coding);
      }
    }
    copySigns(negative);
    return right;
  }

  private void begin(J2kCoding coding, int orientation, int width, int height, int[] magnitudes) {
    this.width = width;
    this.height = height;
    this.magnitudes = magnitudes;
    stride = width + 2;
    zeroContexts = ZERO_CONTEXTS[orientation];
    causal = coding.has(J2kCoding.CAUSAL);
    int words = ((height + STRIPE - 1) / STRIPE + 2) * stride;
    if (significant.length < words) {
      significant = new int[words];
      states = new int[words];
    } else {
      Arrays.fill(significant, 0, words, 0);
      Arrays.fill(states, 0, words, 0);
    }
    Arrays.fill(magnitudes, 0, width * height, 0);
  }

  private boolean decodePass(int kind, int plane, J2kCoding coding) {
    boolean right = true;
    switch (kind) {
      case 1 -> propagate(3 << plane);
      case 2 -> refine(1 << plane);
      default -> {
        cleanUp(3 << plane);
        if (coding.has(J2kCoding.SEGMENTATION_SYMBOLS)) {
          int symbol = 0;
          for (int i = 0; i < 4; i++) {
            symbol = symbol << 1 | bits.decode(J2kArithmeticDecoder.UNIFORM);
          }
          right = symbol == SEGMENTATION_SYMBOL;
        }
      }
    }
    if (coding.has(J2kCoding.RESET)) {
      bits.resetContexts();
    }
    return right;
  }

  /** Significance propagation: T.800 D.3.1. */
  private void propagate(int value) {
    for (int top = 0; top < height; top += STRIPE) {
      int rows = Math.min(STRIPE, height - top);
      int first = (top / STRIPE + 1) * stride + 1;
      for (int x = 0; x < width; x++) {
        int at = first + x;
        if (significant[at] == 0) {
          continue;
        }
        for (int row = 0; row < rows; row++) {
          int window = significant[at] >> 3 * row;
          if ((window & SELF) == 0 && (window & NEIGHBOURS) != 0) {
            int bit = raw ? bits.rawBit() : bits.decode(zeroContexts[window & NEIGHBOURS]);
            if (bit == 1) {
              becomeSignificant(at, row);
              magnitudes[(top + row) * width + x] = value;
            }
            states[at] |= VISITED << row;
          }
        }
      }
    }
  }

  /** Magnitude refinement: T.800 D.3.3. */
  private void refine(int half) {
    for (int top = 0; top < height; top += STRIPE) {
      int rows = Math.min(STRIPE, height - top);
      int first = (top / STRIPE + 1) * stride + 1;
      for (int x = 0; x < width; x++) {
        int at = first + x;
        if ((significant[at] & ALL_SELVES) == 0) {
          continue;
        }
        for (int row = 0; row < rows; row++) {
          int window = significant[at] >> 3 * row;
          int state = states[at] >> row;
          if ((window & SELF) != 0 && (state & VISITED) == 0) {
            int bit;
            if (raw) {
              bit = bits.rawBit();
            } else if ((state & REFINED) != 0) {
              bit = bits.decode(J2kArithmeticDecoder.MAGNITUDE + 2);
            } else {
              int near = (window & NEIGHBOURS) != 0 ? 1 : 0;
              bit = bits.decode(J2kArithmeticDecoder.MAGNITUDE + near);
            }
            magnitudes[(top + row) * width + x] += bit == 1 ? half : -half;
            states[at] |= REFINED << row;
          }
        }
      }
    }
  }

  /** Cleanup: T.800 D.3.4. */
  private void cleanUp(int value) {
    for (int top = 0; top < height; top += STRIPE) {
      int rows = Math.min(STRIPE, height - top);
      int first = (top / STRIPE + 1) * stride + 1;
      for (int x = 0; x < width; x++) {
        int at = first + x;
        int row = 0;
        if (significant[at] == 0 && rows == STRIPE) {
          if (bits.decode(J2kArithmeticDecoder.RUN_LENGTH) == 0) {
            continue;
          }
          row = bits.decode(J2kArithmeticDecoder.UNIFORM) << 1;
          row |= bits.decode(J2kArithmeticDecoder.UNIFORM);
          becomeSignificant(at, row);
          magnitudes[(top + row) * width + x] = value;
          row++;
        }
        for (; row < rows; row++) {
          int window = significant[at] >> 3 * row;
          if ((window & SELF) == 0
              && (states[at] >> row & VISITED) == 0
              && bits.decode(zeroContexts[window & NEIGHBOURS]) == 1) {
            becomeSignificant(at, row);
            magnitudes[(top + row) * width + x] = value;
          }
        }
        states[at] &= ~ALL_VISITED;
      }
    }
  }

  /** Reads the sign and tells the neighbours: T.800 D.3.2. */
  private void becomeSignificant(int at, int row) {
    if ((raw ? bits.rawBit() : decodeSign(at, row)) == 1) {
      states[at] |= NEGATIVE << row;
    }
    int shift = 3 * row;
    significant[at] |= SELF << shift;
    significant[at - 1] |= SELF << 1 + shift;
    significant[at + 1] |= SELF >> 1 << shift;
    if (row == 0 && !causal) {
      int above = at - stride;
      significant[above] |= 1 << 16;
      significant[above - 1] |= 1 << 17;
      significant[above + 1] |= 1 << 15;
    } else if (row == STRIPE - 1) {
      int below = at + stride;
      significant[below] |= 1 << 1;
      significant[below - 1] |= 1 << 2;
      significant[below + 1] |= 1;
    }
  }

  private int decodeSign(int at, int row) {
    int window = significant[at] >> 3 * row;
    int above = row > 0 ? states[at] >> row - 1 : states[at - stride] >> STRIPE - 1;
    int below = row < STRIPE - 1 ? states[at] >> row + 1 : states[at + stride];
    int horizontal =
        contribution(window >> 3, states[at - 1] >> row)
            + contribution(window >> 5, states[at + 1] >> row);
    int vertical = contribution(window >> 1, above) + contribution(window >> 7, below);
    horizontal = Integer.signum(horizontal);
    vertical = Integer.signum(vertical);
    int flip = horizontal < 0 || horizontal == 0 && vertical < 0 ? 1 : 0;
    int sum = flip == 1 ? -3 * horizontal - vertical : 3 * horizontal + vertical;
    // T.800 table D.3: from 0 (no preference) over 1 (vertical) to 2, 3 and 4 (horizontal).
    return bits.decode(J2kArithmeticDecoder.SIGN + sum) ^ flip;
  }

  private static int contribution(int significance, int sign) {
    return (significance & 1) * (1 - 2 * (sign & NEGATIVE));
  }

  private void copySigns(boolean[] negative) {
    for (int y = 0; y < height; y++) {
      int first = (y / STRIPE + 1) * stride + 1;
      for (int x = 0; x < width; x++) {
        negative[y * width + x] = (states[first + x] >> y % STRIPE & NEGATIVE) != 0;
      }
    }
  }
}
