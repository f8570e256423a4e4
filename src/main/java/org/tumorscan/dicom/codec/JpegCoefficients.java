package org.tumorscan.dicom.codec;

import java.util.Arrays;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.codec.JpegFrameHeader.Component;

/**
 * The quantised DCT coefficients of one component, and how much of each is known.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 A.1.1, A.2, G.1.1</a>
 */
final class JpegCoefficients {
  static final int BLOCK_SIZE = 8;
  static final int BLOCK = BLOCK_SIZE * BLOCK_SIZE;

  private static final int UNKNOWN = -1;

  /** Blocks side by side that hold samples of the image. */
  final int blocksWide;

  /** Blocks one above the other that hold samples of the image. */
  final int blocksHigh;

  /** Blocks in a row with those that only fill the last interleaved unit. */
  final int stride;

  /** [block rows, {@link #stride}, 64], each block in row order. */
  final short[] values;

  // For each place of the zigzag order, the low bits that are still to come.
  private final int[] missingBits = new int[BLOCK];
  private int[] quantisation = {};

  JpegCoefficients(Component component, JpegFrameHeader header) {
    int width = ceilDiv(header.columns() * component.horizontal(), header.maxHorizontal());
    int height = ceilDiv(header.rows() * component.vertical(), header.maxVertical());
    blocksWide = ceilDiv(width, BLOCK_SIZE);
    blocksHigh = ceilDiv(height, BLOCK_SIZE);
    stride = header.unitsWide() * component.horizontal();
    values = new short[stride * header.unitsHigh() * component.vertical() * BLOCK];
    Arrays.fill(missingBits, UNKNOWN);
  }

  static int ceilDiv(int value, int by) {
    return (value + by - 1) / by;
  }

  /** The table in force at the component's first scan, in zigzag order. */
  int[] quantisation() {
    return quantisation;
  }

  void quantiseBy(int[] table) {
    if (quantisation.length == 0) {
      quantisation = table;
    }
  }

  /**
   * Takes a scan's promise to send coefficients. Nothing may come twice, so that the work is
   * bounded.
   *
   * @param first of the band in zigzag order
   * @param last of the band
   * @param high bits that were still to come before the scan; 0 for all
   * @param low bits that are still to come after it
   */
  void claim(EncodedFrame frame, int at, int first, int last, int high, int low)
      throws DicomException {
    for (int k = first; k <= last; k++) {
      boolean due = high == 0 ? missingBits[k] == UNKNOWN : missingBits[k] == high;
      if (!due || first > 0 && missingBits[0] == UNKNOWN) {
        throw frame.corrupt(at, "a JPEG scan of coefficients that are not due");
      }
      missingBits[k] = low;
    }
  }

  /** Whether every bit of every coefficient is known. */
  boolean isComplete() {
    return Arrays.stream(missingBits).allMatch(bits -> bits == 0);
  }
}
