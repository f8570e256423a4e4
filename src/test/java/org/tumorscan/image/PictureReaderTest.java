package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTest {
  private static final PictureReader READER = new PictureReader();

  private static byte[] encode(int type, String format, int... firstRow) throws IOException {
    BufferedImage image = new BufferedImage(firstRow.length, 2, type);
    for (int x = 0; x < firstRow.length; x++) {
      if (image.getRaster().getNumBands() == 1) {
        image.getRaster().setSample(x, 0, 0, firstRow[x]);
      } else {
        image.setRGB(x, 0, firstRow[x]);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, bytes));
    return bytes.toByteArray();
  }

  @Test
  void eightBitGreyKeepsItsValues() throws IOException {
    StoredPixels pixels = READER.decode(encode(BufferedImage.TYPE_BYTE_GRAY, "png", 0, 77, 255));
    assertEquals(
        PhotometricInterpretation.MONOCHROME2, pixels.format().photometricInterpretation());
    assertEquals(2, pixels.format().rows());
    assertEquals(3, pixels.format().columns());
    assertEquals(8, pixels.format().bits().stored());
    assertEquals(77, pixels.valueAt(1));
    assertEquals(255, pixels.valueAt(2));
  }

  @Test
  void sixteenBitGreyKeepsItsValues() throws IOException {
    StoredPixels pixels =
        READER.decode(encode(BufferedImage.TYPE_USHORT_GRAY, "png", 1, 300, 65535));
    assertEquals(16, pixels.format().bits().stored());
    assertEquals(300, pixels.valueAt(1));
    assertEquals(65535, pixels.valueAt(2));
  }

  @Test
  void colourIsRedGreenBlueAndAlphaIsDropped() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_4BYTE_ABGR}) {
      StoredPixels pixels = READER.decode(encode(type, "png", 0xFF0A141E, 0xFF000000));
      assertEquals(PhotometricInterpretation.RGB, pixels.format().photometricInterpretation());
      assertEquals(10, pixels.valueAt(0));
      assertEquals(20, pixels.valueAt(1));
      assertEquals(30, pixels.valueAt(2));
    }
  }

  @Test
  void paletteIsResolved() throws IOException {
    StoredPixels pixels = READER.decode(encode(BufferedImage.TYPE_BYTE_BINARY, "png", 0, 1));
    assertEquals(3, pixels.format().samplesPerPixel());
    assertEquals(0, pixels.valueAt(0));
    assertEquals(255, pixels.valueAt(3));
  }

  @Test
  void greyJpegIsOneSample(@TempDir Path directory) throws IOException {
    int[] row = new int[16];
    Arrays.fill(row, 120);
    Path file = directory.resolve("picture");
    Files.write(file, encode(BufferedImage.TYPE_BYTE_GRAY, "jpeg", row));
    StoredPixels pixels = READER.read(file);
    assertEquals(
        PhotometricInterpretation.MONOCHROME2, pixels.format().photometricInterpretation());
    assertEquals(120, pixels.valueAt(3), 12);
  }

  @Test
  void everyTruncationOfAPngHeaderIsAnIoException() throws IOException {
    byte[] whole = encode(BufferedImage.TYPE_BYTE_GRAY, "png", 1, 2, 3);
    for (int length = 0; length < 40; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> READER.decode(cut), "length " + length);
    }
  }

  @Test
  void otherFormatsAreRefused() {
    byte[] text = "GIF89a and more".getBytes(StandardCharsets.US_ASCII);
    IOException e = assertThrows(IOException.class, () -> READER.decode(text));
    assertEquals("neither a PNG nor a JPEG picture", e.getMessage());
  }

  @Test
  void hugePictureIsRefusedBeforeItsPixelsAreHeld() throws IOException {
    byte[] bytes = encode(BufferedImage.TYPE_BYTE_GRAY, "png", 1, 2);
    // IHDR: signature 8, length 4, type 4, width 4, height 4, five more bytes, CRC 4.
    ByteBuffer.wrap(bytes).putInt(16, 100_000).putInt(20, 100_000);
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 17);
    ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());
    IOException e = assertThrows(IOException.class, () -> READER.decode(bytes));
    assertEquals("10000000000 pixels, more than 67108864", e.getMessage());
  }

  @Test
  void missingFileIsAnIoException(@TempDir Path directory) {
    assertThrows(IOException.class, () -> READER.read(directory.resolve("none.png")));
  }
}
