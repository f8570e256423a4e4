package org.tumorscan.dicom.codec;

import java.util.Arrays;

/** A code-block, and where the passes over it are that the packets brought so far. */
final class J2kBlock {
  private static final int CHUNK_INTS = 3;
  private static final int FIRST_LENGTH_BITS = 3;

  private final int zeroPlanes;
  private int lengthBits = FIRST_LENGTH_BITS;
  private int passes;
  private int placeholders;
  private int[] chunks = {};
  private int chunkCount;

  /**
   * A block that no pass has reached.
   *
   * @param zeroPlanes bit-planes, from the most significant one, without a 1
   */
  J2kBlock(int zeroPlanes) {
    this.zeroPlanes = zeroPlanes;
  }

  int zeroPlanes() {
    return zeroPlanes + placeholders;
  }

  int lengthBits() {
    return lengthBits;
  }

  void addLengthBits(int count) {
    lengthBits += count;
  }

  /** Passes so far. */
  int passes() {
    return passes;
  }

  /** Bit-planes that the high-throughput coder has left out, which take no passes. */
  void addPlaceholders(int planes) {
    placeholders += planes;
  }

  /** Adds passes that belong to one segment of the block's data; its bytes are not known yet. */
  void addChunk(int passCount, int length) {
    if ((chunkCount + 1) * CHUNK_INTS > chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(CHUNK_INTS, 2 * chunks.length));
    }
    int at = chunkCount * CHUNK_INTS;
    chunks[at] = passCount;
    chunks[at + 1] = length;
    chunkCount++;
    passes += passCount;
  }

  void setOffset(int chunk, int offset) {
    chunks[chunk * CHUNK_INTS + 2] = offset;
  }

  int chunkCount() {
    return chunkCount;
  }

  int passesOf(int chunk) {
    return chunks[chunk * CHUNK_INTS];
  }

  int lengthOf(int chunk) {
    return chunks[chunk * CHUNK_INTS + 1];
  }

  int offsetOf(int chunk) {
    return chunks[chunk * CHUNK_INTS + 2];
  }

  /**
   * How many passes may still go into the segment that pass {@code passIndex} belongs to.
   *
   * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 D.4, D.6; T.814 B</a>
   */
  static int passesLeftInSegment(J2kCoding coding, int passIndex) {
    if (coding.has(J2kCoding.HIGH_THROUGHPUT)) {
      return passIndex == 0 ? 1 : Math.max(1, 3 - passIndex);
    }
    if (coding.has(J2kCoding.TERMINATE_ALL)) {
      return 1;
    }
    if (coding.has(J2kCoding.BYPASS)) {
      int arithmetic = 10;
      if (passIndex < arithmetic) {
        return arithmetic - passIndex;
      }
      return (passIndex - arithmetic) % 3 == 0 ? 2 : 1;
    }
    return Integer.MAX_VALUE;
  }
}
