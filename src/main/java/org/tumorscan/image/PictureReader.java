package org.tumorscan.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG and JPEG pictures, as training data come, with 8 or 16 bits a sample. Stateless and
 * safe for use by many threads.
 */
public final class PictureReader {
  /** The largest file that is read: 64 MiB. */
  public static final int MAXIMUM_BYTES = 64 << 20;

  /** The most pixels that are decoded: 2^26, as in 8192 x 8192. */
  public static final long MAXIMUM_PIXELS = 1L << 26;

  /**
   * Reads a picture file.
   *
   * @throws IOException where the file cannot be read, is larger than the limits, or is not a whole
   *     PNG or JPEG picture
   */
  public StoredPixels read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAXIMUM_BYTES + 1);
    }
    return decode(bytes);
  }

  /**
   * Decodes the bytes of a picture file.
   *
   * @return MONOCHROME2 with one sample a pixel, or RGB with three; an alpha channel is dropped
   * @throws IOException where the bytes are more than the limits, or not a whole PNG or JPEG
   *     picture
   */
  public StoredPixels decode(byte[] bytes) throws IOException {
    if (bytes.length > MAXIMUM_BYTES) {
      throw new IOException("a picture of more than " + MAXIMUM_BYTES + " bytes");
    }
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      ImageReader reader = readerFor(bytes);
      try {
        reader.setInput(in, true, true);
        return storedPixels(decode(reader));
      } finally {
        reader.dispose();
      }
    }
  }

  private static ImageReader readerFor(byte[] bytes) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(formatOf(bytes));
    return readers.next();
  }

  /** By the first bytes: ISO/IEC 15948 5.2 and ISO/IEC 10918-1 B.1.1.3. */
  private static String formatOf(byte[] bytes) throws IOException {
    if (bytes.length > 3 && bytes[0] == (byte) 0x89 && bytes[1] == 'P' && bytes[2] == 'N') {
      return "png";
    }
    if (bytes.length > 3 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8) {
      return "jpeg";
    }
    throw new IOException("neither a PNG nor a JPEG picture");
  }

  private static BufferedImage decode(ImageReader reader) throws IOException {
    try {
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MAXIMUM_PIXELS) {
        throw new IOException(pixels + " pixels, more than " + MAXIMUM_PIXELS);
      }
      return reader.read(0);
    } catch (RuntimeException e) {
      // The JDK's readers meet some damage with whatever their arithmetic throws.
      throw new IOException("a damaged picture", e);
    }
  }

  private static StoredPixels storedPixels(BufferedImage image) throws IOException {
    if (image.getColorModel() instanceof IndexColorModel) {
      return rgbOfPalette(image);
    }
    Raster raster = image.getRaster();
    // Two and four bands are one and three with alpha.
    int samples = raster.getNumBands() <= 2 ? 1 : 3;
    int bits = raster.getSampleModel().getSampleSize(0);
    if (bits != 8 && bits != 16) {
      throw new IOException(bits + " bits a sample, not 8 or 16");
    }
    int[] values = new int[Math.multiplyExact(raster.getWidth() * raster.getHeight(), samples)];
    int index = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        for (int band = 0; band < samples; band++) {
          values[index++] = raster.getSample(x, y, band);
        }
      }
    }
    return integers(image, samples, bits, values);
  }

  private static StoredPixels rgbOfPalette(BufferedImage image) {
    int[] packed =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    int[] values = new int[Math.multiplyExact(packed.length, 3)];
    for (int pixel = 0; pixel < packed.length; pixel++) {
      values[3 * pixel] = packed[pixel] >> 16 & 0xFF;
      values[3 * pixel + 1] = packed[pixel] >> 8 & 0xFF;
      values[3 * pixel + 2] = packed[pixel] & 0xFF;
    }
    return integers(image, 3, 8, values);
  }

  private static StoredPixels integers(BufferedImage image, int samples, int bits, int[] values) {
    PixelFormat format =
        new PixelFormat(
            image.getHeight(),
            image.getWidth(),
            samples,
            new SampleBits(bits, bits, bits - 1, false),
            samples == 1 ? PhotometricInterpretation.MONOCHROME2 : PhotometricInterpretation.RGB);
    return new StoredPixels.Integers(format, values);
  }
}
