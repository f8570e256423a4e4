package org.tumorscan.dicom.codec;

import java.util.Optional;
import java.util.Set;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/** Decodes single frames of one family of transfer syntaxes. Safe for use by many threads. */
interface FrameDecoder {

  /** The transfer syntaxes it decodes. */
  Set<TransferSyntax> transferSyntaxes();

  /**
   * What is missing for it to work on this machine, such as a native library, in words that end
   * "... needs"; empty where it is ready.
   */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /**
   * Decodes a frame.
   *
   * @param frame the bytes of that frame alone
   * @param format what the header says of a frame; the code stream must agree with it
   * @return [rows, columns, samples] with the bits outside Bits Stored cleared, signed values
   *     extended, and the photometric interpretation that decompression leaves
   * @throws DicomException {@code TOO_LITTLE_PIXEL_DATA}, {@code CORRUPT_FRAME}, {@code
   *     LIMIT_EXCEEDED} or {@code UNSUPPORTED_PIXEL_FORMAT}, with an offset
   */
  StoredPixels decode(EncodedFrame frame, PixelFormat format) throws DicomException;
}
