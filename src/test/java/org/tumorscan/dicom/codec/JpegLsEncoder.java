package org.tumorscan.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Writes JPEG-LS (ITU-T T.87) for tests, step by step as annex A tells it, with its letters.
 *
 * @param precision bits of a sample
 * @param near largest difference allowed
 * @param interleave ILV: 0 for a scan of each component, 1 by lines, 2 by samples
 * @param restartLines lines between restart markers; 0 for none
 * @param preset MAXVAL, T1, T2, T3 and RESET, which are written; empty for the defaults
 */
@SuppressWarnings("ArrayRecordComponent")
record JpegLsEncoder(int precision, int near, int interleave, int restartLines, int[] preset) {
  private static final int[] J = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  /**
   * A coded image.
   *
   * @param jpeg the code stream
   * @param expected [rows, columns, components] what it stands for
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Coded(byte[] jpeg, int[] expected) {}

  static JpegLsEncoder lossless(int precision) {
    return new JpegLsEncoder(precision, 0, 0, 0, new int[0]);
  }

  Coded encode(int rows, int columns, int components, int[] values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    words(out, 0xFFD8, 0xFFF7, 8 + 3 * components);
    out.write(precision);
    words(out, rows, columns);
    out.write(components);
    for (int component = 0; component < components; component++) {
      out.writeBytes(new byte[] {(byte) (component + 1), 0x11, 0});
    }
    if (preset.length > 0) {
      words(out, 0xFFF8, 13);
      out.write(1);
      words(out, preset);
    }
    if (restartLines > 0) {
      words(out, 0xFFDD, 4, restartLines);
    }
    int[] expected = new int[values.length];
    int together = interleave == 0 ? 1 : components;
    for (int first = 0; first < components; first += together) {
      words(out, 0xFFDA, 6 + 2 * together);
      out.write(together);
      for (int component = first; component < first + together; component++) {
        words(out, component + 1 << 8);
      }
      out.writeBytes(new byte[] {(byte) near, (byte) interleave, 0});
      scan(out, rows, columns, components, first, together, values, expected);
    }
    words(out, 0xFFD9);
    return new Coded(out.toByteArray(), expected);
  }

  private void scan(
      ByteArrayOutputStream out,
      int rows,
      int columns,
      int components,
      int first,
      int together,
      int[] values,
      int[] expected) {
    Interval interval = new Interval(out, columns, together);
    for (int row = 0; row < rows; row++) {
      if (row > 0 && restartLines > 0 && row % restartLines == 0) {
        interval.bits.flush();
        words(out, 0xFFD0 + (row / restartLines - 1) % 8);
        interval = new Interval(out, columns, together);
      }
      int[][] line = new int[together][columns + 1];
      for (int i = 0; i < together * columns; i++) {
        int pixel = row * columns + i % columns;
        line[i / columns][1 + i % columns] = values[pixel * components + first + i / columns];
      }
      interval.line(line);
      for (int i = 0; i < together * columns; i++) {
        int pixel = row * columns + i % columns;
        expected[pixel * components + first + i / columns] =
            interval.above[i / columns][1 + i % columns];
      }
    }
    interval.bits.flush();
  }

  private static void words(ByteArrayOutputStream out, int... values) {
    for (int value : values) {
      out.write(value >> 8);
      out.write(value);
    }
  }

  /** Lines up to the next restart marker. */
  private final class Interval {
    private final int columns;
    private final int maxval = preset.length > 0 ? preset[0] : (1 << precision) - 1;
    private final int step = 2 * near + 1;
    private final int range = (maxval + 2 * near) / step + 1;
    private final int qbpp = log2(range);
    private final int bpp = Math.max(2, log2(maxval + 1));
    private final int limit = 2 * (bpp + Math.max(8, bpp));
    private final int reset = preset.length > 0 ? preset[4] : 64;
    private final int[] thresholds =
        preset.length > 0 ? Arrays.copyOfRange(preset, 1, 4) : defaultThresholds();
    private final int[] a = new int[367];
    private final int[] b = new int[365];
    private final int[] c = new int[365];
    private final int[] n = new int[367];
    private final int[] nn = new int[367];
    private final int[] runIndex;
    private final BitWriter bits;
    // Reconstructed samples, from place 1 on.
    private int[][] above;
    private int[][] rx;

    Interval(ByteArrayOutputStream out, int columns, int components) {
      this.columns = columns;
      bits = new BitWriter(out);
      above = new int[components][columns + 2];
      rx = new int[components][columns + 2];
      runIndex = new int[components];
      Arrays.fill(a, Math.max(2, (range + 32) / 64));
      Arrays.fill(n, 1);
    }

    private static int log2(int value) {
      int bits = 0;
      while (1 << bits < value) {
        bits++;
      }
      return bits;
    }

    // C.2.4.1.1.1
    private int[] defaultThresholds() {
      int factor = maxval >= 128 ? (Math.min(maxval, 4095) + 128) / 256 : 256 / (maxval + 1);
      int[] basic = {3, 7, 21};
      int[] found = new int[3];
      for (int i = 0; i < 3; i++) {
        int slack = (3 + 2 * i) * near;
        int value =
            maxval >= 128
                ? factor * (basic[i] - 2 - i) + 2 + i + slack
                : Math.max(2 + i, basic[i] / factor + slack);
        int least = i == 0 ? near + 1 : found[i - 1];
        found[i] = value > maxval || value < least ? least : value;
      }
      return found;
    }

    void line(int[][] ix) {
      for (int component = 0; component < rx.length; component++) {
        rx[component][0] = above[component][1];
        above[component][columns + 1] = above[component][columns];
      }
      if (interleave == 2) {
        lineBySamples(ix);
      } else {
        for (int component = 0; component < rx.length; component++) {
          lineOf(component, ix[component]);
        }
      }
      int[][] swap = above;
      above = rx;
      rx = swap;
    }

    private void lineOf(int component, int[] ix) {
      int x = 1;
      while (x <= columns) {
        int[] q = gradients(component, x);
        if (q[0] != 0 || q[1] != 0 || q[2] != 0) {
          regular(component, x, ix[x], q);
          x++;
          continue;
        }
        int start = x;
        while (x <= columns && Math.abs(ix[x] - rx[component][start - 1]) <= near) {
          rx[component][x++] = rx[component][start - 1];
        }
        run(component, x - start, x > columns);
        if (x <= columns) {
          boolean alike = Math.abs(rx[component][x - 1] - above[component][x]) <= near;
          endOfRun(component, x, ix[x], alike ? 1 : 0, component);
          runIndex[component] = Math.max(0, runIndex[component] - 1);
          x++;
        }
      }
    }

    // B.3
    private void lineBySamples(int[][] ix) {
      int x = 1;
      while (x <= columns) {
        boolean flat = true;
        for (int component = 0; component < rx.length; component++) {
          flat &= Arrays.equals(gradients(component, x), new int[3]);
        }
        if (!flat) {
          for (int component = 0; component < rx.length; component++) {
            regular(component, x, ix[component][x], gradients(component, x));
          }
          x++;
          continue;
        }
        int start = x;
        while (x <= columns && isNear(ix, x)) {
          for (int[] of : rx) {
            of[x] = of[x - 1];
          }
          x++;
        }
        run(0, x - start, x > columns);
        if (x <= columns) {
          for (int component = 0; component < rx.length; component++) {
            endOfRun(component, x, ix[component][x], 0, 0);
          }
          runIndex[0] = Math.max(0, runIndex[0] - 1);
          x++;
        }
      }
    }

    private boolean isNear(int[][] ix, int x) {
      boolean all = true;
      for (int component = 0; component < rx.length; component++) {
        all &= Math.abs(ix[component][x] - rx[component][x - 1]) <= near;
      }
      return all;
    }

    private int[] gradients(int component, int x) {
      int[] up = above[component];
      return new int[] {
        quantise(up[x + 1] - up[x]),
        quantise(up[x] - up[x - 1]),
        quantise(up[x - 1] - rx[component][x - 1])
      };
    }

    // A.3.3
    private int quantise(int difference) {
      int size = Math.abs(difference);
      int level = 0;
      if (size > near) {
        level = 1;
        for (int threshold : thresholds) {
          level += size >= threshold ? 1 : 0;
        }
      }
      return difference < 0 ? -level : level;
    }

    private void regular(int component, int x, int ix, int[] gradients) {
      int q = 81 * gradients[0] + 9 * gradients[1] + gradients[2];
      int sign = q < 0 ? -1 : 1;
      q = Math.abs(q);
      int ra = rx[component][x - 1];
      int rb = above[component][x];
      int rc = above[component][x - 1];
      int px = ra + rb - rc;
      if (rc >= Math.max(ra, rb)) {
        px = Math.min(ra, rb);
      } else if (rc <= Math.min(ra, rb)) {
        px = Math.max(ra, rb);
      }
      px = clamp(px + sign * c[q]);
      int error = quantiseError(sign * (ix - px));
      rx[component][x] = clamp(px + sign * error * step);
      error = modulo(error);
      int k = 0;
      while (n[q] << k < a[q]) {
        k++;
      }
      boolean inverted = near == 0 && k == 0 && 2 * b[q] <= -n[q];
      int mapped = error >= 0 ? 2 * error : -2 * error - 1;
      if (inverted) {
        mapped = error >= 0 ? 2 * error + 1 : -2 * (error + 1);
      }
      golomb(k, limit, mapped);
      b[q] += error * step;
      a[q] += Math.abs(error);
      if (n[q] == reset) {
        a[q] >>= 1;
        b[q] >>= 1;
        n[q] >>= 1;
      }
      n[q]++;
      if (b[q] <= -n[q]) {
        b[q] = Math.max(b[q] + n[q], 1 - n[q]);
        c[q] = Math.max(c[q] - 1, -128);
      } else if (b[q] > 0) {
        b[q] = Math.min(b[q] - n[q], 0);
        c[q] = Math.min(c[q] + 1, 127);
      }
    }

    // A.7.1.2
    private void run(int component, int length, boolean endOfLine) {
      int left = length;
      while (left >= 1 << J[runIndex[component]]) {
        bits.put(1, 1);
        left -= 1 << J[runIndex[component]];
        runIndex[component] = Math.min(31, runIndex[component] + 1);
      }
      if (!endOfLine) {
        bits.put(left, 1 + J[runIndex[component]]);
      } else if (left > 0) {
        bits.put(1, 1);
      }
    }

    // A.7.2
    private void endOfRun(int component, int x, int ix, int type, int runComponent) {
      int ra = rx[component][x - 1];
      int rb = above[component][x];
      int px = type == 1 ? ra : rb;
      int sign = type == 0 && ra > rb ? -1 : 1;
      int error = quantiseError(sign * (ix - px));
      rx[component][x] = clamp(px + sign * error * step);
      error = modulo(error);
      int q = 365 + type;
      int size = type == 1 ? a[q] + (n[q] >> 1) : a[q];
      int k = 0;
      while (n[q] << k < size) {
        k++;
      }
      boolean map =
          k == 0 && error > 0 && 2 * nn[q] < n[q]
              || error < 0 && 2 * nn[q] >= n[q]
              || error < 0 && k != 0;
      int mapped = 2 * Math.abs(error) - type - (map ? 1 : 0);
      golomb(k, limit - J[runIndex[runComponent]] - 1, mapped);
      nn[q] += error < 0 ? 1 : 0;
      a[q] += mapped + 1 - type >> 1;
      if (n[q] == reset) {
        a[q] >>= 1;
        n[q] >>= 1;
        nn[q] >>= 1;
      }
      n[q]++;
    }

    private int quantiseError(int error) {
      return error > 0 ? (error + near) / step : -(near - error) / step;
    }

    private int modulo(int error) {
      int positive = error < 0 ? error + range : error;
      return positive >= (range + 1) / 2 ? positive - range : positive;
    }

    private int clamp(int value) {
      return Math.max(0, Math.min(maxval, value));
    }

    // A.5.3
    private void golomb(int k, int most, int value) {
      int escape = most - qbpp - 1;
      boolean fits = value >> k < escape;
      bits.put(0, fits ? value >> k : escape);
      bits.put(1, 1);
      bits.put(fits ? value : value - 1, fits ? k : qbpp);
    }
  }

  /** Bits with a zero stuffed behind every byte FF. */
  private static final class BitWriter {
    private final ByteArrayOutputStream out;
    private int pending;
    private int count;
    private int room = 8;

    BitWriter(ByteArrayOutputStream out) {
      this.out = out;
    }

    void put(int value, int length) {
      for (int bit = length - 1; bit >= 0; bit--) {
        pending = pending << 1 | value >> bit & 1;
        if (++count == room) {
          out.write(pending);
          room = pending == 0xFF ? 7 : 8;
          pending = 0;
          count = 0;
        }
      }
    }

    void flush() {
      while (count != 0 || room == 7) {
        put(0, 1);
      }
    }
  }
}
