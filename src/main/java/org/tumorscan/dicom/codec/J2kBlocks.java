package org.tumorscan.dicom.codec;

import org.tumorscan.dicom.DicomException;

/** Decodes the code-blocks of a tile-component into the rows of its coefficients. */
final class J2kBlocks {
  private static final int MAX_BLOCK = 1 << 12;

  private final J2kBlockDecoder arithmetic = new J2kBlockDecoder();
  private final HtBlockDecoder highThroughput = new HtBlockDecoder();
  private final int[] magnitudes = new int[MAX_BLOCK];
  private final boolean[] negative = new boolean[MAX_BLOCK];
  private byte[] data = new byte[MAX_BLOCK];

  /** Where a decoded block goes. */
  private interface Sink {
    void put(J2kBand band, int row, int column, int width, int height);
  }

  /** Decodes a resolution's integer coefficients of a reversible transform. */
  void decode(J2kTileComponent component, int resolution, J2kBytes packets, int[][] rows)
      throws DicomException {
    decode(
        component,
        resolution,
        packets,
        (band, top, left, width, height) -> {
          for (int y = 0; y < height; y++) {
            int[] row = rows[top + y];
            for (int x = 0; x < width; x++) {
              int value = magnitudes[y * width + x] >> 1;
              row[left + x] = negative[y * width + x] ? -value : value;
            }
          }
        });
  }

  /**
   * Decodes a resolution's coefficients of an irreversible transform, and undoes the quantization.
   */
  void decode(J2kTileComponent component, int resolution, J2kBytes packets, float[][] rows)
      throws DicomException {
    decode(
        component,
        resolution,
        packets,
        (band, top, left, width, height) -> {
          float half = band.step() / 2;
          for (int y = 0; y < height; y++) {
            float[] row = rows[top + y];
            for (int x = 0; x < width; x++) {
              float value = magnitudes[y * width + x] * half;
              row[left + x] = negative[y * width + x] ? -value : value;
            }
          }
        });
  }

  private void decode(J2kTileComponent component, int resolution, J2kBytes packets, Sink sink)
      throws DicomException {
    for (J2kPrecinct precinct : component.precincts(resolution)) {
      for (J2kPrecinct.Part part : precinct.parts()) {
        if (!part.isEmpty()) {
          decodePart(component, packets, part, sink);
        }
      }
    }
  }

  private void decodePart(
      J2kTileComponent component, J2kBytes packets, J2kPrecinct.Part part, Sink sink)
      throws DicomException {
    J2kBand band = part.band();
    int across = part.blocksAcross();
    for (int y = 0; y < part.blocksDown(); y++) {
      for (int x = 0; x < across; x++) {
        J2kBlock block = part.blocks().get(y * across + x);
        if (block != null) {
          int width = part.blockEndX(x) - part.blockX(x);
          int height = part.blockEndY(y) - part.blockY(y);
          decodeBlock(component, packets, band, block, width, height);
          sink.put(
              band,
              band.row() + part.blockY(y) - band.y0(),
              band.column() + part.blockX(x) - band.x0(),
              width,
              height);
        }
      }
    }
  }

  private void decodeBlock(
      J2kTileComponent component,
      J2kBytes packets,
      J2kBand band,
      J2kBlock block,
      int width,
      int height)
      throws DicomException {
    J2kCoding coding = component.coding();
    int all = band.planes() + component.regionShift();
    int planes = all - block.zeroPlanes();
    if (planes < 1) {
      throw packets.corrupt(
          "a JPEG 2000 code-block with %d of %d bit-planes".formatted(planes, all));
    }
    collect(block, packets.array());
    boolean right;
    if (coding.has(J2kCoding.HIGH_THROUGHPUT)) {
      right =
          highThroughput.decode(
              block, coding, planes, block.zeroPlanes(), width, height, data, magnitudes, negative);
    } else {
      // Three passes for each bit-plane, but one for the first.
      right =
          block.passes() <= 3 * planes - 2
              && arithmetic.decode(
                  block,
                  coding,
                  band.orientation(),
                  planes,
                  width,
                  height,
                  data,
                  magnitudes,
                  negative);
    }
    if (!right) {
      throw packets.corrupt("a JPEG 2000 code-block that breaks the rules of its coder");
    }
    if (component.regionShift() > 0) {
      shiftRegion(component.regionShift(), width * height);
    }
  }

  /** Puts the bytes of a block, which lie in several packets, one behind the other. */
  private void collect(J2kBlock block, byte[] packets) {
    int length = 0;
    for (int i = 0; i < block.chunkCount(); i++) {
      length += block.lengthOf(i);
    }
    if (data.length < length) {
      data = new byte[Math.max(length, 2 * data.length)];
    }
    int end = 0;
    for (int i = 0; i < block.chunkCount(); i++) {
      System.arraycopy(packets, block.offsetOf(i), data, end, block.lengthOf(i));
      end += block.lengthOf(i);
    }
  }

  /** Brings the region of interest, whose magnitudes are above all others, down: T.800 H.1. */
  private void shiftRegion(int shift, int count) {
    for (int i = 0; i < count; i++) {
      if (magnitudes[i] >> 1 >> shift != 0) {
        magnitudes[i] >>= shift;
      }
    }
  }
}
