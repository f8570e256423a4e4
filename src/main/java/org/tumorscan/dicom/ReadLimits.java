package org.tumorscan.dicom;

/**
 * What a file may ask for before it is rejected with {@code LIMIT_EXCEEDED}.
 *
 * @param fileBytes largest file
 * @param heldBytes largest file that is held in memory as a whole; of larger ones one frame is
 * @param inflatedBytes largest data set after inflation, which is held in memory
 * @param elements most data elements in one file, nested ones included
 * @param nesting deepest sequence in a sequence
 * @param framePixels most samples in one frame: rows x columns x samples per pixel
 * @param frames most frames in one instance
 */
public record ReadLimits(
    long fileBytes,
    int heldBytes,
    int inflatedBytes,
    int elements,
    int nesting,
    int framePixels,
    int frames) {

  /**
   * Generous for real files, small enough for a machine with 2 GB: 2 GiB, 64 MiB, 256 MiB, 2^20,
   * 32, 2^26, 2^16.
   */
  public static final ReadLimits DEFAULT =
      new ReadLimits(Integer.MAX_VALUE, 1 << 26, 1 << 28, 1 << 20, 32, 1 << 26, 1 << 16);

  // Measured on frames of 4096 x 4096 with 16 bits: 12 to 14 bytes of heap a sample from any codec
  // to the network's input, the encoded frame included.
  private static final int BYTES_A_SAMPLE = 16;
  private static final int BYTES_AN_ELEMENT = 256;

  /**
   * These limits, lowered so that reading and preparing one file takes no more heap than that.
   *
   * @param heapBytes at least 0
   */
  public ReadLimits within(long heapBytes) {
    int quarter = (int) Math.min(Integer.MAX_VALUE, heapBytes / 4);
    return new ReadLimits(
        fileBytes,
        Math.min(heldBytes, quarter),
        Math.min(inflatedBytes, quarter),
        Math.min(elements, quarter / BYTES_AN_ELEMENT),
        nesting,
        (int) Math.min(framePixels, (heapBytes - quarter) / BYTES_A_SAMPLE),
        frames);
  }

  /** Most bytes that a frame may take in a file: as many as its samples would as doubles. */
  public int frameBytes() {
    return (int) Math.min(Integer.MAX_VALUE, (long) Double.BYTES * framePixels);
  }
}
