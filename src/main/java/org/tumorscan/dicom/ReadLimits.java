package org.tumorscan.dicom;

/**
 * What a file may ask for before it is rejected with {@code LIMIT_EXCEEDED}.
 *
 * @param fileBytes largest file
 * @param inflatedBytes largest data set after inflation, which is held in memory
 * @param elements most data elements in one file, nested ones included
 * @param nesting deepest sequence in a sequence
 * @param framePixels most samples in one frame: rows x columns x samples per pixel
 * @param frames most frames in one instance
 */
public record ReadLimits(
    long fileBytes, int inflatedBytes, int elements, int nesting, int framePixels, int frames) {

  /**
   * Generous for real files, small enough for a machine with 2 GB: 2 GiB, 256 MiB, 2^20, 32, 2^26,
   * 2^16.
   */
  public static final ReadLimits DEFAULT =
      new ReadLimits(Integer.MAX_VALUE, 1 << 28, 1 << 20, 32, 1 << 26, 1 << 16);
}
