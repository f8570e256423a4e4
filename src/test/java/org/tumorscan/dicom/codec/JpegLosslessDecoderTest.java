package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;

/** ITU-T T.81 annex H, as PS3.5 A.4.1 uses it. */
class JpegLosslessDecoderTest {
  private static final int ROWS = 9;
  private static final int COLUMNS = 7;
  private final JpegLosslessDecoder decoder = new JpegLosslessDecoder();

  private static int[] noise(int count, int precision) {
    int[] values = new Random(1).ints(count, 0, 1 << precision).toArray();
    values[0] = 0;
    values[1] = (1 << precision) - 1;
    values[2] = 0;
    return values;
  }

  private int[] decoded(byte[] jpeg, PixelFormat format) throws DicomException {
    return CodecFrames.values(decoder, CodecFrames.frame(jpeg), format);
  }

  private DicomException rejected(byte[] jpeg, PixelFormat format) {
    DicomException e = CodecFrames.rejected(decoder, CodecFrames.frame(jpeg), format);
    assertEquals(Reason.CORRUPT_FRAME, e.reason(), e.getMessage());
    return e;
  }

  @ParameterizedTest
  @CsvSource({
    "8,1", "8,2", "8,3", "8,4", "8,5", "8,6", "8,7", "9,1", "11,4", "12,5", "15,6", "16,1", "16,2",
    "16,3", "16,4", "16,5", "16,6", "16,7"
  })
  void everyPredictorIsExactAtEveryPrecision(int precision, int predictor) throws DicomException {
    int[] values = noise(ROWS * COLUMNS, precision);
    byte[] jpeg =
        new JpegLosslessEncoder(precision, predictor, 0, 0, true).encode(ROWS, COLUMNS, 1, values);
    PixelFormat format = CodecFrames.grey(ROWS, COLUMNS, precision > 8 ? 16 : 8, precision, false);
    assertArrayEquals(values, decoded(jpeg, format));
  }

  @Test
  void signedSamplesGetTheirSignFromTheHighestStoredBit() throws DicomException {
    byte[] jpeg =
        new JpegLosslessEncoder(12, 1, 0, 0, true).encode(1, 3, 1, new int[] {0, 2048, 4095});
    assertArrayEquals(
        new int[] {0, -2048, -1}, decoded(jpeg, CodecFrames.grey(1, 3, 16, 12, true)));
  }

  // H.1.2.1: the prediction begins anew behind a restart marker.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void restartIntervalsBeginAnew(int lines) throws DicomException {
    int[] values = noise(ROWS * COLUMNS, 16);
    byte[] jpeg = new JpegLosslessEncoder(16, 4, 0, lines, true).encode(ROWS, COLUMNS, 1, values);
    assertArrayEquals(values, decoded(jpeg, CodecFrames.grey(ROWS, COLUMNS, 16, 16, false)));
  }

  // H.1.2.1, A.4: low bits that were cut off come back as zeros.
  @Test
  void pointTransformLeavesZeros() throws DicomException {
    int[] values = noise(ROWS * COLUMNS, 12);
    byte[] jpeg = new JpegLosslessEncoder(12, 7, 3, 0, true).encode(ROWS, COLUMNS, 1, values);
    int[] expected = Arrays.stream(values).map(value -> value & ~7).toArray();
    assertArrayEquals(expected, decoded(jpeg, CodecFrames.grey(ROWS, COLUMNS, 16, 12, false)));
  }

  @ParameterizedTest
  @CsvSource({"true,8", "false,8", "true,16", "false,16"})
  void threeComponentsComeInOneScanOrInThree(boolean interleaved, int bits) throws DicomException {
    int[] values = noise(ROWS * COLUMNS * 3, bits);
    byte[] jpeg =
        new JpegLosslessEncoder(bits, 6, 0, 2, interleaved).encode(ROWS, COLUMNS, 3, values);
    assertArrayEquals(
        values,
        decoded(jpeg, CodecFrames.colour(ROWS, COLUMNS, bits, PhotometricInterpretation.RGB)));
  }

  @Test
  void missingEndOfImageAndPaddingChangeNothing() throws DicomException {
    int[] values = noise(ROWS * COLUMNS, 16);
    byte[] jpeg = new JpegLosslessEncoder(16, 1, 0, 0, true).encode(ROWS, COLUMNS, 1, values);
    PixelFormat format = CodecFrames.grey(ROWS, COLUMNS, 16, 16, false);
    assertArrayEquals(values, decoded(Arrays.copyOf(jpeg, jpeg.length - 2), format));
    assertArrayEquals(values, decoded(Arrays.copyOf(jpeg, jpeg.length + 3), format));
  }

  @Test
  void dataCutAtAnyByteIsCorrupt() {
    int[] values = noise(ROWS * COLUMNS, 16);
    byte[] jpeg = new JpegLosslessEncoder(16, 1, 0, 2, true).encode(ROWS, COLUMNS, 1, values);
    PixelFormat format = CodecFrames.grey(ROWS, COLUMNS, 16, 16, false);
    for (int length = 0; length < jpeg.length - 3; length++) {
      rejected(Arrays.copyOf(jpeg, length), format);
    }
  }

  @ParameterizedTest
  @CsvSource({"10,7,1", "9,8,1", "65535,65535,1"})
  void sizeOtherThanTheHeadersIsCorrupt(int rows, int columns, int components) {
    byte[] jpeg =
        new JpegLosslessEncoder(8, 1, 0, 0, true)
            .encode(ROWS, COLUMNS, 1, noise(ROWS * COLUMNS, 8));
    // The frame header follows the start of image: FFC3, length, precision, rows, columns.
    jpeg[7] = (byte) (rows >> 8);
    jpeg[8] = (byte) rows;
    jpeg[9] = (byte) (columns >> 8);
    jpeg[10] = (byte) columns;
    DicomException e = rejected(jpeg, CodecFrames.grey(ROWS, COLUMNS, 8, 8, false));
    assertTrue(
        e.getMessage().contains(rows + " x " + columns + " x " + components), e.getMessage());
  }

  @Test
  void moreBitsThanAllocatedAreCorrupt() {
    byte[] jpeg =
        new JpegLosslessEncoder(12, 1, 0, 0, true)
            .encode(ROWS, COLUMNS, 1, noise(ROWS * COLUMNS, 12));
    rejected(jpeg, CodecFrames.grey(ROWS, COLUMNS, 8, 8, false));
  }

  @Test
  void anyDamagedByteGivesAnImageOrAReason() throws DicomException {
    byte[] jpeg =
        new JpegLosslessEncoder(8, 5, 0, 3, false)
            .encode(ROWS, COLUMNS, 3, noise(ROWS * COLUMNS * 3, 8));
    PixelFormat format = CodecFrames.colour(ROWS, COLUMNS, 8, PhotometricInterpretation.RGB);
    int decoded = 0;
    for (int at = 0; at < jpeg.length; at++) {
      for (int damage : new int[] {0xFF, 0x01, 0x80}) {
        byte[] damaged = jpeg.clone();
        damaged[at] ^= (byte) damage;
        try {
          decoded += decoded(damaged, format).length / (ROWS * COLUMNS * 3);
        } catch (DicomException e) {
          assertTrue(
              e.reason() == Reason.CORRUPT_FRAME || e.reason() == Reason.UNSUPPORTED_PIXEL_FORMAT,
              e.getMessage());
        }
      }
    }
    assertTrue(decoded > 0 && decoded < 3 * jpeg.length, decoded + " decoded");
  }
}
