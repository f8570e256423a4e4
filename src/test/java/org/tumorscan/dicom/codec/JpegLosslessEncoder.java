package org.tumorscan.dicom.codec;

import java.io.ByteArrayOutputStream;

/**
 * Writes lossless JPEG (ITU-T T.81 annex H) for tests, with one Huffman table in which every
 * category has a code of five bits.
 *
 * @param precision bits of a sample
 * @param predictor 1 to 7
 * @param pointTransform low bits to cut off
 * @param restartLines lines between restart markers; 0 for none
 * @param interleaved one scan for all components instead of one for each
 */
record JpegLosslessEncoder(
    int precision, int predictor, int pointTransform, int restartLines, boolean interleaved) {

  byte[] encode(int rows, int columns, int components, int[] values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    words(out, 0xFFD8, 0xFFC3, 8 + 3 * components);
    out.write(precision);
    words(out, rows, columns);
    out.write(components);
    for (int component = 0; component < components; component++) {
      write(out, component + 1, 0x11, 0);
    }
    words(out, 0xFFC4, 2 + 17 + 17);
    write(out, 0, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    for (int category = 0; category <= 16; category++) {
      out.write(category);
    }
    if (restartLines > 0) {
      words(out, 0xFFDD, 4, restartLines * columns);
    }
    if (interleaved) {
      scan(out, rows, columns, components, 0, components, values);
    } else {
      for (int component = 0; component < components; component++) {
        scan(out, rows, columns, components, component, component + 1, values);
      }
    }
    words(out, 0xFFD9);
    return out.toByteArray();
  }

  private void scan(
      ByteArrayOutputStream out,
      int rows,
      int columns,
      int components,
      int from,
      int to,
      int[] values) {
    words(out, 0xFFDA, 6 + 2 * (to - from));
    out.write(to - from);
    for (int component = from; component < to; component++) {
      write(out, component + 1, 0);
    }
    write(out, predictor, 0, pointTransform);
    BitWriter bits = new BitWriter(out);
    int restarts = 0;
    for (int row = 0; row < rows; row++) {
      boolean first = row == 0;
      if (!first && restartLines > 0 && row % restartLines == 0) {
        bits.flush();
        words(out, 0xFFD0 + restarts++ % 8);
        first = true;
      }
      for (int column = 0; column < columns; column++) {
        for (int component = from; component < to; component++) {
          int at = (row * columns + column) * components + component;
          int up = columns * components;
          int predicted = predict(values, at, components, up, column, first);
          bits.difference((short) ((values[at] >> pointTransform) - predicted));
        }
      }
    }
    bits.flush();
  }

  private int predict(int[] values, int at, int left, int up, int column, boolean first) {
    int pt = pointTransform;
    if (first && column == 0) {
      return 1 << precision - pt - 1;
    }
    if (first) {
      return values[at - left] >> pt;
    }
    if (column == 0) {
      return values[at - up] >> pt;
    }
    int a = values[at - left] >> pt;
    int b = values[at - up] >> pt;
    int c = values[at - up - left] >> pt;
    int[] byPredictor = {0, a, b, c, a + b - c, a + (b - c >> 1), b + (a - c >> 1), a + b >> 1};
    return byPredictor[predictor];
  }

  private static void words(ByteArrayOutputStream out, int... values) {
    for (int value : values) {
      write(out, value >> 8, value);
    }
  }

  private static void write(ByteArrayOutputStream out, int... values) {
    for (int value : values) {
      out.write(value);
    }
  }

  private static final class BitWriter {
    private final ByteArrayOutputStream out;
    private int pending;
    private int count;

    BitWriter(ByteArrayOutputStream out) {
      this.out = out;
    }

    void difference(short difference) {
      int magnitude = Math.abs((int) difference);
      int category = Integer.SIZE - Integer.numberOfLeadingZeros(magnitude);
      bits(category, 5);
      if (category > 0 && category < 16) {
        bits(difference > 0 ? difference : difference + (1 << category) - 1, category);
      }
    }

    private void bits(int value, int length) {
      for (int bit = length - 1; bit >= 0; bit--) {
        pending = pending << 1 | value >> bit & 1;
        if (++count == 8) {
          out.write(pending);
          if ((pending & 0xFF) == 0xFF) {
            out.write(0);
          }
          pending = 0;
          count = 0;
        }
      }
    }

    void flush() {
      while (count != 0) {
        bits(1, 1);
      }
    }
  }
}
