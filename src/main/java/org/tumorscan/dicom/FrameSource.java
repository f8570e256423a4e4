package org.tumorscan.dicom;

import org.tumorscan.image.StoredPixels;

/**
 * The frames of an instance, decoded one at a time so that memory holds one frame, not all.
 *
 * <p>Confined to one thread. Holds the file's bytes, compressed where they are, and nothing else:
 * no need to close it.
 */
public interface FrameSource {

  /** How many frames there are, at least 1. */
  int count();

  /**
   * Decodes a frame.
   *
   * @param frameIndex from 0
   * @return the stored values before any rescale or window
   * @throws DicomException with {@code TOO_LITTLE_PIXEL_DATA}, {@code CORRUPT_FRAME}, {@code
   *     UNSUPPORTED_TRANSFER_SYNTAX} or {@code UNSUPPORTED_PIXEL_FORMAT}; the other frames may
   *     still be readable. {@code UNREADABLE} where the file is no longer what it was
   */
  StoredPixels frame(int frameIndex) throws DicomException;
}
