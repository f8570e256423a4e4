package org.tumorscan.dicom.codec;

import java.util.Arrays;
import org.tumorscan.dicom.DicomException;

/**
 * Decodes one scan of a JPEG-LS image: errors of a prediction by the samples around, coded by
 * statistics of like surroundings, and runs where the surroundings are flat.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.87">ITU-T T.87 annexes A and B</a>
 */
final class JpegLsScan {
  /** How the components of a scan follow each other (ILV). */
  enum Interleave {
    NONE,
    LINE,
    SAMPLE
  }

  /**
   * Where the scan's components lie.
   *
   * @param samplesPerPixel of the image
   * @param samples index within a pixel of each component of the scan
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Layout(int rows, int columns, int samplesPerPixel, int[] samples, Interleave interleave) {}

  // A.2.1: a run goes by 2^J samples.
  private static final int[] RUN_BITS = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final EncodedFrame frame;
  private final JpegLsBitReader bits;
  private final int[] values;
  private final Layout layout;
  private final JpegLsParameters parameters;
  private final int maxval;
  private final int near;
  private final int step;
  private final int range;
  private final int errorBits;
  private final int limit;
  private final int linesBetweenRestarts;
  // For each difference of neighbours, -4 to 4; place 0 is the difference -maxval.
  private final byte[] quantised;
  private final int[] runIndexes;
  // Samples with one before the first and one behind the last, for each component.
  private final int[][] above;
  private final int[][] current;
  private JpegLsContexts contexts;

  /**
   * A scan to decode.
   *
   * @param values [rows, columns, samples] of the image, to be filled in for the scan's components
   * @param linesBetweenRestarts 0 for none
   */
  JpegLsScan(
      EncodedFrame frame,
      JpegLsBitReader bits,
      int[] values,
      Layout layout,
      JpegLsParameters parameters,
      int linesBetweenRestarts) {
    this.frame = frame;
    this.bits = bits;
    this.values = values;
    this.layout = layout;
    this.parameters = parameters;
    this.maxval = parameters.maxval();
    this.near = parameters.near();
    this.step = parameters.step();
    this.range = parameters.range();
    this.errorBits = parameters.errorBits();
    this.limit = parameters.limit();
    this.linesBetweenRestarts = linesBetweenRestarts;
    this.quantised = quantise(parameters);
    int components = layout.samples().length;
    this.runIndexes = new int[components];
    this.above = new int[components][layout.columns() + 2];
    this.current = new int[components][layout.columns() + 2];
    this.contexts = new JpegLsContexts(parameters);
  }

  // A.3.3
  private static byte[] quantise(JpegLsParameters parameters) {
    byte[] levels = new byte[2 * parameters.maxval() + 1];
    for (int difference = 0; difference <= parameters.maxval(); difference++) {
      int level = 4;
      if (difference <= parameters.near()) {
        level = 0;
      } else if (difference < parameters.threshold1()) {
        level = 1;
      } else if (difference < parameters.threshold2()) {
        level = 2;
      } else if (difference < parameters.threshold3()) {
        level = 3;
      }
      levels[parameters.maxval() + difference] = (byte) level;
      levels[parameters.maxval() - difference] = (byte) -level;
    }
    return levels;
  }

  /** Decodes all lines. */
  void decode() throws DicomException {
    int restarts = 0;
    for (int row = 0; row < layout.rows(); row++) {
      if (row > 0 && linesBetweenRestarts > 0 && row % linesBetweenRestarts == 0) {
        bits.restart(restarts++ % 8);
        beginAnew();
      }
      for (int component = 0; component < current.length; component++) {
        openLine(component);
      }
      if (layout.interleave() == Interleave.SAMPLE) {
        decodePixels();
      } else {
        for (int component = 0; component < current.length; component++) {
          decodeLine(component);
        }
      }
      bits.check();
      for (int component = 0; component < current.length; component++) {
        closeLine(component, row);
      }
    }
  }

  private void beginAnew() {
    contexts = new JpegLsContexts(parameters);
    Arrays.fill(runIndexes, 0);
    for (int[] line : above) {
      Arrays.fill(line, 0);
    }
  }

  // A.2.1: to the left stands the sample above the first, to the right above the last itself.
  private void openLine(int component) {
    current[component][0] = above[component][1];
    above[component][layout.columns() + 1] = above[component][layout.columns()];
  }

  private void closeLine(int component, int row) {
    int[] line = current[component];
    int out = row * layout.columns() * layout.samplesPerPixel() + layout.samples()[component];
    for (int column = 1; column <= layout.columns(); column++) {
      values[out] = line[column];
      out += layout.samplesPerPixel();
    }
    current[component] = above[component];
    above[component] = line;
  }

  private void decodeLine(int component) throws DicomException {
    int[] line = current[component];
    int[] up = above[component];
    int column = 1;
    while (column <= layout.columns()) {
      int context = context(line, up, column);
      if (context == 0) {
        int end = column + runLength(component, layout.columns() + 1 - column);
        Arrays.fill(line, column, end, line[column - 1]);
        column = end;
        if (column <= layout.columns()) {
          boolean flat = Math.abs(line[column - 1] - up[column]) <= near;
          line[column] = endOfRun(line[column - 1], up[column], flat ? 1 : 0, component);
          runIndexes[component] = Math.max(0, runIndexes[component] - 1);
          column++;
        }
      } else {
        line[column] = regular(line[column - 1], up[column], up[column - 1], context);
        column++;
      }
    }
  }

  // B.3: a run is one of whole pixels, and its end is always of the first type.
  private void decodePixels() throws DicomException {
    int column = 1;
    int[] found = new int[current.length];
    while (column <= layout.columns()) {
      int any = 0;
      for (int component = 0; component < found.length; component++) {
        found[component] = context(current[component], above[component], column);
        any |= found[component];
      }
      if (any == 0) {
        int end = column + runLength(0, layout.columns() + 1 - column);
        for (int[] line : current) {
          Arrays.fill(line, column, end, line[column - 1]);
        }
        column = end;
        if (column <= layout.columns()) {
          for (int component = 0; component < found.length; component++) {
            int[] line = current[component];
            line[column] = endOfRun(line[column - 1], above[component][column], 0, 0);
          }
          runIndexes[0] = Math.max(0, runIndexes[0] - 1);
          column++;
        }
      } else {
        for (int component = 0; component < found.length; component++) {
          int[] line = current[component];
          int[] up = above[component];
          line[column] = regular(line[column - 1], up[column], up[column - 1], found[component]);
        }
        column++;
      }
    }
  }

  /** The context with its sign (A.3); 0 where all three gradients are flat. */
  private int context(int[] line, int[] up, int column) {
    int b = up[column];
    int c = up[column - 1];
    return 81 * quantised[maxval + up[column + 1] - b]
        + 9 * quantised[maxval + b - c]
        + quantised[maxval + c - line[column - 1]];
  }

  // A.4 to A.6
  private int regular(int left, int up, int upLeft, int signedContext) throws DicomException {
    int sign = signedContext < 0 ? -1 : 1;
    int context = Math.abs(signedContext);
    int predicted = clamp(predict(left, up, upLeft) + sign * contexts.correction(context));
    int k = contexts.golomb(context);
    int mapped = bits.golomb(k, limit - errorBits - 1, errorBits);
    int error = mapped >>> 1 ^ -(mapped & 1);
    if (k == 0 && near == 0 && contexts.isInverted(context)) {
      error = ~error;
    }
    checkError(error);
    contexts.update(context, error, step);
    return reconstruct(predicted, sign * error);
  }

  // A.4.1
  private static int predict(int left, int up, int upLeft) {
    int least = Math.min(left, up);
    int most = Math.max(left, up);
    if (upLeft >= most) {
      return least;
    }
    return upLeft <= least ? most : left + up - upLeft;
  }

  /**
   * Samples of a run (A.7.1); fewer than {@code left} where another sample ends it in this line.
   */
  private int runLength(int component, int left) throws DicomException {
    int length = 0;
    while (length < left) {
      int runBits = RUN_BITS[runIndexes[component]];
      if (bits.take(1) == 0) {
        length += bits.take(runBits);
        if (length >= left) {
          throw frame.corrupt(0, "a JPEG-LS run leaves its line");
        }
        return length;
      }
      length += 1 << runBits;
      if (length <= left) {
        runIndexes[component] = Math.min(runIndexes[component] + 1, RUN_BITS.length - 1);
      }
    }
    return left;
  }

  // A.7.2
  private int endOfRun(int left, int up, int type, int component) throws DicomException {
    int k = contexts.runGolomb(type);
    int codeLimit = limit - RUN_BITS[runIndexes[component]] - 1;
    int mapped = bits.golomb(k, codeLimit - errorBits - 1, errorBits);
    int odd = mapped + type & 1;
    int magnitude = mapped + type + 1 >> 1;
    boolean oddIsNegative = k != 0 || contexts.isMostlyNegative(type);
    int error = odd == 1 == oddIsNegative ? -magnitude : magnitude;
    checkError(error);
    contexts.updateRun(type, error, mapped);
    if (type == 1) {
      return reconstruct(left, error);
    }
    return reconstruct(up, left > up ? -error : error);
  }

  private void checkError(int error) throws DicomException {
    if (Math.abs(error) > range) {
      throw frame.corrupt(0, "a JPEG-LS error outside the range of its samples");
    }
  }

  // A.4.5: errors count modulo the range.
  private int reconstruct(int predicted, int error) {
    int value = predicted + error * step;
    if (value < -near) {
      value += range * step;
    } else if (value > maxval + near) {
      value -= range * step;
    }
    return clamp(value);
  }

  private int clamp(int value) {
    return Math.max(0, Math.min(maxval, value));
  }
}
