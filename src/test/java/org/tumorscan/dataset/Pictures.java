package org.tumorscan.dataset;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.tumorscan.image.PictureReader;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.StoredPixels;

/** Heads drawn from a seed, and what publishers do to pictures. */
final class Pictures {
  private static final int SIZE = 200;

  private Pictures() {}

  /** A bright rim and a hundred shapes within. */
  static BufferedImage head(long seed) {
    Random random = new Random(seed);
    BufferedImage image = grey(SIZE, SIZE);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(220, 220, 220));
    graphics.fillOval(20, 14, 160, 172);
    graphics.setColor(new Color(100, 100, 100));
    graphics.fillOval(28, 22, 144, 156);
    graphics.clip(new java.awt.geom.Ellipse2D.Double(30, 24, 140, 152));
    for (int i = 0; i < 100; i++) {
      int level = 40 + random.nextInt(160);
      graphics.setColor(new Color(level, level, level));
      graphics.fillOval(
          20 + random.nextInt(150),
          20 + random.nextInt(150),
          6 + random.nextInt(24),
          6 + random.nextInt(24));
    }
    graphics.dispose();
    return image;
  }

  static BufferedImage resized(BufferedImage image, int width, int height) {
    BufferedImage result = grey(width, height);
    Graphics2D graphics = result.createGraphics();
    graphics.drawImage(
        image.getScaledInstance(width, height, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, null);
    graphics.dispose();
    return result;
  }

  static BufferedImage mirrored(BufferedImage image) {
    return drawn(image, new AffineTransform(-1, 0, 0, 1, image.getWidth(), 0));
  }

  static BufferedImage upsideDown(BufferedImage image) {
    return drawn(image, new AffineTransform(1, 0, 0, -1, 0, image.getHeight()));
  }

  static BufferedImage quarterTurned(BufferedImage image) {
    return drawn(image, AffineTransform.getQuadrantRotateInstance(1, SIZE / 2.0, SIZE / 2.0));
  }

  static BufferedImage cropped(BufferedImage image, int pixels) {
    return image.getSubimage(pixels, pixels, SIZE - 2 * pixels, SIZE - 2 * pixels);
  }

  static BufferedImage paler(BufferedImage image) {
    return new RescaleOp(0.6f, 60, null).filter(image, grey(SIZE, SIZE));
  }

  /** With a bright spot that is not in the original. */
  static BufferedImage smudged(BufferedImage image) {
    BufferedImage smudged = drawn(image, new AffineTransform());
    Graphics2D graphics = smudged.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillOval(image.getWidth() / 2, image.getHeight() / 2, 26, 26);
    graphics.dispose();
    return smudged;
  }

  static BufferedImage recompressed(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam quality = writer.getDefaultWriteParam();
    quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    quality.setCompressionQuality(0.3f);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), quality);
    } finally {
      writer.dispose();
    }
    return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
  }

  static Fingerprint fingerprint(BufferedImage image) throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    StoredPixels pixels = new PictureReader().decode(png.toByteArray());
    return Fingerprint.of(
        new Preprocessor(Fingerprint.wholeSpec()).prepare(pixels, Presentation.NONE),
        new Preprocessor(Fingerprint.bodySpec()).prepare(pixels, Presentation.NONE));
  }

  private static BufferedImage drawn(BufferedImage image, AffineTransform transform) {
    BufferedImage result = grey(image.getWidth(), image.getHeight());
    Graphics2D graphics = result.createGraphics();
    graphics.drawImage(image, transform, null);
    graphics.dispose();
    return result;
  }

  private static BufferedImage grey(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
  }
}
