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
import org.tumorscan.image.SampleBits;

/** ITU-T T.87, as PS3.5 A.4.3 uses it. */
class JpegLsDecoderTest {
  private static final int ROWS = 23;
  private static final int COLUMNS = 19;
  private static final int[] NO_PRESET = {};
  private final JpegLsDecoder decoder = new JpegLsDecoder();

  /** A slope, flat areas, noise in a quarter, and single samples of the extremes. */
  private static int[] picture(int rows, int columns, int components, int maxval) {
    Random random = new Random(3);
    int[] values = new int[rows * columns * components];
    for (int i = 0; i < values.length; i++) {
      int row = i / (columns * components);
      int column = i / components % columns;
      values[i] = column < columns / 2 ? maxval / 3 : (int) ((long) maxval * row / rows);
      if (row > rows / 2 && column < columns / 2) {
        values[i] = random.nextInt(maxval + 1);
      } else if (random.nextInt(40) == 0) {
        values[i] = random.nextBoolean() ? maxval : 0;
      }
    }
    return values;
  }

  private static PixelFormat format(int rows, int columns, int components, int precision) {
    return new PixelFormat(
        rows,
        columns,
        components,
        new SampleBits(precision > 8 ? 16 : 8, precision, precision - 1, false),
        components == 1 ? PhotometricInterpretation.MONOCHROME2 : PhotometricInterpretation.RGB);
  }

  private int[] decoded(byte[] jpeg, PixelFormat format) throws DicomException {
    return CodecFrames.values(decoder, CodecFrames.frame(jpeg), format);
  }

  private void rejected(byte[] jpeg, Reason reason, String message) {
    PixelFormat format = format(ROWS, COLUMNS, 1, 8);
    DicomException e = CodecFrames.rejected(decoder, CodecFrames.frame(jpeg), format);
    assertEquals(reason, e.reason(), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private void roundTrip(JpegLsEncoder encoder, int rows, int columns, int components, int[] values)
      throws DicomException {
    JpegLsEncoder.Coded coded = encoder.encode(rows, columns, components, values);
    int[] found = decoded(coded.jpeg(), format(rows, columns, components, encoder.precision()));
    assertArrayEquals(coded.expected(), found);
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], found[i], encoder.near());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void everyPrecisionIsExactOrNear(int precision) throws DicomException {
    int maxval = (1 << precision) - 1;
    for (int near : new int[] {0, 1, 2, 3, 10, 255}) {
      if (near <= maxval / 2) {
        roundTrip(
            new JpegLsEncoder(precision, near, 0, 0, NO_PRESET),
            ROWS,
            COLUMNS,
            1,
            picture(ROWS, COLUMNS, 1, maxval));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0", "1,0,0", "2,0,0", "0,3,0", "1,3,0", "2,3,0", "0,0,1", "1,0,2", "2,0,5", "2,2,4"
  })
  void componentsComeInEveryInterleaveMode(int interleave, int near, int restartLines)
      throws DicomException {
    for (int precision : new int[] {8, 12, 16}) {
      roundTrip(
          new JpegLsEncoder(precision, near, interleave, restartLines, NO_PRESET),
          ROWS,
          COLUMNS,
          3,
          picture(ROWS, COLUMNS, 3, (1 << precision) - 1));
    }
  }

  // C.2.5: an interval counts lines, and all that was learnt is forgotten behind its marker.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 22, 23, 60000})
  void restartIntervalsBeginAnew(int lines) throws DicomException {
    roundTrip(
        new JpegLsEncoder(8, 0, 0, lines, NO_PRESET),
        ROWS,
        COLUMNS,
        1,
        picture(ROWS, COLUMNS, 1, 255));
  }

  // C.2.5: the interval has two, three or four bytes, none of which is a sign.
  @ParameterizedTest
  @CsvSource({"3,0", "4,0", "4,128"})
  void restartIntervalsMayBeLong(int length, int highest) throws DicomException {
    int[] values = picture(ROWS, COLUMNS, 1, 255);
    byte[] jpeg =
        new JpegLsEncoder(8, 0, 0, highest == 0 ? 2 : 0, NO_PRESET)
            .encode(ROWS, COLUMNS, 1, values)
            .jpeg();
    byte[] segment = new byte[4 + length];
    segment[0] = -1;
    segment[1] = (byte) 0xDD;
    segment[3] = (byte) (2 + length);
    segment[segment.length - 1] = 2;
    segment[4] = (byte) highest;
    assertArrayEquals(
        values, decoded(insert(jpeg, find(jpeg, 0xDA) - 1, segment), format(ROWS, COLUMNS, 1, 8)));
  }

  // B.1.1.2 of T.81: any number of fill bytes may stand before a marker.
  @Test
  void fillBytesMayStandBeforeARestartMarker() throws DicomException {
    int[] values = picture(ROWS, COLUMNS, 1, 255);
    byte[] jpeg = new JpegLsEncoder(8, 0, 0, 5, NO_PRESET).encode(ROWS, COLUMNS, 1, values).jpeg();
    byte[] filled = insert(jpeg, find(jpeg, 0xD1) - 1, new byte[] {-1, -1});
    assertArrayEquals(values, decoded(filled, format(ROWS, COLUMNS, 1, 8)));
  }

  @ParameterizedTest
  @CsvSource({
    "8,0,200,3,7,21,64",
    "8,0,255,1,1,1,3",
    "8,2,255,10,20,255,255",
    "12,0,4000,18,67,276,31",
    "16,0,65535,1000,2000,60000,65535"
  })
  void presetParametersReplaceTheDefaults(
      int precision, int near, int maxval, int t1, int t2, int t3, int reset)
      throws DicomException {
    roundTrip(
        new JpegLsEncoder(precision, near, 0, 0, new int[] {maxval, t1, t2, t3, reset}),
        60,
        50,
        1,
        picture(60, 50, 1, maxval));
  }

  // C.2.4.1.1
  @Test
  void presetParametersOfZeroAreTheDefaults() throws DicomException {
    int[] values = picture(ROWS, COLUMNS, 1, 255);
    byte[] jpeg = JpegLsEncoder.lossless(8).encode(ROWS, COLUMNS, 1, values).jpeg();
    byte[] segment = {-1, (byte) 0xF8, 0, 13, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    assertArrayEquals(
        values, decoded(insert(jpeg, find(jpeg, 0xDA) - 1, segment), format(ROWS, COLUMNS, 1, 8)));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,57", "57,1", "2,2", "1,2"})
  void smallImagesAreExact(int rows, int columns) throws DicomException {
    for (int interleave = 0; interleave < 3; interleave++) {
      JpegLsEncoder encoder = new JpegLsEncoder(12, 0, interleave, 0, NO_PRESET);
      roundTrip(encoder, rows, columns, 3, picture(rows, columns, 3, 4095));
    }
  }

  // A.7.1: runs of up to 32768 samples by one bit.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void flatImagesAreRuns(int interleave) throws DicomException {
    JpegLsEncoder encoder = new JpegLsEncoder(8, 0, interleave, 0, NO_PRESET);
    int[] values = new int[4 * 50_000 * 3];
    assertTrue(encoder.encode(4, 50_000, 3, values).jpeg().length < 200, "runs");
    roundTrip(encoder, 4, 50_000, 3, values);
    values[300_001] = 9;
    roundTrip(encoder, 4, 50_000, 3, values);
  }

  // A.7.2: the shortest codes, whose sign depends on how many errors were negative of late.
  @ParameterizedTest
  @ValueSource(ints = {3, 20, 64})
  void runsEndInSmallErrors(int reset) throws DicomException {
    Random random = new Random(9);
    int[] values = new int[80 * 60];
    Arrays.setAll(
        values,
        i -> {
          int share = i < values.length / 2 ? 3 : 12;
          return 100 + (random.nextInt(8) > 0 ? 0 : random.nextInt(15) < share ? 1 : -1);
        });
    roundTrip(new JpegLsEncoder(8, 0, 0, 0, new int[] {255, 3, 7, 21, reset}), 80, 60, 1, values);
  }

  @Test
  void signedSamplesGetTheirSignFromTheHighestStoredBit() throws DicomException {
    byte[] jpeg = JpegLsEncoder.lossless(12).encode(1, 3, 1, new int[] {0, 2048, 4095}).jpeg();
    assertArrayEquals(
        new int[] {0, -2048, -1}, decoded(jpeg, CodecFrames.grey(1, 3, 16, 12, true)));
  }

  @Test
  void missingEndOfImageAndPaddingChangeNothing() throws DicomException {
    int[] values = picture(ROWS, COLUMNS, 1, 255);
    byte[] jpeg = JpegLsEncoder.lossless(8).encode(ROWS, COLUMNS, 1, values).jpeg();
    PixelFormat format = format(ROWS, COLUMNS, 1, 8);
    assertArrayEquals(values, decoded(Arrays.copyOf(jpeg, jpeg.length - 2), format));
    assertArrayEquals(values, decoded(Arrays.copyOf(jpeg, jpeg.length + 3), format));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void dataCutAtAnyByteIsCorrupt(int restartLines) {
    byte[] jpeg =
        new JpegLsEncoder(8, 0, 0, restartLines, NO_PRESET)
            .encode(ROWS, COLUMNS, 1, picture(ROWS, COLUMNS, 1, 255))
            .jpeg();
    for (int length = 0; length < jpeg.length - 2; length++) {
      rejected(Arrays.copyOf(jpeg, length), Reason.CORRUPT_FRAME, "");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void anyDamagedByteGivesAnImageOrAReason(int interleave) {
    byte[] jpeg =
        new JpegLsEncoder(8, 1, interleave, 5, new int[] {255, 6, 12, 28, 64})
            .encode(ROWS, COLUMNS, 3, picture(ROWS, COLUMNS, 3, 255))
            .jpeg();
    int decoded = 0;
    for (int at = 0; at < jpeg.length; at++) {
      for (int damage : new int[] {0xFF, 0x01, 0x80, 0x10}) {
        byte[] damaged = jpeg.clone();
        damaged[at] ^= (byte) damage;
        try {
          decoded += decoded(damaged, format(ROWS, COLUMNS, 3, 8)).length / (ROWS * COLUMNS * 3);
        } catch (DicomException e) {
          assertTrue(
              e.reason() == Reason.CORRUPT_FRAME || e.reason() == Reason.UNSUPPORTED_PIXEL_FORMAT,
              e.getMessage());
        }
      }
    }
    assertTrue(decoded > 0 && decoded < 4 * jpeg.length, decoded + " decoded");
  }

  /** Position of a marker's second byte. */
  private static int find(byte[] jpeg, int marker) {
    for (int i = 2; i < jpeg.length; i++) {
      if (jpeg[i - 1] == -1 && (jpeg[i] & 0xFF) == marker) {
        return i;
      }
    }
    throw new IllegalArgumentException("no marker %02X".formatted(marker));
  }

  private static byte[] insert(byte[] bytes, int at, byte[] piece) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + piece.length);
    System.arraycopy(piece, 0, longer, at, piece.length);
    System.arraycopy(bytes, at, longer, at + piece.length, bytes.length - at);
    return longer;
  }

  private static byte[] patched(int marker, int offset, int value) {
    byte[] jpeg =
        new JpegLsEncoder(8, 0, 0, 5, new int[] {255, 3, 7, 21, 64})
            .encode(ROWS, COLUMNS, 1, picture(ROWS, COLUMNS, 1, 255))
            .jpeg();
    jpeg[find(jpeg, marker) + offset] = (byte) value;
    return jpeg;
  }

  @Test
  void hostileFramesAreCorrupt() {
    Reason corrupt = Reason.CORRUPT_FRAME;
    rejected(patched(0xF7, 0, 0xC3), corrupt, "JPEG process C3");
    rejected(patched(0xF7, 0, 0xE1), corrupt, "before the frame header");
    rejected(patched(0xF7, 3, 17), corrupt, "17");
    rejected(patched(0xF7, 4, 0xFF), corrupt, "65303 x 19 x 1");
    rejected(patched(0xF7, 6, 0xFF), corrupt, "23 x 65299 x 1");
    rejected(patched(0xF7, 10, 0x21), Reason.UNSUPPORTED_PIXEL_FORMAT, "sampling factor");
    byte[] twice = patched(0xF7, 0, 0xF7);
    byte[] header = Arrays.copyOfRange(twice, 2, 15);
    rejected(insert(twice, 2, header), corrupt, "a second JPEG-LS frame header");
    // As many lines as the DICOM header says too, but not as many bits.
    DicomException e =
        CodecFrames.rejected(
            decoder, CodecFrames.frame(patched(0xF7, 4, 0xFF)), format(65303, COLUMNS, 1, 8));
    assertTrue(e.getMessage().contains("for 65303 lines"), e.getMessage());
  }

  @Test
  void hostileParametersAreCorrupt() {
    Reason corrupt = Reason.CORRUPT_FRAME;
    rejected(patched(0xF8, 4, 1), corrupt, "parameters that are not allowed");
    rejected(patched(0xF8, 7, 9), corrupt, "parameters that are not allowed");
    rejected(patched(0xF8, 10, 1), corrupt, "parameters that are not allowed");
    rejected(patched(0xF8, 13, 2), corrupt, "parameters that are not allowed");
    rejected(patched(0xF8, 2, 12), corrupt, "coding parameters of 10 bytes");
    rejected(patched(0xF8, 3, 5), Reason.UNSUPPORTED_PIXEL_FORMAT, "JPEG-LS extensions");
    rejected(patched(0xDD, 2, 3), corrupt, "restart interval of 1 bytes");
  }

  // C.2.3. Point transforms and mapping tables are refused by name: no known writer makes them.
  @Test
  void hostileScansAreCorrupt() {
    Reason corrupt = Reason.CORRUPT_FRAME;
    rejected(patched(0xDA, 3, 0), corrupt, "scan header of 0");
    rejected(patched(0xDA, 4, 9), corrupt, "a component that is not due");
    rejected(patched(0xDA, 5, 1), Reason.UNSUPPORTED_PIXEL_FORMAT, "mapping table");
    rejected(patched(0xDA, 6, 200), corrupt, "parameters that are not allowed");
    rejected(patched(0xDA, 7, 3), corrupt, "interleave mode 3");
    rejected(patched(0xDA, 8, 1), Reason.UNSUPPORTED_PIXEL_FORMAT, "point transform");
    rejected(patched(0xD1, 0, 0xD2), corrupt, "no JPEG-LS restart marker 1");
  }
}
