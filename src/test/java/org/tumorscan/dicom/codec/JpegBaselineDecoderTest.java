package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.StoredPixels;

/** PS3.5 8.2.1 with ITU-T T.81 process 1. */
class JpegBaselineDecoderTest {
  private static final int ROWS = 24;
  private static final int COLUMNS = 17;
  private static final PixelFormat GREY = CodecFrames.grey(ROWS, COLUMNS, 8, 8, false);
  private static final PixelFormat RGB =
      CodecFrames.colour(ROWS, COLUMNS, 8, PhotometricInterpretation.RGB);
  private final JpegBaselineDecoder decoder = new JpegBaselineDecoder();

  /** A slope from left to right; in colour, of orange. */
  private static byte[] jpeg(int imageType) throws IOException {
    BufferedImage image = new BufferedImage(COLUMNS, ROWS, imageType);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        int level = 40 + 10 * column;
        if (imageType == BufferedImage.TYPE_BYTE_GRAY) {
          image.getRaster().setSample(column, row, 0, level);
        } else {
          image.setRGB(column, row, level << 16 | level / 2 << 8);
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  private StoredPixels.Integers decode(byte[] jpeg, PixelFormat format) throws DicomException {
    return (StoredPixels.Integers) decoder.decode(CodecFrames.frame(jpeg), format);
  }

  @Test
  void greyIsCloseToTheOriginal() throws Exception {
    int[] values = decode(jpeg(BufferedImage.TYPE_BYTE_GRAY), GREY).values();
    for (int i = 0; i < values.length; i++) {
      assertEquals(40 + 10 * (i % COLUMNS), values[i], 8);
    }
  }

  // The code stream's JFIF segment says YCbCr, whatever the DICOM header says.
  @Test
  void coloursStayAsTheCodeStreamHasThem() throws Exception {
    StoredPixels.Integers pixels = decode(jpeg(BufferedImage.TYPE_INT_RGB), RGB);
    assertEquals(PhotometricInterpretation.YBR_FULL, pixels.format().photometricInterpretation());
    int middle = (ROWS / 2 * COLUMNS + 8) * 3;
    double red = pixels.values()[middle] + 1.402 * (pixels.values()[middle + 2] - 128);
    assertEquals(120, red, 12);
  }

  @Test
  void withoutASegmentThatSaysSoTheHeaderTellsTheColours() throws Exception {
    byte[] jpeg = jpeg(BufferedImage.TYPE_INT_RGB);
    // JFIF becomes some other application's segment.
    jpeg[3] = (byte) 0xEA;
    assertEquals(
        PhotometricInterpretation.RGB, decode(jpeg, RGB).format().photometricInterpretation());
    assertEquals(
        PhotometricInterpretation.YBR_FULL,
        decode(jpeg, RGB.withPhotometricInterpretation(PhotometricInterpretation.YBR_FULL_422))
            .format()
            .photometricInterpretation());
  }

  @Test
  void missingEndOfImageAndPaddingChangeNothing() throws Exception {
    byte[] jpeg = jpeg(BufferedImage.TYPE_BYTE_GRAY);
    int[] values = decode(jpeg, GREY).values();
    assertTrue(Arrays.equals(values, decode(Arrays.copyOf(jpeg, jpeg.length - 2), GREY).values()));
    assertTrue(Arrays.equals(values, decode(Arrays.copyOf(jpeg, jpeg.length + 1), GREY).values()));
  }

  @Test
  void dataThatEndsTooSoonIsCorrupt() throws Exception {
    byte[] jpeg = jpeg(BufferedImage.TYPE_BYTE_GRAY);
    for (int length = 0; length < jpeg.length - 20; length += 7) {
      DicomException e =
          CodecFrames.rejected(decoder, CodecFrames.frame(Arrays.copyOf(jpeg, length)), GREY);
      assertEquals(Reason.CORRUPT_FRAME, e.reason());
    }
  }

  @Test
  void sizeOtherThanTheHeadersIsCorrupt() throws Exception {
    DicomException e =
        CodecFrames.rejected(
            decoder,
            CodecFrames.frame(jpeg(BufferedImage.TYPE_BYTE_GRAY)),
            CodecFrames.grey(ROWS, COLUMNS + 1, 8, 8, false));
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
    assertTrue(e.getMessage().contains("24 x 17 x 1"), e.getMessage());
  }

  @Test
  void scansWithoutEndAreCorrupt() throws Exception {
    byte[] jpeg = jpeg(BufferedImage.TYPE_BYTE_GRAY);
    byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < 1000; i++) {
      out.writeBytes(scan);
    }
    DicomException e = CodecFrames.rejected(decoder, CodecFrames.frame(out.toByteArray()), GREY);
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
    assertTrue(e.getMessage().contains("1001 JPEG scans"), e.getMessage());
  }

  @Test
  void losslessDataIsNotBaseline() {
    byte[] jpeg =
        new JpegLosslessEncoder(8, 1, 0, 0, true).encode(ROWS, COLUMNS, 1, new int[ROWS * COLUMNS]);
    DicomException e = CodecFrames.rejected(decoder, CodecFrames.frame(jpeg), GREY);
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
  }
}
