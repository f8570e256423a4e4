package org.tumorscan.image;

/**
 * Shape and layout of the stored samples of one frame.
 *
 * @param rows Rows (0028,0010), at least 1
 * @param columns Columns (0028,0011), at least 1
 * @param samplesPerPixel Samples per Pixel (0028,0002), 1 or 3
 * @param bits how a sample lies in its cell
 * @param photometricInterpretation Photometric Interpretation (0028,0004) of the samples as they
 *     are stored now, that is after decompression
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.3">PS3.3
 *     C.7.6.3</a>
 */
public record PixelFormat(
    int rows,
    int columns,
    int samplesPerPixel,
    SampleBits bits,
    PhotometricInterpretation photometricInterpretation) {

  /** Checks the ranges given above. */
  public PixelFormat {
    if (rows < 1 || columns < 1 || samplesPerPixel < 1) {
      throw new IllegalArgumentException(
          "not a shape: " + rows + " x " + columns + " x " + samplesPerPixel);
    }
    Math.multiplyExact(Math.multiplyExact(rows, columns), samplesPerPixel);
  }

  /** Samples in one frame: rows x columns x samples per pixel. */
  public int samplesPerFrame() {
    return rows * columns * samplesPerPixel;
  }

  /** The same format with another photometric interpretation, as decompression may leave it. */
  public PixelFormat withPhotometricInterpretation(PhotometricInterpretation value) {
    return new PixelFormat(rows, columns, samplesPerPixel, bits, value);
  }
}
