package org.tumorscan.dicom.codec;

import java.util.Arrays;
import org.tumorscan.dicom.DicomException;

/**
 * Decodes one scan of a lossless JPEG image: differences from a prediction by the samples to the
 * left and above.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 H.1.2, H.2</a>
 */
final class JpegLosslessScan {

  /**
   * Where the scan's components lie.
   *
   * @param samplesPerPixel of the image
   * @param samples index within a pixel of each component of the scan
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Layout(int rows, int columns, int samplesPerPixel, int[] samples) {}

  /**
   * How the samples are coded.
   *
   * @param tables for each component of the scan
   * @param predictor selection value, 1 to 7
   * @param pointTransform low bits that were cut off
   * @param precision bits of a sample
   * @param restartInterval pixels between restart markers; 0 for none
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Coding(
      HuffmanTable[] tables,
      int predictor,
      int pointTransform,
      int precision,
      int restartInterval) {}

  private final EncodedFrame frame;
  private final JpegBitReader bits;
  private final int[] values;
  private final Layout layout;
  private final Coding coding;
  private final JpegDifferences[] differences;
  // Samples of the line above and of this line, without point transform, for each component.
  private int[][] above;
  private int[][] current;

  /**
   * A scan to decode.
   *
   * @param values [rows, columns, samples] of the image, to be filled in for the scan's components
   */
  JpegLosslessScan(
      EncodedFrame frame, JpegBitReader bits, int[] values, Layout layout, Coding coding) {
    this.frame = frame;
    this.bits = bits;
    this.values = values;
    this.layout = layout;
    this.coding = coding;
    this.differences =
        Arrays.stream(coding.tables()).map(JpegDifferences::new).toArray(JpegDifferences[]::new);
    this.above = new int[layout.samples().length][layout.columns()];
    this.current = new int[layout.samples().length][layout.columns()];
  }

  /** Decodes all lines. */
  void decode() throws DicomException {
    int columns = layout.columns();
    // H.1.1: an interval is a whole number of lines, so that predictions need no other memory.
    if (coding.restartInterval() % columns != 0) {
      throw frame.corrupt(
          0,
          "a restart interval of %d for lines of %d".formatted(coding.restartInterval(), columns));
    }
    int linesBetween = coding.restartInterval() / columns;
    int restarts = 0;
    for (int row = 0; row < layout.rows(); row++) {
      boolean first = row == 0;
      if (!first && linesBetween > 0 && row % linesBetween == 0) {
        bits.restart(restarts++ % 8);
        first = true;
      }
      decodeLine(first);
      bits.check();
      store(row);
      int[][] swap = above;
      above = current;
      current = swap;
    }
  }

  private void decodeLine(boolean first) throws DicomException {
    int components = layout.samples().length;
    if (components == 1) {
      bits.differences(differences[0], current[0]);
    } else {
      takeInterleaved(components);
    }
    for (int component = 0; component < components; component++) {
      addPrediction(current[component], above[component], first);
    }
  }

  private void takeInterleaved(int components) throws DicomException {
    for (int column = 0; column < layout.columns(); column++) {
      for (int component = 0; component < components; component++) {
        current[component][column] = bits.difference(differences[component]);
      }
    }
  }

  /** Makes samples of a line's differences. */
  private void addPrediction(int[] line, int[] lineAbove, boolean first) {
    int start = first ? 1 << coding.precision() - coding.pointTransform() - 1 : lineAbove[0];
    line[0] = start + line[0] & 0xFFFF;
    if (first || coding.predictor() == 1) {
      for (int column = 1; column < line.length; column++) {
        line[column] = line[column - 1] + line[column] & 0xFFFF;
      }
    } else {
      for (int column = 1; column < line.length; column++) {
        int predicted = predict(line[column - 1], lineAbove[column], lineAbove[column - 1]);
        line[column] = predicted + line[column] & 0xFFFF;
      }
    }
  }

  private int predict(int left, int up, int upLeft) {
    return switch (coding.predictor()) {
      case 1 -> left;
      case 2 -> up;
      case 3 -> upLeft;
      case 4 -> left + up - upLeft;
      case 5 -> left + (up - upLeft >> 1);
      case 6 -> up + (left - upLeft >> 1);
      default -> left + up >> 1;
    };
  }

  private void store(int row) {
    int step = layout.samplesPerPixel();
    int mask = (1 << coding.precision()) - 1;
    for (int component = 0; component < layout.samples().length; component++) {
      int out = row * layout.columns() * step + layout.samples()[component];
      for (int sample : current[component]) {
        values[out] = sample << coding.pointTransform() & mask;
        out += step;
      }
    }
  }
}
