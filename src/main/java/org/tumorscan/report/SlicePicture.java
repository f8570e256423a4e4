package org.tumorscan.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.tumorscan.inference.Heatmap;

/**
 * The picture the network saw and, right of it, the same with the class activation map; the first
 * alone where the model cannot say where its likelihood comes from.
 *
 * <p>Unlike on the page, each picture is on a scale of its own: its highest cell, but at least 1
 * logit, has the last colour.
 */
public final class SlicePicture {
  private static final double LEAST_FULL_LOGITS = 1;

  private SlicePicture() {}

  /**
   * Draws it.
   *
   * @param zoom how many pixels a side each pixel that the network saw becomes, at least 1
   * @return in colour, {@code zoom} times as high as the view, and once or twice as wide as high
   */
  public static BufferedImage of(Outcome.Classified slice, int zoom) {
    Outcome.View view = slice.view();
    int seen = view.sizePixels();
    int size = Math.multiplyExact(seen, zoom);
    BufferedImage grey = new BufferedImage(seen, seen, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setDataElements(0, 0, seen, seen, view.pixels());
    boolean explained = slice.prediction().heatmap().isPresent();
    BufferedImage picture =
        new BufferedImage(explained ? 2 * size : size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(grey, 0, 0, size, size, null);
    slice
        .prediction()
        .heatmap()
        .ifPresent(
            heatmap -> {
              graphics.drawImage(grey, size, 0, size, size, null);
              graphics.drawImage(cells(heatmap), size, 0, size, size, null);
            });
    graphics.dispose();
    return picture;
  }

  private static BufferedImage cells(Heatmap heatmap) {
    double full = LEAST_FULL_LOGITS;
    for (float contribution : heatmap.contributions()) {
      full = Math.max(full, contribution);
    }
    BufferedImage cells =
        new BufferedImage(heatmap.columns(), heatmap.rows(), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < heatmap.contributions().length; i++) {
      cells.setRGB(
          i % heatmap.columns(),
          i / heatmap.columns(),
          HeatColours.argb(heatmap.contributions()[i] / full));
    }
    return cells;
  }
}
