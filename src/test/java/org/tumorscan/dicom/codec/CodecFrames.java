package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.codec.EncodedFrame.NativeSamples;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.SampleBits;
import org.tumorscan.image.StoredPixels;

/** Frames and formats for the tests of decoders. */
final class CodecFrames {
  private CodecFrames() {}

  static EncodedFrame frame(byte... bytes) {
    return frame(ByteOrder.LITTLE_ENDIAN, bytes);
  }

  static EncodedFrame frame(ByteOrder order, byte... bytes) {
    return new EncodedFrame(
        ByteBuffer.wrap(bytes).order(order),
        0,
        1000,
        new NativeSamples(NativeSamples.Type.INTEGER, false));
  }

  static PixelFormat grey(int rows, int columns, int allocated, int stored, boolean signed) {
    return new PixelFormat(
        rows,
        columns,
        1,
        new SampleBits(allocated, stored, stored - 1, signed),
        PhotometricInterpretation.MONOCHROME2);
  }

  static PixelFormat colour(int rows, int columns, int bits, PhotometricInterpretation as) {
    return new PixelFormat(rows, columns, 3, new SampleBits(bits, bits, bits - 1, false), as);
  }

  static int[] values(FrameDecoder decoder, EncodedFrame frame, PixelFormat format)
      throws DicomException {
    return ((StoredPixels.Integers) decoder.decode(frame, format)).values();
  }

  static DicomException rejected(FrameDecoder decoder, EncodedFrame frame, PixelFormat format) {
    return assertThrows(DicomException.class, () -> decoder.decode(frame, format));
  }
}
