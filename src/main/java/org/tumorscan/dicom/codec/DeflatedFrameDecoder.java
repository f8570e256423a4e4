package org.tumorscan.dicom.codec;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/**
 * Deflated Image Frame Compression: every frame is a raw deflate stream (RFC 1951) of native
 * samples that begin at a byte.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_A.4.13">PS3.5
 *     A.4.13</a>
 */
final class DeflatedFrameDecoder implements FrameDecoder {
  // 258 bytes from two bits, less the block's own overhead: what zlib states as its limit.
  private static final int MAX_RATIO = 1032;

  private final NativeDecoder nativeDecoder = new NativeDecoder();

  @Override
  public Set<TransferSyntax> transferSyntaxes() {
    return EnumSet.of(TransferSyntax.DEFLATED_IMAGE_FRAME);
  }

  @Override
  public StoredPixels decode(EncodedFrame frame, PixelFormat format) throws DicomException {
    long needed = (NativeDecoder.frameBits(format) + 7) / Byte.SIZE;
    int present = frame.bytes().limit();
    if (needed > Integer.MAX_VALUE || needed > (long) present * MAX_RATIO) {
      throw frame.corrupt(0, present + " deflated bytes for a frame of " + needed);
    }
    ByteBuffer inflated = ByteBuffer.wrap(inflate(frame, (int) needed));
    return nativeDecoder.decode(
        new EncodedFrame(
            inflated.order(frame.bytes().order()), 0, frame.byteOffset(), frame.samples()),
        format);
  }

  private static byte[] inflate(EncodedFrame frame, int needed) throws DicomException {
    byte[] bytes = new byte[needed];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(frame.bytes().duplicate().position(0));
      int length = 0;
      while (length < needed) {
        int got = inflater.inflate(bytes, length, needed - length);
        if (got == 0) {
          throw frame.corrupt(
              inflater.getBytesRead(),
              "the deflated frame gives %d bytes of %d".formatted(length, needed));
        }
        length += got;
      }
      return bytes;
    } catch (DataFormatException e) {
      throw frame.corrupt(inflater.getBytesRead(), "the frame is no deflate stream");
    } finally {
      inflater.end();
    }
  }
}
