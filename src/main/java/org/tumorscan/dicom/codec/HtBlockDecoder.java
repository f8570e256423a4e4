package org.tumorscan.dicom.codec;

import java.util.Arrays;

/**
 * The high-throughput block decoder: a cleanup pass over quads of 2 x 2 samples, then at most one
 * pass of significance propagation and one of refinement.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.814">ITU-T T.814 7</a>
 */
final class HtBlockDecoder {
  private static final int STRIPE = 4;
  private static final int MAX_SUFFIX_BYTES = 4079;
  private static final byte CLEANUP = 1;
  private static final byte PROPAGATED = 2;

  private int width;
  private int height;
  private int plane;
  private int maxExponent;
  private int[] magnitudes = {};
  private boolean[] negative = {};
  // Of the row of quads above: significance by quad, exponents of the lower samples by column;
  // both begin one quad before the block.
  private int[] aboveSignificance = {};
  private int[] ownSignificance = {};
  private int[] aboveExponents = {};
  private int[] ownExponents = {};
  // With a border of one.
  private byte[] significant = {};

  /**
   * Decodes a block.
   *
   * @param planes bit-planes down to that of the cleanup pass, 1 to 30
   * @param leadingPlanes bit-planes above those
   * @param data the bytes of the chunks, one behind the other
   * @param magnitudes receives [height, width] twice the magnitudes, with the middle of what the
   *     value may be
   * @param negative receives whether the coefficients are negative
   * @return whether the data kept to the rules
   */
  boolean decode(
      J2kBlock block,
      J2kCoding coding,
      int planes,
      int leadingPlanes,
      int width,
      int height,
      byte[] data,
      int[] magnitudes,
      boolean[] negative) {
    this.width = width;
    this.height = height;
    this.plane = planes - 1;
    this.maxExponent = leadingPlanes + 2;
    this.magnitudes = magnitudes;
    this.negative = negative;
    Arrays.fill(magnitudes, 0, width * height, 0);
    Arrays.fill(negative, 0, width * height, false);
    int cleanupBytes = block.lengthOf(0);
    int refinementBytes = 0;
    for (int i = 1; i < block.chunkCount(); i++) {
      refinementBytes += block.lengthOf(i);
    }
    if (block.passes() > 3 || block.passes() > 1 && plane == 0) {
      return false;
    }
    if (cleanupBytes == 0) {
      return true;
    }
    if (!cleanUp(data, cleanupBytes)) {
      return false;
    }
    if (block.passes() > 1) {
      markSignificant();
      int end = cleanupBytes + refinementBytes;
      propagate(new HtForwardBits(data, cleanupBytes, end, 0), coding.has(J2kCoding.CAUSAL));
      if (block.passes() > 2) {
        refine(HtBackwardBits.ofRefinement(data, cleanupBytes, end));
      }
    }
    return true;
  }

  private boolean cleanUp(byte[] data, int length) {
    if (length < 2) {
      return false;
    }
    int suffix = (data[length - 1] & 0xFF) << 4 | data[length - 2] & 15;
    if (suffix < 2 || suffix > length || suffix > MAX_SUFFIX_BYTES) {
      return false;
    }
    int prefix = length - suffix;
    HtForwardBits values = new HtForwardBits(data, 0, prefix, 0xFF);
    HtRuns runs = new HtRuns(data, prefix, length - 1);
    HtBackwardBits quads = HtBackwardBits.ofQuads(data, prefix, length);
    int across = (width + 1) / 2;
    aboveSignificance = new int[across + 2];
    ownSignificance = new int[across + 2];
    aboveExponents = new int[2 * across + 4];
    ownExponents = new int[2 * across + 4];
    for (int row = 0; row < height; row += 2) {
      if (!decodeQuadRow(row, across, runs, quads, values)) {
        return false;
      }
      int[] significance = aboveSignificance;
      aboveSignificance = ownSignificance;
      ownSignificance = significance;
      int[] exponents = aboveExponents;
      aboveExponents = ownExponents;
      ownExponents = exponents;
    }
    return true;
  }

  private boolean decodeQuadRow(
      int row, int across, HtRuns runs, HtBackwardBits quads, HtForwardBits values) {
    Arrays.fill(ownExponents, 0);
    int left = 0;
    for (int quad = 0; quad < across; quad += 2) {
      int first = quadEntry(row, quad, left, runs, quads);
      left = HtQuadCode.significance(first);
      ownSignificance[quad + 1] = left;
      int second = 0;
      if (quad + 1 < across) {
        second = quadEntry(row, quad + 1, left, runs, quads);
        left = HtQuadCode.significance(second);
        ownSignificance[quad + 2] = left;
      }
      if (first < 0 || second < 0) {
        return false;
      }
      long exponents = exponents(row, first, second, runs, quads);
      if (!decodeSamples(row, quad, first, (int) exponents, values)
          || quad + 1 < across
              && !decodeSamples(row, quad + 1, second, (int) (exponents >> 32), values)) {
        return false;
      }
    }
    return true;
  }

  /** The code's entry for a quad, 0 where nothing of it is significant, -1 for no codeword. */
  private int quadEntry(int row, int quad, int left, HtRuns runs, HtBackwardBits quads) {
    int context;
    if (row == 0) {
      context = (left | left >> 1) & 1 | left >> 1 & 6;
    } else {
      int before = aboveSignificance[quad];
      int above = aboveSignificance[quad + 1];
      int after = aboveSignificance[quad + 2];
      context =
          (before >> 3 | above >> 1) & 1
              | (left >> 2 | left >> 3) << 1 & 2
              | (above >> 3 | after >> 1) << 2 & 4;
    }
    if (context == 0 && !runs.next()) {
      return 0;
    }
    int entry = HtQuadCode.entry(row == 0 ? 0 : 1, context, quads.peek(HtQuadCode.CODEWORD_BITS));
    quads.skip(HtQuadCode.length(entry));
    return entry == 0 ? -1 : entry;
  }

  /** What two quads' exponents go beyond their prediction by: the second's in the upper half. */
  private static long exponents(int row, int first, int second, HtRuns runs, HtBackwardBits quads) {
    boolean carriesFirst = HtQuadCode.carriesExponent(first) == 1;
    boolean carriesSecond = HtQuadCode.carriesExponent(second) == 1;
    boolean both = carriesFirst && carriesSecond;
    int base = row == 0 && both && runs.next() ? 2 : 0;
    int prefix = carriesFirst ? prefix(quads) : 0;
    int secondPrefix = 0;
    if (row == 0 && both && base == 0 && prefix > 2) {
      // Both beyond 2 would have been told before.
      secondPrefix = 1 + quads.next(1);
    } else if (carriesSecond) {
      secondPrefix = prefix(quads);
    }
    long value = carriesFirst ? base + prefix + suffix(prefix, quads) : 0;
    long secondValue = carriesSecond ? base + secondPrefix + suffix(secondPrefix, quads) : 0;
    return secondValue << 32 | value;
  }

  private static int prefix(HtBackwardBits quads) {
    int bits = quads.peek(3);
    if ((bits & 1) == 1) {
      quads.skip(1);
      return 1;
    }
    if ((bits & 2) == 2) {
      quads.skip(2);
      return 2;
    }
    quads.skip(3);
    return (bits & 4) == 4 ? 3 : 5;
  }

  // Extensions of suffixes from 28 on belong to exponents that no image read here has.
  private static int suffix(int prefix, HtBackwardBits quads) {
    return prefix == 3 ? quads.next(1) : prefix == 5 ? quads.next(5) : 0;
  }

  private boolean decodeSamples(int row, int quad, int entry, int beyond, HtForwardBits values) {
    int significance = HtQuadCode.significance(entry);
    if (significance == 0) {
      return true;
    }
    int column = 2 * quad;
    int exponent = beyond + (row == 0 ? 1 : prediction(column, significance));
    if (exponent > maxExponent) {
      return false;
    }
    for (int sample = 0; sample < 4; sample++) {
      if ((significance >> sample & 1) == 0) {
        continue;
      }
      int bits = exponent - (HtQuadCode.knownTop(entry) >> sample & 1);
      int value = values.next(bits) | (HtQuadCode.topBits(entry) >> sample & 1) << bits;
      int x = column + (sample >> 1);
      int y = row + (sample & 1);
      if (x >= width || y >= height) {
        return false;
      }
      if ((sample & 1) == 1) {
        ownExponents[x + 2] = Integer.SIZE - Integer.numberOfLeadingZeros(value | 1);
      }
      negative[y * width + x] = (value & 1) == 1;
      magnitudes[y * width + x] = (2 * (value >>> 1) + 3) << plane;
    }
    return true;
  }

  private int prediction(int column, int significance) {
    if ((significance & significance - 1) == 0) {
      return 1;
    }
    int largest =
        Math.max(
            Math.max(aboveExponents[column + 1], aboveExponents[column + 2]),
            Math.max(aboveExponents[column + 3], aboveExponents[column + 4]));
    return Math.max(largest - 1, 1);
  }

  private void markSignificant() {
    int stride = width + 2;
    significant = new byte[stride * (height + 2)];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (magnitudes[y * width + x] != 0) {
          significant[(y + 1) * stride + x + 1] = CLEANUP;
        }
      }
    }
  }

  // The signs of four columns follow their significance.
  private void propagate(HtForwardBits bits, boolean causal) {
    int[] found = new int[STRIPE * STRIPE];
    for (int top = 0; top < height; top += STRIPE) {
      for (int firstColumn = 0; firstColumn < width; firstColumn += STRIPE) {
        int count = 0;
        for (int x = firstColumn; x < Math.min(width, firstColumn + STRIPE); x++) {
          for (int y = top; y < Math.min(height, top + STRIPE); y++) {
            boolean below = !causal || y < top + STRIPE - 1;
            if (isCandidate(x, y, below) && bits.next(1) == 1) {
              significant[(y + 1) * (width + 2) + x + 1] = PROPAGATED;
              found[count++] = y * width + x;
            }
          }
        }
        for (int i = 0; i < count; i++) {
          negative[found[i]] = bits.next(1) == 1;
          magnitudes[found[i]] = 3 << plane - 1;
        }
      }
    }
  }

  private boolean isCandidate(int x, int y, boolean below) {
    int stride = width + 2;
    int at = (y + 1) * stride + x + 1;
    if (significant[at] != 0) {
      return false;
    }
    int near =
        significant[at - stride - 1]
            | significant[at - stride]
            | significant[at - stride + 1]
            | significant[at - 1]
            | significant[at + 1];
    if (below) {
      near |=
          significant[at + stride - 1] | significant[at + stride] | significant[at + stride + 1];
    }
    return near != 0;
  }

  private void refine(HtBackwardBits bits) {
    int half = 1 << plane - 1;
    for (int top = 0; top < height; top += STRIPE) {
      for (int x = 0; x < width; x++) {
        for (int y = top; y < Math.min(height, top + STRIPE); y++) {
          if (significant[(y + 1) * (width + 2) + x + 1] == CLEANUP) {
            magnitudes[y * width + x] += bits.next(1) == 1 ? half : -half;
          }
        }
      }
    }
  }
}
