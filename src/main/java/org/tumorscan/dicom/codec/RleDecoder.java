package org.tumorscan.dicom.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/**
 * RLE Lossless: each byte of each sample is a plane of its own, most significant first, packed in
 * one segment.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#chapter_G">PS3.5
 *     G</a>
 */
final class RleDecoder implements FrameDecoder {
  private static final int HEADER_BYTES = 64;
  private static final int MAX_SEGMENTS = 15;

  @Override
  public Set<TransferSyntax> transferSyntaxes() {
    return EnumSet.of(TransferSyntax.RLE_LOSSLESS);
  }

  @Override
  public StoredPixels decode(EncodedFrame frame, PixelFormat format) throws DicomException {
    boolean packedBits = format.bits().allocated() == 1;
    int bytesPerSample = packedBits ? 1 : format.bits().allocated() / Byte.SIZE;
    ByteBuffer bytes = frame.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int[] segments = segmentBounds(frame, bytes, format.samplesPerPixel() * bytesPerSample);
    int pixels = format.rows() * format.columns();
    int planeBytes = packedBits ? (pixels + 7) / Byte.SIZE : pixels;
    // Two bytes give 128 at most.
    if (bytes.limit() < planeBytes / 64) {
      throw frame.corrupt(0, bytes.limit() + " bytes of RLE for planes of " + planeBytes);
    }
    byte[] plane = new byte[planeBytes];
    int[] values = new int[format.samplesPerFrame()];
    for (int segment = 0; segment < segments.length - 1; segment++) {
      unpack(frame, bytes, segments[segment], segments[segment + 1], plane);
      int sample = segment / bytesPerSample;
      int shift = Byte.SIZE * (bytesPerSample - 1 - segment % bytesPerSample);
      for (int pixel = 0; pixel < pixels; pixel++) {
        int part =
            packedBits ? plane[pixel >> 3] >> (pixel & 7) & 1 : (plane[pixel] & 0xFF) << shift;
        values[pixel * format.samplesPerPixel() + sample] |= part;
      }
    }
    Samples.extract(values, format.bits());
    return new StoredPixels.Integers(format, values);
  }

  /** The start of each segment, and behind the last one the end of the frame. */
  private static int[] segmentBounds(EncodedFrame frame, ByteBuffer bytes, int expected)
      throws DicomException {
    if (bytes.limit() < HEADER_BYTES) {
      throw frame.corrupt(0, bytes.limit() + " bytes, but an RLE header has " + HEADER_BYTES);
    }
    int count = bytes.getInt(0);
    if (count != expected || count > MAX_SEGMENTS) {
      throw frame.corrupt(
          0,
          "%s RLE segments, but such a frame has %d"
              .formatted(Integer.toUnsignedString(count), expected));
    }
    int[] bounds = new int[count + 1];
    bounds[count] = bytes.limit();
    for (int segment = count - 1; segment >= 0; segment--) {
      int at = 4 * (segment + 1);
      int start = bytes.getInt(at);
      if (start < HEADER_BYTES || start > bounds[segment + 1]) {
        throw frame.corrupt(
            at,
            "RLE segment %d begins at %s, outside %d to %d"
                .formatted(
                    segment + 1,
                    Integer.toUnsignedString(start),
                    HEADER_BYTES,
                    bounds[segment + 1]));
      }
      bounds[segment] = start;
    }
    return bounds;
  }

  // PS3.5 G.3.2. What a segment holds beyond the plane is padding.
  private static void unpack(EncodedFrame frame, ByteBuffer bytes, int start, int end, byte[] plane)
      throws DicomException {
    int in = start;
    int out = 0;
    while (out < plane.length) {
      if (in >= end) {
        throw frame.corrupt(in, "an RLE segment gives " + out + " bytes of " + plane.length);
      }
      int control = bytes.get(in++);
      if (control >= 0) {
        int length = Math.min(control + 1, plane.length - out);
        if (length > end - in) {
          throw frame.corrupt(in, "an RLE literal run of " + length + " leaves its segment");
        }
        bytes.get(in, plane, out, length);
        in += control + 1;
        out += length;
      } else if (control != Byte.MIN_VALUE) {
        if (in >= end) {
          throw frame.corrupt(in, "an RLE replicate run leaves its segment");
        }
        int length = Math.min(1 - control, plane.length - out);
        Arrays.fill(plane, out, out + length, bytes.get(in++));
        out += length;
      }
    }
  }
}
