package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ImageAttributes;
import org.tumorscan.dicom.InstanceIdentity;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.codec.EncodedFrame.NativeSamples;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.SampleBits;
import org.tumorscan.image.StoredPixels;

/** PS3.5 8.1: pixel cells. */
class NativeDecoderTest {
  private final NativeDecoder decoder = new NativeDecoder();

  private int[] values(PixelFormat format, int... bytes) throws DicomException {
    return CodecFrames.values(decoder, CodecFrames.frame(toBytes(bytes)), format);
  }

  private static byte[] toBytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void eightBitSamplesAreUnsigned() throws DicomException {
    assertArrayEquals(
        new int[] {0, 127, 128, 255},
        values(CodecFrames.grey(2, 2, 8, 8, false), 0, 127, 128, 255));
  }

  @Test
  void sixteenBitSamplesFollowTheByteOrder() throws DicomException {
    PixelFormat format = CodecFrames.grey(1, 2, 16, 16, false);
    assertArrayEquals(new int[] {0x0201, 0xFF03}, values(format, 1, 2, 3, 0xFF));
    assertArrayEquals(
        new int[] {0x0102, 0x03FF},
        CodecFrames.values(
            decoder, CodecFrames.frame(ByteOrder.BIG_ENDIAN, toBytes(1, 2, 3, 0xFF)), format));
  }

  @Test
  void twentyFourBitSamplesFollowTheByteOrder() throws DicomException {
    PixelFormat format = CodecFrames.grey(1, 1, 24, 24, false);
    assertArrayEquals(new int[] {0x030201}, values(format, 1, 2, 3));
    assertArrayEquals(
        new int[] {0x010203},
        CodecFrames.values(
            decoder, CodecFrames.frame(ByteOrder.BIG_ENDIAN, toBytes(1, 2, 3)), format));
  }

  @Test
  void thirtyTwoBitUnsignedSamplesKeepAllBits() throws DicomException {
    StoredPixels.Integers pixels =
        (StoredPixels.Integers)
            decoder.decode(
                CodecFrames.frame(toBytes(0xFF, 0xFF, 0xFF, 0xFF)),
                CodecFrames.grey(1, 1, 32, 32, false));
    assertEquals(4294967295L, pixels.longAt(0));
  }

  @Test
  void signIsThatOfTheHighestStoredBit() throws DicomException {
    PixelFormat format = CodecFrames.grey(1, 2, 16, 12, true);
    assertArrayEquals(new int[] {-1, 2047}, values(format, 0xFF, 0x0F, 0xFF, 0x07));
  }

  // PS3.5 8.1.2: overlays in unused bits, as older files have them.
  @Test
  void bitsOutsideTheStoredOnesAreLeftBehind() throws DicomException {
    PixelFormat format = CodecFrames.grey(1, 2, 16, 12, false);
    assertArrayEquals(new int[] {0x0234, 0x0FFF}, values(format, 0x34, 0xF2, 0xFF, 0x1F));
    PixelFormat shifted =
        new PixelFormat(
            1, 1, 1, new SampleBits(16, 10, 13, true), PhotometricInterpretation.MONOCHROME2);
    assertArrayEquals(new int[] {-512}, values(shifted, 0x0F, 0xE0));
  }

  @Test
  void singleBitsBeginAtTheLeastSignificantOne() throws DicomException {
    PixelFormat format = CodecFrames.grey(1, 10, 1, 1, false);
    assertArrayEquals(
        new int[] {1, 0, 1, 0, 0, 0, 0, 0, 0, 1}, values(format, 0b0000_0101, 0b1111_1110));
  }

  private static DicomInstance instance(PixelFormat format, int frames, PixelData.Native data)
      throws DicomException {
    ImageAttributes attributes =
        new ImageAttributes(
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            Optional.empty(),
            Optional.empty(),
            format,
            frames,
            List.of(Presentation.NONE),
            List.of());
    return new DicomInstance(
        new InstanceIdentity(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        attributes,
        Frames.of(attributes, false, data),
        List.of());
  }

  private static int[] frame(DicomInstance instance, int index) throws DicomException {
    return ((StoredPixels.Integers) instance.frames().frame(index)).values();
  }

  // PS3.5 8.1.1: frames of 1 bit follow each other without padding.
  @Test
  void singleBitFramesNeedNotBeginAtAByte() throws DicomException {
    PixelFormat format = CodecFrames.grey(1, 3, 1, 1, false);
    PixelData.Native data =
        new PixelData.Native(
            DicomTag.PIXEL_DATA, PixelBytes.of(ByteBuffer.wrap(toBytes(0b1011_1001, 1))), false, 0);
    DicomInstance instance = instance(format, 3, data);
    assertArrayEquals(new int[] {1, 0, 0}, frame(instance, 0));
    assertArrayEquals(new int[] {1, 1, 1}, frame(instance, 1));
    assertArrayEquals(new int[] {0, 1, 1}, frame(instance, 2));
  }

  // PS3.5 7.3: OW is a string of 16-bit words, so that 8-bit samples change places in big endian.
  @Test
  void eightBitSamplesInBigEndianWordsAreSwapped() throws DicomException {
    PixelFormat format = CodecFrames.grey(1, 3, 8, 8, false);
    ByteBuffer bytes = ByteBuffer.wrap(toBytes(2, 1, 4, 3, 6, 5)).order(ByteOrder.BIG_ENDIAN);
    DicomInstance words =
        instance(
            format, 2, new PixelData.Native(DicomTag.PIXEL_DATA, PixelBytes.of(bytes), true, 0));
    assertArrayEquals(new int[] {1, 2, 3}, frame(words, 0));
    assertArrayEquals(new int[] {4, 5, 6}, frame(words, 1));
    DicomInstance single =
        instance(
            format, 2, new PixelData.Native(DicomTag.PIXEL_DATA, PixelBytes.of(bytes), false, 0));
    assertArrayEquals(new int[] {2, 1, 4}, frame(single, 0));
  }

  // PS3.3 C.7.6.3.1.2.
  @Test
  void halvedChrominanceIsGivenToBothPixels() throws DicomException {
    PixelFormat format = CodecFrames.colour(1, 4, 8, PhotometricInterpretation.YBR_FULL_422);
    StoredPixels.Integers pixels =
        (StoredPixels.Integers)
            decoder.decode(CodecFrames.frame(toBytes(1, 2, 10, 20, 3, 4, 30, 40)), format);
    assertArrayEquals(new int[] {1, 10, 20, 2, 10, 20, 3, 30, 40, 4, 30, 40}, pixels.values());
    assertEquals(PhotometricInterpretation.YBR_FULL, pixels.format().photometricInterpretation());
  }

  @Test
  void halvedChrominanceOfAnOddWidthIsUnsupported() {
    DicomException e =
        CodecFrames.rejected(
            decoder,
            CodecFrames.frame(new byte[9]),
            CodecFrames.colour(1, 3, 8, PhotometricInterpretation.YBR_FULL_422));
    assertEquals(Reason.UNSUPPORTED_PIXEL_FORMAT, e.reason());
  }

  @Test
  void planesBecomePixels() throws DicomException {
    EncodedFrame planes =
        new EncodedFrame(
            ByteBuffer.wrap(toBytes(1, 2, 3, 4, 5, 6)),
            0,
            0,
            new NativeSamples(NativeSamples.Type.INTEGER, true));
    assertArrayEquals(
        new int[] {1, 3, 5, 2, 4, 6},
        CodecFrames.values(
            decoder, planes, CodecFrames.colour(1, 2, 8, PhotometricInterpretation.RGB)));
  }

  @Test
  void floatsAndDoublesAreRead() throws DicomException {
    ByteBuffer floats = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, -1.5f);
    assertEquals(
        -1.5,
        decoder
            .decode(
                new EncodedFrame(floats, 0, 0, new NativeSamples(NativeSamples.Type.FLOAT, false)),
                CodecFrames.grey(1, 1, 32, 32, true))
            .valueAt(0));
    ByteBuffer doubles = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN).putDouble(0, 1e300);
    assertEquals(
        1e300,
        decoder
            .decode(
                new EncodedFrame(
                    doubles, 0, 0, new NativeSamples(NativeSamples.Type.DOUBLE, false)),
                CodecFrames.grey(1, 1, 64, 64, true))
            .valueAt(0));
  }

  @Test
  void frameOfTooFewBytesIsRejected() {
    DicomException e =
        CodecFrames.rejected(
            decoder, CodecFrames.frame(new byte[7]), CodecFrames.grey(2, 2, 16, 16, false));
    assertEquals(Reason.TOO_LITTLE_PIXEL_DATA, e.reason());
    assertEquals(1000, e.byteOffset().orElseThrow());
  }
}
