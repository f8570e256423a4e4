package org.tumorscan.dicom.codec;

import java.util.EnumSet;
import java.util.Set;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/**
 * Lossy JPEG with 8 or 12 bits, sequential or progressive, Huffman coded (processes 2, 4, 6, 8, 10
 * and 12). One decoder for both precisions: it finds damage that the decoder of the JDK fills in.
 *
 * <p>A chrominance of fewer samples is repeated, where the baseline decoder blends neighbours: T.81
 * leaves that open.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_8.2.1">PS3.5
 *     8.2.1</a>
 */
final class JpegExtendedDecoder implements FrameDecoder {
  @Override
  public Set<TransferSyntax> transferSyntaxes() {
    return EnumSet.of(
        TransferSyntax.JPEG_EXTENDED_12_BIT,
        TransferSyntax.JPEG_SPECTRAL_SELECTION,
        TransferSyntax.JPEG_FULL_PROGRESSION);
  }

  @Override
  public StoredPixels decode(EncodedFrame frame, PixelFormat format) throws DicomException {
    byte[] bytes = frame.toArray();
    JpegColours.Start start = JpegColours.read(frame, bytes);
    int[] values = new JpegDctImage(frame, bytes, format).decode();
    Samples.saturate(values, format.bits());
    Samples.extract(values, format.bits());
    return new StoredPixels.Integers(
        format.withPhotometricInterpretation(start.colours().interpret(format)), values);
  }
}
