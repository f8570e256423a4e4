package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.codec.JpegDctEncoder.Script;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.SampleBits;

/** ITU-T T.81 processes 2, 4, 6, 8, 10 and 12, as PS3.5 8.2.1 uses them. */
class JpegExtendedDecoderTest {
  private static final int ROWS = 37;
  private static final int COLUMNS = 21;
  private static final PixelFormat GREY = CodecFrames.grey(ROWS, COLUMNS, 16, 12, false);
  private final JpegExtendedDecoder decoder = new JpegExtendedDecoder();

  /** Waves under noise in the upper half, an even slope in the lower. */
  private static int[] picture(int components, int precision) {
    Random random = new Random(5);
    int[] values = new int[ROWS * COLUMNS * components];
    int most = (1 << precision) - 1;
    for (int i = 0; i < values.length; i++) {
      int row = i / (COLUMNS * components);
      double level = row < ROWS / 2 ? 0.5 + Math.sin(i * 0.21) * 0.4 : row / (double) ROWS;
      double noise = row < ROWS / 2 ? random.nextGaussian() * 0.1 : 0;
      values[i] = (int) Math.max(0, Math.min(most, (level + noise) * most));
    }
    return values;
  }

  private static JpegDctEncoder.Coded grey(Script script, int restartInterval) {
    return new JpegDctEncoder(12, script, 1, 1, restartInterval)
        .encode(ROWS, COLUMNS, 1, picture(1, 12));
  }

  private int[] decoded(byte[] jpeg, PixelFormat format) throws DicomException {
    return CodecFrames.values(decoder, CodecFrames.frame(jpeg), format);
  }

  private void rejected(byte[] jpeg, String message) {
    DicomException e = CodecFrames.rejected(decoder, CodecFrames.frame(jpeg), GREY);
    assertEquals(Reason.CORRUPT_FRAME, e.reason(), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static void assertClose(double[] expected, int[] actual) {
    assertEquals(expected.length, actual.length);
    double total = 0;
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(expected[i] - actual[i]);
      assertTrue(error < 1.25, "sample %d: %f and %d".formatted(i, expected[i], actual[i]));
      total += error;
    }
    // Rounding alone gives a quarter.
    assertTrue(total / expected.length < 0.3, "mean error " + total / expected.length);
  }

  @ParameterizedTest
  @EnumSource(Script.class)
  void greySamplesAreThoseOfTheCosineTransform(Script script) throws DicomException {
    for (int precision : new int[] {8, 12}) {
      for (int restartInterval : new int[] {0, 1, 2}) {
        JpegDctEncoder.Coded coded =
            new JpegDctEncoder(precision, script, 1, 1, restartInterval)
                .encode(ROWS, COLUMNS, 1, picture(1, precision));
        int allocated = precision > 8 ? 16 : 8;
        PixelFormat format = CodecFrames.grey(ROWS, COLUMNS, allocated, precision, false);
        assertClose(coded.expected(), decoded(coded.jpeg(), format));
      }
    }
  }

  // A.2: a component that is alone in its scan leaves out the blocks that only fill a unit.
  @ParameterizedTest
  @EnumSource(Script.class)
  void subsampledComponentsStandForSeveralPixels(Script script) throws DicomException {
    PixelFormat format =
        new PixelFormat(
            ROWS,
            COLUMNS,
            3,
            new SampleBits(16, 12, 11, false),
            PhotometricInterpretation.YBR_FULL);
    int[][] factors = {{1, 1}, {2, 1}, {2, 2}, {1, 2}, {4, 1}, {3, 1}};
    for (int[] factor : factors) {
      JpegDctEncoder.Coded coded =
          new JpegDctEncoder(12, script, factor[0], factor[1], 2)
              .encode(ROWS, COLUMNS, 3, picture(3, 12));
      assertClose(coded.expected(), decoded(coded.jpeg(), format));
    }
  }

  // A.2.2
  @ParameterizedTest
  @EnumSource(Script.class)
  void samplingFactorsOfASingleComponentMeanNothing(Script script) throws DicomException {
    JpegDctEncoder.Coded plain = grey(script, 0);
    byte[] jpeg = plain.jpeg().clone();
    jpeg[find(jpeg, script.progressive() ? 0xC2 : 0xC1) + 10] = 0x22;
    assertClose(plain.expected(), decoded(jpeg, GREY));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,40", "40,1", "8,8", "9,8"})
  void smallImagesHaveTheirSize(int rows, int columns) throws DicomException {
    int[] values = new int[rows * columns];
    Arrays.setAll(values, i -> i * 50);
    JpegDctEncoder.Coded coded =
        new JpegDctEncoder(12, Script.SUCCESSIVE_APPROXIMATION, 1, 1, 0)
            .encode(rows, columns, 1, values);
    assertClose(
        coded.expected(), decoded(coded.jpeg(), CodecFrames.grey(rows, columns, 16, 12, false)));
  }

  // A file that says 10 bits of a code stream of 12: what the loss carries over the edge stays
  // bright.
  @Test
  void samplesAboveBitsStoredAreTheLargest() throws DicomException {
    int[] values = new int[64];
    Random random = new Random(8);
    Arrays.setAll(values, i -> Math.min(1023, random.nextInt(2000)));
    JpegDctEncoder.Coded coded =
        new JpegDctEncoder(12, Script.INTERLEAVED, 1, 1, 0).encode(8, 8, 1, values);
    int above = 0;
    int[] found = decoded(coded.jpeg(), CodecFrames.grey(8, 8, 16, 10, false));
    for (int i = 0; i < found.length; i++) {
      assertEquals(Math.min(1023, coded.expected()[i]), found[i], 1.25);
      above += coded.expected()[i] > 1024 ? 1 : 0;
    }
    assertTrue(above > 0, "the loss carries some over");
  }

  @ParameterizedTest
  @CsvSource({"16,16", "32,12", "32,31", "32,32"})
  void moreBitsStoredThanTheCodeStreamHasChangeNothing(int allocated, int stored)
      throws DicomException {
    JpegDctEncoder.Coded coded = grey(Script.INTERLEAVED, 0);
    assertClose(
        coded.expected(),
        decoded(coded.jpeg(), CodecFrames.grey(ROWS, COLUMNS, allocated, stored, false)));
  }

  @Test
  void twelveBitsDoNotFitInEight() {
    DicomException e =
        CodecFrames.rejected(
            decoder,
            CodecFrames.frame(grey(Script.INTERLEAVED, 0).jpeg()),
            CodecFrames.grey(ROWS, COLUMNS, 8, 8, false));
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
  }

  @ParameterizedTest
  @EnumSource(Script.class)
  void dataCutAtAnyByteIsCorrupt(Script script) {
    byte[] jpeg = grey(script, 3).jpeg();
    for (int length = 0; length < jpeg.length - 2; length++) {
      rejected(Arrays.copyOf(jpeg, length), "");
    }
  }

  @Test
  void missingEndOfImageAndPaddingChangeNothing() throws DicomException {
    JpegDctEncoder.Coded coded = grey(Script.SPECTRAL_SELECTION, 0);
    int length = coded.jpeg().length;
    assertClose(coded.expected(), decoded(Arrays.copyOf(coded.jpeg(), length - 2), GREY));
    assertClose(coded.expected(), decoded(Arrays.copyOf(coded.jpeg(), length + 3), GREY));
  }

  @ParameterizedTest
  @EnumSource(Script.class)
  void anyDamagedByteGivesAnImageOrAReason(Script script) {
    byte[] jpeg = grey(script, 3).jpeg();
    int decoded = 0;
    for (int at = 0; at < jpeg.length; at++) {
      for (int damage : new int[] {0xFF, 0x01, 0x80, 0x10}) {
        byte[] damaged = jpeg.clone();
        damaged[at] ^= (byte) damage;
        try {
          decoded += decoded(damaged, GREY).length / (ROWS * COLUMNS);
        } catch (DicomException e) {
          assertEquals(Reason.CORRUPT_FRAME, e.reason(), e.getMessage());
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

  private static byte[] patched(Script script, int marker, int offset, int value) {
    byte[] jpeg = grey(script, 0).jpeg();
    jpeg[find(jpeg, marker) + offset] = (byte) value;
    return jpeg;
  }

  /** Without a segment, its marker included. */
  private static byte[] without(byte[] jpeg, int marker) {
    int at = find(jpeg, marker) - 1;
    int length = 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
    byte[] shorter = Arrays.copyOf(jpeg, jpeg.length - length);
    System.arraycopy(jpeg, at + length, shorter, at, shorter.length - at);
    return shorter;
  }

  @Test
  void hostileFramesAreCorrupt() {
    Script script = Script.INTERLEAVED;
    rejected(patched(script, 0xC1, 0, 0xC9), "JPEG process C9");
    rejected(patched(script, 0xC1, 3, 10), "with 10 bits");
    rejected(patched(script, 0xC1, 4, 0xFF), "65317 x 21 x 1");
    rejected(patched(script, 0xC1, 6, 0xFF), "37 x 65301 x 1");
    rejected(patched(script, 0xC1, 10, 0x01), "sampling factor");
    rejected(patched(script, 0xC1, 10, 0x51), "sampling factor");
    rejected(without(grey(script, 0).jpeg(), 0xC1), "no JPEG frame header");
    // The size that the DICOM header says too, but not as many bytes as such an image has.
    byte[] huge = grey(script, 0).jpeg();
    Arrays.fill(huge, find(huge, 0xC1) + 4, find(huge, 0xC1) + 8, (byte) 0x1F);
    DicomException e =
        CodecFrames.rejected(
            decoder, CodecFrames.frame(huge), CodecFrames.grey(0x1F1F, 0x1F1F, 16, 12, false));
    assertTrue(e.getMessage().contains("JPEG blocks"), e.getMessage());
  }

  @Test
  void hostileTablesAreCorrupt() {
    Script script = Script.INTERLEAVED;
    rejected(without(grey(script, 0).jpeg(), 0xDB), "quantization table that is not defined");
    rejected(without(grey(script, 0).jpeg(), 0xC4), "Huffman table that is not defined");
    rejected(patched(script, 0xDB, 3, 0x10), "a quantization table that leaves its segment");
    rejected(patched(script, 0xC4, 3, 0x20), "class 2");
    // 16 codes of 3 bits, of which there are 8.
    byte[] crowded = patched(script, 0xC4, 6, 16);
    crowded[find(crowded, 0xC4) + 8] = 0;
    rejected(crowded, "no prefix code");
    // No code at all: the values are made a table of their own that nothing names.
    byte[] empty = patched(script, 0xC4, 8, 0);
    empty[find(empty, 0xC4) + 2] = 2 + 17;
    rejected(empty, "no JPEG marker");
    rejected(patched(script, 0xC4, 8, 17), "leaves its segment");
    rejected(patched(script, 0xC4, 20, 16), "a value that nothing has");
  }

  @Test
  void hostileScansAreCorrupt() {
    Script script = Script.SPECTRAL_SELECTION;
    rejected(patched(script, 0xDA, 4, 9), "a component that the frame has not");
    rejected(patched(script, 0xDA, 3, 2), "scan header of 2");
    rejected(patched(script, 0xDA, 5, 0x30), "Huffman table that is not defined");
    rejected(patched(script, 0xDA, 6, 1), "coefficients 1 to 0");
    rejected(patched(script, 0xDA, 7, 5), "coefficients 0 to 5");
    rejected(patched(script, 0xDA, 8, 0x10), "not due");
    rejected(patched(script, 0xDA, 8, 0x31), "from bit 3 to 1");
    rejected(patched(script, 0xDA, 8, 0x0E), "from bit 0 to 14");
    // AC before DC.
    byte[] early = patched(script, 0xDA, 6, 1);
    early[find(early, 0xDA) + 7] = 5;
    rejected(early, "not due");
  }

  @Test
  void framesThatLackAScanAreCorrupt() {
    byte[] jpeg = grey(Script.SUCCESSIVE_APPROXIMATION, 0).jpeg();
    int last = 0;
    for (int i = 1; i < jpeg.length; i++) {
      last = jpeg[i - 1] == -1 && (jpeg[i] & 0xFF) == 0xDA ? i - 1 : last;
    }
    byte[] shorter = Arrays.copyOf(jpeg, last + 2);
    shorter[last + 1] = (byte) 0xD9;
    rejected(shorter, "ends before its last scan");
  }

  @Test
  void missingRestartMarkersAreCorrupt() {
    byte[] jpeg = grey(Script.INTERLEAVED, 2).jpeg();
    jpeg[find(jpeg, 0xD1)] = (byte) 0xD2;
    rejected(jpeg, "no JPEG restart marker 1");
  }

  // Each costs a pass over the image, however short its data are.
  @Test
  void scansWithoutEndAreCorrupt() {
    byte[] jpeg =
        new JpegDctEncoder(12, Script.SPECTRAL_SELECTION, 1, 1, 0)
            .encode(8, 8, 1, new int[64])
            .jpeg();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int first = find(jpeg, 0xDA);
    int second = first + find(Arrays.copyOfRange(jpeg, first, jpeg.length), 0xDA);
    out.write(jpeg, 0, second - 1);
    for (int low = 13; low > 8; low--) {
      int bits = (low == 13 ? 0 : low + 1 << 4) | low;
      for (int k = 1; k < 64; k++) {
        // The code of an empty band has 12 bits: 1111 1110 0000.
        byte[] scan = {-1, (byte) 0xDA, 0, 8, 1, 1, 0, (byte) k, (byte) k, (byte) bits, -2, 15};
        out.writeBytes(scan);
      }
    }
    DicomException e =
        CodecFrames.rejected(
            decoder, CodecFrames.frame(out.toByteArray()), CodecFrames.grey(8, 8, 16, 12, false));
    assertTrue(e.getMessage().contains("more than 256 JPEG scans"), e.getMessage());
  }
}
