package org.tumorscan.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures small enough to lie in a page, as the base 64 that a {@code data:} URI holds. */
public final class InlineImage {

  /** No visible artefacts, at a third of what PNG takes. */
  private static final float JPEG_QUALITY = 0.9f;

  private InlineImage() {}

  /** What the network saw, as a grey JPEG. */
  public static String jpeg(Outcome.View view) throws IOException {
    int size = view.sizePixels();
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, size, size, view.pixels());
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(JPEG_QUALITY);
      return encode(writer, quality, image);
    } finally {
      writer.dispose();
    }
  }

  /** A picture with transparency, as PNG. */
  static String png(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try {
      return encode(writer, writer.getDefaultWriteParam(), image);
    } finally {
      writer.dispose();
    }
  }

  private static String encode(ImageWriter writer, ImageWriteParam parameters, BufferedImage image)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
