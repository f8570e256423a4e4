package org.tumorscan.report.dicom;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.SlicePicture;

/** The picture of a slice, twice as large as the network saw it, above lines of text. */
final class CaptionedPicture {
  private static final int ZOOM = 2;
  private static final int LINE_PIXELS = 20;
  private static final int MARGIN_PIXELS = 8;
  private static final int BASELINE_PIXELS = 15;
  private static final int LARGEST_FONT = 14;
  private static final int SMALLEST_FONT = 6;

  private CaptionedPicture() {}

  /**
   * Draws it.
   *
   * @param lines of the caption; smaller where they would not fit the picture's width
   */
  static BufferedImage of(Outcome.Classified slice, List<String> lines) {
    BufferedImage picture = SlicePicture.of(slice, ZOOM);
    int width = picture.getWidth();
    int height = picture.getHeight() + lines.size() * LINE_PIXELS + MARGIN_PIXELS;
    BufferedImage whole = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = whole.createGraphics();
    graphics.drawImage(picture, 0, 0, null);
    graphics.setColor(Color.WHITE);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    int baseline = picture.getHeight() + BASELINE_PIXELS + MARGIN_PIXELS / 2;
    for (String line : lines) {
      setFont(graphics, line, width - 2 * MARGIN_PIXELS);
      graphics.drawString(line, MARGIN_PIXELS, baseline);
      baseline += LINE_PIXELS;
    }
    graphics.dispose();
    return whole;
  }

  private static void setFont(Graphics2D graphics, String line, int width) {
    int size = LARGEST_FONT;
    do {
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
      size--;
    } while (size >= SMALLEST_FONT && graphics.getFontMetrics().stringWidth(line) > width);
  }
}
