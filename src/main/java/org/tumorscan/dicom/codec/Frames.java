package org.tumorscan.dicom.codec;

import java.nio.ByteBuffer;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.FrameSource;
import org.tumorscan.dicom.ImageAttributes;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.codec.EncodedFrame.NativeSamples;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/** The frames of one file, cut out of its pixel data and decoded when asked for. */
public final class Frames implements FrameSource {

  /** Finds the bytes of a frame. */
  private interface Cutter {
    EncodedFrame cut(int frameIndex) throws DicomException;
  }

  private final ImageAttributes attributes;
  private final Cutter cutter;

  private Frames(ImageAttributes attributes, Cutter cutter) {
    this.attributes = attributes;
    this.cutter = cutter;
  }

  /**
   * Frames of pixel data, none of which is read before it is asked for.
   *
   * @param planar Planar Configuration (0028,0006) is 1
   * @throws DicomException {@code UNREADABLE}
   */
  public static Frames of(ImageAttributes attributes, boolean planar, PixelData pixelData)
      throws DicomException {
    if (pixelData instanceof PixelData.Native value) {
      NativeSamples samples = new NativeSamples(numberType(value.element()), planar);
      return new Frames(attributes, frameIndex -> cut(value, frameIndex, attributes, samples));
    }
    NativeSamples samples = new NativeSamples(NativeSamples.Type.INTEGER, planar);
    FragmentedFrames fragmented =
        FragmentedFrames.of(
            (PixelData.Encapsulated) pixelData,
            attributes.frameCount(),
            attributes.transferSyntax());
    return new Frames(attributes, frameIndex -> fragmented.cut(frameIndex, samples));
  }

  /** Bytes that all frames of an image take where they are not compressed. */
  public static long nativeBytes(ImageAttributes attributes) {
    long bits = NativeDecoder.frameBits(attributes.format());
    return (Math.multiplyExact(bits, attributes.frameCount()) + 7) / Byte.SIZE;
  }

  @Override
  public int count() {
    return attributes.frameCount();
  }

  @Override
  public StoredPixels frame(int frameIndex) throws DicomException {
    if (frameIndex < 0 || frameIndex >= count()) {
      throw new IndexOutOfBoundsException("frame " + frameIndex + " of " + count());
    }
    FrameDecoder decoder = FrameDecoders.of(attributes.transferSyntax());
    return decoder.decode(cutter.cut(frameIndex), attributes.format());
  }

  private static NativeSamples.Type numberType(DicomTag element) {
    if (element.equals(DicomTag.FLOAT_PIXEL_DATA)) {
      return NativeSamples.Type.FLOAT;
    }
    return element.equals(DicomTag.DOUBLE_FLOAT_PIXEL_DATA)
        ? NativeSamples.Type.DOUBLE
        : NativeSamples.Type.INTEGER;
  }

  private static EncodedFrame cut(
      PixelData.Native value, int frameIndex, ImageAttributes attributes, NativeSamples samples)
      throws DicomException {
    PixelFormat format = attributes.format();
    long frameBits = NativeDecoder.frameBits(format);
    long firstBit = Math.multiplyExact(frameBits, frameIndex);
    long firstByte = firstBit / Byte.SIZE;
    long endByte = (firstBit + frameBits + 7) / Byte.SIZE;
    PixelBytes all = value.bytes();
    boolean swapped = value.swappedBytes() && format.bits().allocated() <= Byte.SIZE;
    // The last byte of an odd number stands second in its word.
    long needed = swapped ? endByte + endByte % 2 : endByte;
    if (needed > all.length()) {
      throw DicomException.at(
          Reason.TOO_LITTLE_PIXEL_DATA,
          value.element(),
          value.byteOffset() + all.length(),
          "frame %d ends at byte %d of the pixel data, which has %d%s"
              .formatted(frameIndex + 1, endByte, all.length(), place(attributes)));
    }
    int start = (int) firstByte;
    int length = (int) (endByte - firstByte);
    ByteBuffer bytes = swapped ? swap(all, start, length) : all.read(start, length);
    return new EncodedFrame(
        bytes, (int) (firstBit % Byte.SIZE), value.byteOffset() + firstByte, samples);
  }

  private static String place(ImageAttributes attributes) {
    return attributes.transferSyntax() == TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN
        ? " (the offset counts in the inflated data set)"
        : "";
  }

  // A frame may begin or end in the middle of a word, so the places count from the value's start.
  private static ByteBuffer swap(PixelBytes all, int start, int length) throws DicomException {
    int firstWord = start & ~1;
    int end = start + length + 1 & ~1;
    ByteBuffer words = all.read(firstWord, end - firstWord);
    byte[] swapped = new byte[length];
    for (int i = 0; i < length; i++) {
      swapped[i] = words.get((start + i ^ 1) - firstWord);
    }
    return ByteBuffer.wrap(swapped).order(words.order());
  }
}
