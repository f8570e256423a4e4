package org.tumorscan.dicom.codec;

import org.tumorscan.image.SampleBits;

/**
 * Takes the stored bits out of a sample's cell, leaving behind overlay bits and the like.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_8.1.1">PS3.5
 *     8.1.1</a>
 */
final class Samples {
  private Samples() {}

  /**
   * Replaces every cell by its stored value, extended to 32 bits by its sign or with zeros.
   *
   * @param cells cells of {@code bits.allocated()} bits, at most 32
   */
  static void extract(int[] cells, SampleBits bits) {
    int left = Integer.SIZE - 1 - bits.high();
    int right = Integer.SIZE - bits.stored();
    if (bits.signed()) {
      for (int i = 0; i < cells.length; i++) {
        cells[i] = cells[i] << left >> right;
      }
    } else if (right > 0) {
      for (int i = 0; i < cells.length; i++) {
        cells[i] = cells[i] << left >>> right;
      }
    }
  }
}
