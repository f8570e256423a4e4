package org.tumorscan.dicom.codec;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tumorscan.dicom.DicomException;

/**
 * Decodes one scan of DCT coefficients, sequential or progressive.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 F.2, G.1.2</a>
 */
final class JpegDctScan {
  /** For each place of the zigzag order, the place in row order: T.81 figure A.6. */
  static final int[] ZIGZAG = zigzag();

  /**
   * A component of a scan.
   *
   * @param coefficients to be filled in
   * @param horizontal blocks side by side in an interleaved unit
   * @param vertical blocks one above the other in it
   * @param dcTable null where the scan needs none
   * @param acTable null where the scan needs none
   */
  record Part(
      JpegCoefficients coefficients,
      int horizontal,
      int vertical,
      @Nullable HuffmanTable dcTable,
      @Nullable HuffmanTable acTable) {}

  /**
   * What the scan sends.
   *
   * @param progressive of a progressive process
   * @param first coefficient in zigzag order
   * @param last coefficient
   * @param refines adds one bit to coefficients that are known in part
   * @param low position of the lowest bit sent
   */
  record Band(boolean progressive, int first, int last, boolean refines, int low) {}

  private final EncodedFrame frame;
  private final JpegBitReader bits;
  private final List<Part> parts;
  private final Band band;
  private final int restartInterval;
  private final int[] predictions;
  private int endOfBandRun;
  private int units;
  private int restarts;

  JpegDctScan(
      EncodedFrame frame, JpegBitReader bits, List<Part> parts, Band band, int restartInterval) {
    this.frame = frame;
    this.bits = bits;
    this.parts = parts;
    this.band = band;
    this.restartInterval = restartInterval;
    this.predictions = new int[parts.size()];
  }

  private static int[] zigzag() {
    int[] places = new int[JpegCoefficients.BLOCK];
    int at = 0;
    for (int diagonal = 0; diagonal < 2 * JpegCoefficients.BLOCK_SIZE - 1; diagonal++) {
      int least = Math.max(0, diagonal - JpegCoefficients.BLOCK_SIZE + 1);
      int most = Math.min(diagonal, JpegCoefficients.BLOCK_SIZE - 1);
      for (int i = least; i <= most; i++) {
        int row = diagonal % 2 == 0 ? diagonal - i : i;
        places[at++] = JpegCoefficients.BLOCK_SIZE * row + diagonal - row;
      }
    }
    return places;
  }

  /**
   * Decodes all units: blocks of a single component, or the blocks of all components together.
   *
   * @param unitsWide interleaved units in a row of the image
   * @param unitsHigh rows of them
   */
  void decode(int unitsWide, int unitsHigh) throws DicomException {
    if (parts.size() == 1) {
      JpegCoefficients only = parts.get(0).coefficients();
      for (int row = 0; row < only.blocksHigh; row++) {
        for (int column = 0; column < only.blocksWide; column++) {
          beginUnit();
          decodeBlock(0, row, column);
        }
        bits.check();
      }
      return;
    }
    for (int row = 0; row < unitsHigh; row++) {
      for (int column = 0; column < unitsWide; column++) {
        beginUnit();
        decodeUnit(row, column);
      }
      bits.check();
    }
  }

  private void decodeUnit(int row, int column) throws DicomException {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      for (int y = 0; y < part.vertical(); y++) {
        for (int x = 0; x < part.horizontal(); x++) {
          decodeBlock(i, row * part.vertical() + y, column * part.horizontal() + x);
        }
      }
    }
  }

  private void beginUnit() throws DicomException {
    if (restartInterval > 0 && units > 0 && units % restartInterval == 0) {
      bits.restart(restarts++ % 8);
      Arrays.fill(predictions, 0);
      endOfBandRun = 0;
    }
    units++;
  }

  private void decodeBlock(int index, int row, int column) throws DicomException {
    Part part = parts.get(index);
    short[] values = part.coefficients().values;
    int block = (row * part.coefficients().stride + column) * JpegCoefficients.BLOCK;
    if (band.first() == 0) {
      decodeDc(index, part.dcTable(), values, block);
    }
    HuffmanTable table = part.acTable();
    if (table != null) {
      int from = Math.max(1, band.first());
      if (band.refines()) {
        refineAc(table, values, block, from);
      } else {
        decodeAc(table, values, block, from);
      }
    }
  }

  private void decodeDc(int index, @Nullable HuffmanTable table, short[] values, int block)
      throws DicomException {
    if (table != null) {
      predictions[index] += bits.signed(bits.symbol(table));
      values[block] = (short) (predictions[index] << band.low());
    } else if (bits.take(1) == 1) {
      values[block] |= (short) (1 << band.low());
    }
  }

  // F.2.2.2 and G.1.2.2, which differ in runs of blocks alone.
  private void decodeAc(HuffmanTable table, short[] values, int block, int from)
      throws DicomException {
    if (endOfBandRun > 0) {
      endOfBandRun--;
      return;
    }
    int k = from;
    while (k <= band.last()) {
      int coded = bits.symbol(table);
      int run = coded >> 4;
      int category = coded & 15;
      if (category == 0 && run < 15) {
        endOfBandRun = endOfBandRun(run) - 1;
        return;
      }
      k += run;
      if (k > band.last()) {
        throw frame.corrupt(0, "a JPEG coefficient outside its block");
      }
      if (category > 0) {
        values[block + ZIGZAG[k]] = (short) (bits.signed(category) << band.low());
      }
      k++;
    }
  }

  /** Blocks from this one on without further coefficients. */
  private int endOfBandRun(int category) throws DicomException {
    if (category > 0 && !band.progressive()) {
      throw frame.corrupt(0, "a run of JPEG blocks in a sequential scan");
    }
    return (1 << category) + bits.take(category);
  }

  // G.1.2.3: zeros are counted, and every coefficient passed that is not zero takes a bit.
  private void refineAc(HuffmanTable table, short[] values, int block, int from)
      throws DicomException {
    int k = from;
    while (endOfBandRun == 0 && k <= band.last()) {
      int coded = bits.symbol(table);
      int run = coded >> 4;
      int category = coded & 15;
      if (category > 1) {
        throw frame.corrupt(0, "a JPEG refinement by more than one bit");
      }
      if (category == 0 && run < 15) {
        endOfBandRun = endOfBandRun(run);
      } else {
        int found = category == 0 ? 0 : bits.take(1) == 1 ? 1 << band.low() : -1 << band.low();
        k = refineUpTo(values, block, k, run);
        if (k > band.last()) {
          throw frame.corrupt(0, "a JPEG coefficient outside its block");
        }
        values[block + ZIGZAG[k]] = (short) found;
        k++;
      }
    }
    if (endOfBandRun > 0) {
      refineUpTo(values, block, k, JpegCoefficients.BLOCK);
      endOfBandRun--;
    }
  }

  /** Refines up to the zero behind as many zeros as said, and returns its place. */
  private int refineUpTo(short[] values, int block, int from, int zeros) {
    int bit = 1 << band.low();
    int left = zeros;
    int k = from;
    while (k <= band.last()) {
      int at = block + ZIGZAG[k];
      int value = values[at];
      if (value == 0) {
        if (left-- == 0) {
          return k;
        }
      } else if (bits.take(1) == 1) {
        values[at] = (short) (value + (value > 0 ? bit : -bit));
      }
      k++;
    }
    return k;
  }
}
