package org.tumorscan.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes lossy JPEG (ITU-T T.81 annexes F and G) for tests, and computes in floating point which
 * samples it stands for. The Huffman tables are arbitrary: most codes have 8 bits, the commonest
 * 12.
 *
 * @param precision bits of a sample, 8 or 12
 * @param script which scans make the image
 * @param horizontal sampling factor of the first component; the others have 1
 * @param vertical sampling factor of the first component
 * @param restartInterval units between restart markers; 0 for none
 */
record JpegDctEncoder(
    int precision, Script script, int horizontal, int vertical, int restartInterval) {
  private static final int QUANTISATION = 7;
  private static final int AC_LONG_CODES = 2;

  // Figure A.6.
  private static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
    12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
    35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
    58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  /** Orders of scans. */
  enum Script {
    INTERLEAVED,
    ONE_BY_ONE,
    SPECTRAL_SELECTION,
    SUCCESSIVE_APPROXIMATION;

    boolean progressive() {
      return this == SPECTRAL_SELECTION || this == SUCCESSIVE_APPROXIMATION;
    }
  }

  /**
   * A component.
   *
   * @param h horizontal sampling factor
   * @param v vertical sampling factor
   * @param wide blocks side by side that hold samples of the image
   * @param high rows of them
   * @param blocks quantised coefficients in zigzag order, whole units: [rows, columns, 64]
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Plane(int h, int v, int wide, int high, int[][][] blocks) {}

  /**
   * A coded image.
   *
   * @param jpeg the code stream
   * @param expected [rows, columns, components] the samples that it stands for
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Coded(byte[] jpeg, double[] expected) {}

  Coded encode(int rows, int columns, int components, int[] values) {
    List<Plane> planes = new ArrayList<>();
    double[] expected = new double[values.length];
    for (int component = 0; component < components; component++) {
      int h = component == 0 ? horizontal : 1;
      int v = component == 0 ? vertical : 1;
      double[][] samples =
          new double[8 * v * ceil(rows, 8 * vertical)][8 * h * ceil(columns, 8 * horizontal)];
      for (int y = 0; y < samples.length; y++) {
        for (int x = 0; x < samples[y].length; x++) {
          int row = Math.min(rows - 1, y * vertical / v);
          int column = Math.min(columns - 1, x * horizontal / h);
          samples[y][x] = values[(row * columns + column) * components + component];
        }
      }
      int wide = ceil(ceil(columns * h, horizontal), 8);
      int high = ceil(ceil(rows * v, vertical), 8);
      Plane plane = new Plane(h, v, wide, high, transform(samples));
      planes.add(plane);
      double[][] back = invert(plane.blocks());
      for (int i = 0; i < rows * columns; i++) {
        expected[i * components + component] =
            back[i / columns * v / vertical][i % columns * h / horizontal];
      }
    }
    return new Coded(new Writer(rows, columns, planes).write(), expected);
  }

  private static int ceil(int value, int by) {
    return (value + by - 1) / by;
  }

  // A.3.3, to the letter.
  private static double basis(int u, int x) {
    return (u == 0 ? Math.sqrt(0.125) : 0.5) * Math.cos((2 * x + 1) * u * Math.PI / 16);
  }

  private int[][][] transform(double[][] samples) {
    int[][][] blocks = new int[samples.length / 8][samples[0].length / 8][64];
    for (int row = 0; row < blocks.length; row++) {
      for (int column = 0; column < blocks[row].length; column++) {
        for (int k = 0; k < 64; k++) {
          double sum = 0;
          for (int i = 0; i < 64; i++) {
            double level = samples[8 * row + i / 8][8 * column + i % 8] - (1 << precision - 1);
            sum += level * basis(ZIGZAG[k] / 8, i / 8) * basis(ZIGZAG[k] % 8, i % 8);
          }
          blocks[row][column][k] = (int) Math.round(sum / QUANTISATION);
        }
      }
    }
    return blocks;
  }

  private double[][] invert(int[][][] blocks) {
    double[][] samples = new double[8 * blocks.length][8 * blocks[0].length];
    for (int y = 0; y < samples.length; y++) {
      for (int x = 0; x < samples[y].length; x++) {
        double sum = 1 << precision - 1;
        for (int k = 0; k < 64; k++) {
          int coefficient = blocks[y / 8][x / 8][k] * QUANTISATION;
          sum += coefficient * basis(ZIGZAG[k] / 8, y % 8) * basis(ZIGZAG[k] % 8, x % 8);
        }
        samples[y][x] = Math.max(0, Math.min((1 << precision) - 1, sum));
      }
    }
    return samples;
  }

  /** Puts down one image. */
  private final class Writer {
    private final int rows;
    private final int columns;
    private final List<Plane> planes;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int pending;
    private int pendingCount;
    private int[] predictions = {};
    private int endOfBandRun;
    private final List<Integer> corrections = new ArrayList<>();

    Writer(int rows, int columns, List<Plane> planes) {
      this.rows = rows;
      this.columns = columns;
      this.planes = planes;
    }

    byte[] write() {
      words(0xFFD8, 0xFFDB, 67);
      bytes(0);
      for (int k = 0; k < 64; k++) {
        bytes(QUANTISATION);
      }
      words(script.progressive() ? 0xFFC2 : 0xFFC1, 8 + 3 * planes.size());
      bytes(precision);
      words(rows, columns);
      bytes(planes.size());
      for (int i = 0; i < planes.size(); i++) {
        bytes(i + 1, planes.get(i).h() << 4 | planes.get(i).v(), 0);
      }
      // Class 0: 16 codes of 5 bits. Class 1: 254 of 8 bits and 2 of 12, for 0 and 1.
      words(0xFFC4, 2 + 17 + 16);
      bytes(0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      for (int category = 0; category < 16; category++) {
        bytes(category);
      }
      words(0xFFC4, 2 + 17 + 256);
      bytes(0x10, 0, 0, 0, 0, 0, 0, 0, 256 - AC_LONG_CODES, 0, 0, 0, AC_LONG_CODES, 0, 0, 0, 0);
      for (int i = 0; i < 256; i++) {
        bytes(i + AC_LONG_CODES);
      }
      words(0xFFDD, 4, restartInterval);
      scans();
      words(0xFFD9);
      return out.toByteArray();
    }

    private void scans() {
      switch (script) {
        case INTERLEAVED -> scan(0, planes.size(), 0, 63, 0, 0);
        case ONE_BY_ONE -> apart(0, 63, 0, 0);
        case SPECTRAL_SELECTION -> {
          scan(0, planes.size(), 0, 0, 0, 0);
          apart(1, 5, 0, 0);
          apart(6, 63, 0, 0);
        }
        case SUCCESSIVE_APPROXIMATION -> {
          scan(0, planes.size(), 0, 0, 0, 1);
          apart(1, 63, 0, 2);
          apart(1, 63, 2, 1);
          scan(0, planes.size(), 0, 0, 1, 0);
          apart(1, 63, 1, 0);
        }
      }
    }

    private void apart(int first, int last, int high, int low) {
      for (int i = 0; i < planes.size(); i++) {
        scan(i, i + 1, first, last, high, low);
      }
    }

    private void scan(int from, int to, int first, int last, int high, int low) {
      words(0xFFDA, 6 + 2 * (to - from));
      bytes(to - from);
      for (int i = from; i < to; i++) {
        bytes(i + 1, 0);
      }
      bytes(first, last, high << 4 | low);
      predictions = new int[planes.size()];
      boolean alone = to - from == 1;
      Plane leading = planes.get(from);
      int wide = alone ? leading.wide() : leading.blocks()[0].length / leading.h();
      int rowCount = alone ? leading.high() : leading.blocks().length / leading.v();
      int units = 0;
      int restarts = 0;
      for (int row = 0; row < rowCount; row++) {
        for (int column = 0; column < wide; column++) {
          if (restartInterval > 0 && units > 0 && units % restartInterval == 0) {
            flush();
            words(0xFFD0 + restarts++ % 8);
            predictions = new int[planes.size()];
          }
          units++;
          for (int i = from; i < to; i++) {
            Plane plane = planes.get(i);
            int h = alone ? 1 : plane.h();
            int v = alone ? 1 : plane.v();
            for (int b = 0; b < h * v; b++) {
              int[] block = plane.blocks()[row * v + b / h][column * h + b % h];
              block(i, block, first, last, high, low);
            }
          }
        }
      }
      flush();
    }

    private void block(int plane, int[] block, int first, int last, int high, int low) {
      if (first == 0 && high == 0) {
        int value = block[0] >> low;
        int difference = value - predictions[plane];
        predictions[plane] = value;
        bits(category(difference), 5);
        magnitude(difference);
      } else if (first == 0) {
        bits(block[0] >> low & 1, 1);
      }
      if (last > 0 && high == 0) {
        firstAc(block, Math.max(1, first), last, low);
      } else if (last > 0) {
        refinedAc(block, first, last, low);
      }
    }

    // F.1.2.2, G.1.2.2: low bits are cut off towards zero.
    private void firstAc(int[] block, int first, int last, int low) {
      int zeros = 0;
      for (int k = first; k <= last; k++) {
        int value = block[k] / (1 << low);
        if (value == 0) {
          zeros++;
          continue;
        }
        endRun();
        for (; zeros > 15; zeros -= 16) {
          symbol(0xF0);
        }
        symbol(zeros << 4 | category(value));
        magnitude(value);
        zeros = 0;
      }
      endBlock(zeros > 0);
    }

    // G.1.2.3
    private void refinedAc(int[] block, int first, int last, int low) {
      int lastNew = 0;
      for (int k = first; k <= last; k++) {
        lastNew = Math.abs(block[k]) >> low == 1 ? k : lastNew;
      }
      List<Integer> own = new ArrayList<>();
      int zeros = 0;
      for (int k = first; k <= last; k++) {
        int size = Math.abs(block[k]) >> low;
        if (size == 0) {
          zeros++;
          continue;
        }
        for (; zeros > 15 && k <= lastNew; zeros -= 16) {
          endRun();
          symbol(0xF0);
          correct(own);
        }
        if (size > 1) {
          own.add(size & 1);
        } else {
          endRun();
          symbol(zeros << 4 | 1);
          bits(block[k] > 0 ? 1 : 0, 1);
          correct(own);
          zeros = 0;
        }
      }
      corrections.addAll(own);
      endBlock(zeros > 0 || !own.isEmpty());
    }

    private void correct(List<Integer> own) {
      own.forEach(bit -> bits(bit, 1));
      own.clear();
    }

    private void endBlock(boolean early) {
      if (early && script.progressive()) {
        endOfBandRun++;
      } else if (early) {
        symbol(0);
      }
    }

    private void endRun() {
      if (endOfBandRun > 0) {
        int category = category(endOfBandRun) - 1;
        symbol(category << 4);
        bits(endOfBandRun - (1 << category), category);
        endOfBandRun = 0;
        correct(corrections);
      }
    }

    private static int category(int value) {
      return Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    private void magnitude(int value) {
      int category = category(value);
      bits(value > 0 ? value : value + (1 << category) - 1, category);
    }

    private void symbol(int value) {
      int place = value - AC_LONG_CODES;
      if (place >= 0) {
        bits(place, 8);
      } else {
        bits((256 - AC_LONG_CODES << 4) + value, 12);
      }
    }

    private void bits(int value, int length) {
      for (int bit = length - 1; bit >= 0; bit--) {
        pending = pending << 1 | value >> bit & 1;
        if (++pendingCount == 8) {
          bytes(pending);
          if ((pending & 0xFF) == 0xFF) {
            bytes(0);
          }
          pendingCount = 0;
        }
      }
    }

    private void flush() {
      endRun();
      while (pendingCount != 0) {
        bits(1, 1);
      }
    }

    private void words(int... values) {
      for (int value : values) {
        bytes(value >> 8, value);
      }
    }

    private void bytes(int... values) {
      for (int value : values) {
        out.write(value);
      }
    }
  }
}
