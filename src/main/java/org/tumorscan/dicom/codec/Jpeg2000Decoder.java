package org.tumorscan.dicom.codec;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/**
 * JPEG 2000 part 1, lossless and lossy, and high-throughput JPEG 2000. The code stream may lie in
 * the boxes of a JP2 file, which the standard does not allow but some writers leave.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_8.2.4">PS3.5
 *     8.2.4, 8.2.14</a>
 */
final class Jpeg2000Decoder implements FrameDecoder {
  private static final long JP2_SIGNATURE = 0x0000000C_6A502020L;
  private static final int CODESTREAM_BOX = 0x6A703263;
  private static final int BOX_HEADER_BYTES = 8;

  @Override
  public Set<TransferSyntax> transferSyntaxes() {
    return EnumSet.of(
        TransferSyntax.JPEG_2000_LOSSLESS,
        TransferSyntax.JPEG_2000,
        TransferSyntax.HTJ2K_LOSSLESS,
        TransferSyntax.HTJ2K_LOSSLESS_RPCL,
        TransferSyntax.HTJ2K);
  }

  @Override
  public StoredPixels decode(EncodedFrame frame, PixelFormat format) throws DicomException {
    byte[] bytes = frame.toArray();
    J2kCodestream codestream =
        J2kCodestream.read(
            unwrap(new J2kBytes(frame, bytes, 0, bytes.length), frame.bytes()), format);
    int[] values = new int[format.samplesPerFrame()];
    J2kBlocks blocks = new J2kBlocks();
    List<J2kCodestream.TileData> tiles = codestream.tiles();
    for (int i = 0; i < tiles.size(); i++) {
      J2kCodestream.TileData tile = tiles.get(i);
      new J2kTile(codestream.size(), i, tile.parameters(), tile.packets(frame), blocks)
          .decode(values);
    }
    Samples.extract(values, format.bits());
    return new StoredPixels.Integers(
        format.withPhotometricInterpretation(interpret(format.photometricInterpretation())),
        values);
  }

  // The component transform is undone; that is what these two stand for.
  private static PhotometricInterpretation interpret(PhotometricInterpretation stated) {
    return switch (stated) {
      case YBR_RCT, YBR_ICT -> PhotometricInterpretation.RGB;
      case YBR_FULL_422 -> PhotometricInterpretation.YBR_FULL;
      default -> stated;
    };
  }

  private static J2kBytes unwrap(J2kBytes bytes, ByteBuffer encoded) throws DicomException {
    if (bytes.remaining() < Long.BYTES || encoded.duplicate().getLong(0) != JP2_SIGNATURE) {
      return bytes;
    }
    while (true) {
      long length = bytes.unsignedInt();
      long type = bytes.unsignedInt();
      long body = length - BOX_HEADER_BYTES;
      if (length == 1) {
        body = (bytes.unsignedInt() << Integer.SIZE | bytes.unsignedInt()) - 2 * BOX_HEADER_BYTES;
      } else if (length == 0) {
        body = bytes.remaining();
      }
      if (type == CODESTREAM_BOX) {
        // Where the end is missing, the code stream itself shows how much it matters.
        return bytes;
      }
      if (body < 0 || body > bytes.remaining()) {
        throw bytes.corrupt("a JP2 box of " + body + " bytes");
      }
      bytes.skip((int) body);
    }
  }
}
