package org.tumorscan.image;

/**
 * The stored values of one frame after decompression, before any rescale or window, in row-major
 * order with the samples of a pixel side by side (planar configuration 0).
 *
 * <p>The arrays are handed over, not copied: neither side changes them afterwards.
 */
public sealed interface StoredPixels {

  /** Shape and interpretation of the values. */
  PixelFormat format();

  /** The value at an index of the flattened [rows, columns, samples] array. */
  double valueAt(int index);

  /**
   * Integer pixels of 1 to 32 bits. A 32-bit unsigned value is kept in its two's complement and
   * read back through {@link #longAt}.
   *
   * @param values [rows * columns * samples], of Bits Stored each, sign-extended or zero-extended
   *     by the pixel representation
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Integers(PixelFormat format, int[] values) implements StoredPixels {
    public Integers {
      checkLength(format, values.length);
    }

    /** The stored integer, never negative where the pixel representation is unsigned. */
    public long longAt(int index) {
      return format.bits().signed() ? values[index] : Integer.toUnsignedLong(values[index]);
    }

    @Override
    public double valueAt(int index) {
      return longAt(index);
    }
  }

  /** Float Pixel Data (7FE0,0008): 32-bit IEEE 754. */
  @SuppressWarnings("ArrayRecordComponent")
  record Floats(PixelFormat format, float[] values) implements StoredPixels {
    public Floats {
      checkLength(format, values.length);
    }

    @Override
    public double valueAt(int index) {
      return values[index];
    }
  }

  /** Double Float Pixel Data (7FE0,0009): 64-bit IEEE 754. */
  @SuppressWarnings("ArrayRecordComponent")
  record Doubles(PixelFormat format, double[] values) implements StoredPixels {
    public Doubles {
      checkLength(format, values.length);
    }

    @Override
    public double valueAt(int index) {
      return values[index];
    }
  }

  private static void checkLength(PixelFormat format, int length) {
    if (length != format.samplesPerFrame()) {
      throw new IllegalArgumentException(
          length + " values for a frame of " + format.samplesPerFrame());
    }
  }
}
