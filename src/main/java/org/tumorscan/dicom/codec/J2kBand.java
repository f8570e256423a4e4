package org.tumorscan.dicom.codec;

/**
 * A sub-band of a tile-component.
 *
 * @param orientation 0 LL, 1 HL (horizontally high-pass), 2 LH, 3 HH
 * @param x0 left edge in the sub-band's own coordinates, inclusive; {@code x1} is exclusive
 * @param column where its first column goes among those of the tile-component
 * @param planes magnitude bit-planes, guard bits included
 * @param step the quantization step, where the transform is irreversible
 */
record J2kBand(
    int orientation, int x0, int y0, int x1, int y1, int column, int row, int planes, float step) {
  static final int HORIZONTALLY_HIGH = 1;
  static final int BOTH_HIGH = 3;
}
