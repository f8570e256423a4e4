package org.tumorscan.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.tumorscan.inference.Heatmap;

/**
 * {@code heatmaps/NNNNNN.png}: for every classified slice whose model can say where the likelihood
 * comes from, the picture the network saw and beside it the same with the class activation map. The
 * number is the slice's place among the instances of {@code report.json}, from 1.
 *
 * <p>Unlike the page, each picture is on a scale of its own: its highest cell, but at least 1
 * logit, has the last colour.
 */
public final class HeatmapPictures implements ReportWriter {
  private static final double LEAST_FULL_LOGITS = 1;

  private final Path directory;
  private int instances;

  /**
   * Opens the directory.
   *
   * @param directory made where absent; pictures of an earlier run are replaced one by one
   */
  public HeatmapPictures(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  @Override
  public void begin(RunInfo run) {
    // The pictures say nothing of the run.
  }

  @Override
  public void add(Outcome outcome) throws IOException {
    instances++;
    if (outcome instanceof Outcome.Classified slice) {
      Optional<Heatmap> heatmap = slice.prediction().heatmap();
      if (heatmap.isPresent()) {
        write(sideBySide(slice.view(), heatmap.get()));
      }
    }
  }

  private void write(BufferedImage image) throws IOException {
    String name = String.format(Locale.ROOT, "%06d.png", instances);
    Path temporary = directory.resolve("." + name + ".tmp");
    try {
      ImageIO.write(image, "png", temporary.toFile());
      Files.move(
          temporary,
          directory.resolve(name),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static BufferedImage sideBySide(Outcome.View view, Heatmap heatmap) {
    int size = view.sizePixels();
    BufferedImage grey = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setDataElements(0, 0, size, size, view.pixels());
    BufferedImage both = new BufferedImage(2 * size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = both.createGraphics();
    graphics.drawImage(grey, 0, 0, null);
    graphics.drawImage(grey, size, 0, null);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(cells(heatmap), size, 0, size, size, null);
    graphics.dispose();
    return both;
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

  @Override
  public void finish(RunTotals totals) {
    // Each picture is whole already.
  }

  @Override
  public void close() {
    // Nothing stays open.
  }
}
