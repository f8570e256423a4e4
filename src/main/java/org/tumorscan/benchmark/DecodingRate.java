package org.tumorscan.benchmark;

import org.tumorscan.dicom.TransferSyntax;

/**
 * How fast files of one transfer syntax are read and their frames decoded, on one thread.
 *
 * @param transferSyntax of all these files
 * @param made whether this program made the files
 * @param files how many were read again and again
 * @param frames how many of their frames were decoded
 * @param bytesPerFrame mean size of a frame once decoded, as Bits Allocated (0028,0100) says
 * @param millisPerFrame headers included
 */
public record DecodingRate(
    TransferSyntax transferSyntax,
    boolean made,
    int files,
    int frames,
    double bytesPerFrame,
    Spread millisPerFrame) {

  /** Decoded megabytes (10^6 bytes) a second, by the median. */
  public double megabytesPerSecond() {
    return bytesPerFrame / 1e3 / millisPerFrame.median();
  }
}
