package org.tumorscan.dicom.codec;

import java.util.List;
import java.util.Optional;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.TransferSyntax;

/** The decoders that this program has. */
final class FrameDecoders {
  private static final List<FrameDecoder> ALL =
      List.of(
          new NativeDecoder(),
          new RleDecoder(),
          new JpegBaselineDecoder(),
          new JpegExtendedDecoder(),
          new JpegLosslessDecoder(),
          new JpegLsDecoder(),
          new Jpeg2000Decoder(),
          new DeflatedFrameDecoder());

  private FrameDecoders() {}

  /**
   * The decoder of a transfer syntax.
   *
   * @throws DicomException {@code UNSUPPORTED_TRANSFER_SYNTAX} where there is none, or where it
   *     cannot work here
   */
  static FrameDecoder of(TransferSyntax transferSyntax) throws DicomException {
    String name = transferSyntax.displayName() + " (" + transferSyntax.uid() + ")";
    for (FrameDecoder decoder : ALL) {
      if (decoder.transferSyntaxes().contains(transferSyntax)) {
        Optional<String> missing = decoder.missing();
        if (missing.isPresent()) {
          throw unsupported(name + " needs " + missing.get());
        }
        return decoder;
      }
    }
    throw unsupported(name + " is not read yet");
  }

  private static DicomException unsupported(String message) {
    return DicomException.of(
        Reason.UNSUPPORTED_TRANSFER_SYNTAX, DicomTag.TRANSFER_SYNTAX_UID, message);
  }
}
