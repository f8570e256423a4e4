package org.tumorscan.image;

/**
 * How one sample lies in its cell.
 *
 * @param allocated Bits Allocated (0028,0100): 1, or a multiple of 8 up to 64
 * @param stored Bits Stored (0028,0101): 1 to {@code allocated}
 * @param high High Bit (0028,0102): {@code stored - 1} to {@code allocated - 1}
 * @param signed Pixel Representation (0028,0103) is 1: two's complement in the stored bits
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_8.1.1">PS3.5
 *     8.1.1</a>
 */
public record SampleBits(int allocated, int stored, int high, boolean signed) {

  /** Checks the ranges given above. */
  public SampleBits {
    if (allocated != 1 && (allocated % 8 != 0 || allocated < 8 || allocated > 64)) {
      throw new IllegalArgumentException("bits allocated " + allocated);
    }
    if (stored < 1 || stored > allocated) {
      throw new IllegalArgumentException("bits stored " + stored + " of " + allocated);
    }
    if (high < stored - 1 || high >= allocated) {
      throw new IllegalArgumentException("high bit " + high + " for " + stored + " stored bits");
    }
  }
}
