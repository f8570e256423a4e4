package org.tumorscan.image;

/**
 * The palette of a PALETTE COLOR image: a colour for every stored value.
 *
 * @param red red by stored value
 * @param green green by stored value
 * @param blue blue by stored value; all three have the same bits per entry
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.9">PS3.3
 *     C.7.9</a>
 */
public record PaletteColor(LookupTable red, LookupTable green, LookupTable blue) {

  /** Checks that the bits agree. */
  public PaletteColor {
    if (red.bitsPerEntry() != green.bitsPerEntry() || red.bitsPerEntry() != blue.bitsPerEntry()) {
      throw new IllegalArgumentException(
          "a palette of %d, %d and %d bits"
              .formatted(red.bitsPerEntry(), green.bitsPerEntry(), blue.bitsPerEntry()));
    }
  }
}
