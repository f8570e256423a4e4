package org.tumorscan.dicom.codec;

import java.util.Arrays;

/**
 * The statistics that a JPEG-LS scan learns: 365 contexts of the regular mode (the first of which
 * is never used), then two for the samples that end a run.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.87">ITU-T T.87 A.2.1, A.6</a>
 */
final class JpegLsContexts {
  /** The run contexts begin here. */
  static final int RUN = 365;

  private static final int COUNT = RUN + 2;
  private static final int MAX_GOLOMB = 24;

  private final int reset;
  // A: sum of magnitudes. B: sum of errors, in run contexts Nn, the number of negative ones.
  private final int[] magnitudes = new int[COUNT];
  private final int[] biases = new int[COUNT];
  private final int[] corrections = new int[COUNT];
  private final int[] counts = new int[COUNT];

  JpegLsContexts(JpegLsParameters parameters) {
    reset = parameters.reset();
    Arrays.fill(magnitudes, Math.max(2, (parameters.range() + 32) / 64));
    Arrays.fill(counts, 1);
  }

  /** C: what is added to the prediction. */
  int correction(int context) {
    return corrections[context];
  }

  /** The Golomb parameter of a context. */
  int golomb(int context) {
    return golomb(magnitudes[context], counts[context]);
  }

  /**
   * The Golomb parameter of a sample that ends a run.
   *
   * @param type RItype, 0 or 1
   */
  int runGolomb(int type) {
    int count = counts[RUN + type];
    return golomb(magnitudes[RUN + type] + type * (count >> 1), count);
  }

  private static int golomb(int magnitude, int count) {
    int k = 0;
    while (count << k < magnitude && k < MAX_GOLOMB) {
      k++;
    }
    return k;
  }

  /** Whether negative errors have the shorter codes (A.5.2). */
  boolean isInverted(int context) {
    return 2 * biases[context] <= -counts[context];
  }

  /** Whether at least half of the errors at the end of a run were negative. */
  boolean isMostlyNegative(int type) {
    return 2 * biases[RUN + type] >= counts[RUN + type];
  }

  /** Learns an error of the regular mode (A.6). */
  void update(int context, int error, int step) {
    int bias = biases[context] + error * step;
    int count = counts[context];
    magnitudes[context] += Math.abs(error);
    if (count == reset) {
      magnitudes[context] >>= 1;
      bias >>= 1;
      count >>= 1;
    }
    count++;
    if (bias <= -count) {
      bias = Math.max(bias + count, 1 - count);
      corrections[context] = Math.max(corrections[context] - 1, Byte.MIN_VALUE);
    } else if (bias > 0) {
      bias = Math.min(bias - count, 0);
      corrections[context] = Math.min(corrections[context] + 1, Byte.MAX_VALUE);
    }
    biases[context] = bias;
    counts[context] = count;
  }

  /**
   * Learns the error of a sample that ended a run (A.7.2).
   *
   * @param type RItype
   * @param mapped the error as it was coded
   */
  void updateRun(int type, int error, int mapped) {
    int context = RUN + type;
    if (error < 0) {
      biases[context]++;
    }
    magnitudes[context] += mapped + 1 - type >> 1;
    if (counts[context] == reset) {
      magnitudes[context] >>= 1;
      counts[context] >>= 1;
      biases[context] >>= 1;
    }
    counts[context]++;
  }
}
