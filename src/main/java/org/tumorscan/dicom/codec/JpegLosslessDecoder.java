package org.tumorscan.dicom.codec;

import java.util.EnumSet;
import java.util.Set;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/**
 * JPEG lossless, non-hierarchical, Huffman coded (process 14), with any predictor.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_A.4.1">PS3.5
 *     A.4.1</a>
 */
final class JpegLosslessDecoder implements FrameDecoder {

  @Override
  public Set<TransferSyntax> transferSyntaxes() {
    return EnumSet.of(TransferSyntax.JPEG_LOSSLESS, TransferSyntax.JPEG_LOSSLESS_SV1);
  }

  @Override
  public StoredPixels decode(EncodedFrame frame, PixelFormat format) throws DicomException {
    byte[] bytes = frame.toArray();
    int[] values = new JpegLosslessImage(frame, bytes, format).decode();
    Samples.extract(values, format.bits());
    return new StoredPixels.Integers(format, values);
  }
}
