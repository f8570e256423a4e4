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
   * Brings unsigned samples of a lossy code stream down to the largest that the header allows:
   * where it has fewer bits than the code stream, the loss may carry a sample over its edge, and
   * what is left of the bits would be dark instead of bright.
   *
   * @param cells unsigned numbers
   */
  static void saturate(int[] cells, SampleBits bits) {
    if (bits.signed()) {
      return;
    }
    int most = (int) Math.min(Integer.MAX_VALUE, (1L << bits.high() + 1) - 1);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = Math.min(cells[i], most);
    }
  }

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
