package org.tumorscan.dicom.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/**
 * Samples that are not compressed: 1 bit packed, 8 to 32 bits, float and double.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#chapter_8">PS3.5
 *     8</a>
 */
final class NativeDecoder implements FrameDecoder {

  @Override
  public Set<TransferSyntax> transferSyntaxes() {
    return EnumSet.of(
        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
        TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.ENCAPSULATED_UNCOMPRESSED);
  }

  /** Bits in one frame as it lies in the file. */
  static long frameBits(PixelFormat format) {
    long samples = format.samplesPerFrame();
    // Two pixels share their chrominance: four samples where there would be six.
    long stored = isSubsampled(format) ? samples / 3 * 2 : samples;
    return stored * format.bits().allocated();
  }

  @Override
  public StoredPixels decode(EncodedFrame frame, PixelFormat format) throws DicomException {
    long needed = (frame.firstBit() + frameBits(format) + 7) / Byte.SIZE;
    if (frame.bytes().limit() < needed) {
      throw frame.failure(
          Reason.TOO_LITTLE_PIXEL_DATA,
          0,
          frame.bytes().limit() + " bytes for a frame of " + needed);
    }
    return switch (frame.samples().type()) {
      case INTEGER -> integers(frame, format);
      case FLOAT -> floats(frame, format);
      case DOUBLE -> doubles(frame, format);
    };
  }

  private static StoredPixels integers(EncodedFrame frame, PixelFormat format)
      throws DicomException {
    if (isSubsampled(format)) {
      return subsampled(frame, format);
    }
    int[] values = new int[format.samplesPerFrame()];
    readCells(frame, format.bits().allocated(), values);
    Samples.extract(values, format.bits());
    boolean planar = frame.samples().planar() && format.samplesPerPixel() > 1;
    return new StoredPixels.Integers(format, planar ? interleave(values, format) : values);
  }

  private static void readCells(EncodedFrame frame, int allocated, int[] cells) {
    ByteBuffer bytes = frame.bytes();
    switch (allocated) {
      case 1 -> {
        for (int i = 0; i < cells.length; i++) {
          int bit = i + frame.firstBit();
          cells[i] = bytes.get(bit >> 3) >> (bit & 7) & 1;
        }
      }
      case 8 -> {
        for (int i = 0; i < cells.length; i++) {
          cells[i] = bytes.get(i) & 0xFF;
        }
      }
      case 16 -> {
        for (int i = 0; i < cells.length; i++) {
          cells[i] = bytes.getShort(2 * i) & 0xFFFF;
        }
      }
      case 24 -> {
        boolean big = bytes.order() == ByteOrder.BIG_ENDIAN;
        for (int i = 0; i < cells.length; i++) {
          int first = bytes.get(3 * i) & 0xFF;
          int last = bytes.get(3 * i + 2) & 0xFF;
          int outer = big ? first << 16 | last : last << 16 | first;
          cells[i] = outer | (bytes.get(3 * i + 1) & 0xFF) << 8;
        }
      }
      case 32 -> bytes.asIntBuffer().get(cells);
      default -> throw new IllegalArgumentException("cells of " + allocated + " bits");
    }
  }

  private static int[] interleave(int[] planes, PixelFormat format) {
    int samples = format.samplesPerPixel();
    int pixels = planes.length / samples;
    int[] values = new int[planes.length];
    for (int sample = 0; sample < samples; sample++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        values[pixel * samples + sample] = planes[sample * pixels + pixel];
      }
    }
    return values;
  }

  private static boolean isSubsampled(PixelFormat format) {
    return format.photometricInterpretation() == PhotometricInterpretation.YBR_FULL_422;
  }

  // PS3.3 C.7.6.3.1.2: two luminances, then the blue and the red chrominance that both pixels
  // share.
  private static StoredPixels subsampled(EncodedFrame frame, PixelFormat format)
      throws DicomException {
    if (format.columns() % 2 != 0 || format.bits().allocated() != 8) {
      throw frame.failure(
          Reason.UNSUPPORTED_PIXEL_FORMAT,
          0,
          "YBR_FULL_422 of %d columns and %d Bits Allocated: native ones have an even number and 8"
              .formatted(format.columns(), format.bits().allocated()));
    }
    ByteBuffer bytes = frame.bytes();
    int[] values = new int[format.samplesPerFrame()];
    for (int in = 0, out = 0; out < values.length; in += 4, out += 6) {
      values[out] = bytes.get(in) & 0xFF;
      values[out + 3] = bytes.get(in + 1) & 0xFF;
      values[out + 1] = values[out + 4] = bytes.get(in + 2) & 0xFF;
      values[out + 2] = values[out + 5] = bytes.get(in + 3) & 0xFF;
    }
    Samples.extract(values, format.bits());
    return new StoredPixels.Integers(
        format.withPhotometricInterpretation(PhotometricInterpretation.YBR_FULL), values);
  }

  private static StoredPixels floats(EncodedFrame frame, PixelFormat format) {
    float[] values = new float[format.samplesPerFrame()];
    frame.bytes().asFloatBuffer().get(values);
    return new StoredPixels.Floats(format, values);
  }

  private static StoredPixels doubles(EncodedFrame frame, PixelFormat format) {
    double[] values = new double[format.samplesPerFrame()];
    frame.bytes().asDoubleBuffer().get(values);
    return new StoredPixels.Doubles(format, values);
  }
}
