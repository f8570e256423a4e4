package org.tumorscan.dicom.codec;

import java.util.EnumSet;
import java.util.Set;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/**
 * JPEG-LS, lossless and near-lossless, in every interleave mode.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_A.4.3">PS3.5
 *     A.4.3</a>
 */
final class JpegLsDecoder implements FrameDecoder {

  @Override
  public Set<TransferSyntax> transferSyntaxes() {
    return EnumSet.of(TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.JPEG_LS_NEAR_LOSSLESS);
  }

  @Override
  public StoredPixels decode(EncodedFrame frame, PixelFormat format) throws DicomException {
    byte[] bytes = frame.toArray();
    int[] values = new JpegLsImage(frame, bytes, format).decode();
    Samples.extract(values, format.bits());
    return new StoredPixels.Integers(format, values);
  }
}
