package org.tumorscan.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * {@code heatmaps/NNNNNN.png}: for every classified slice whose model can say where the likelihood
 * comes from, its {@link SlicePicture}. The number is the slice's place among the instances of
 * {@code report.json}, from 1.
 */
public final class HeatmapPictures implements ReportWriter {
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
    if (outcome instanceof Outcome.Classified slice && slice.prediction().heatmap().isPresent()) {
      write(SlicePicture.of(slice, 1));
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

  @Override
  public void finish(RunTotals totals) {
    // Each picture is whole already.
  }

  @Override
  public void close() {
    // Nothing stays open.
  }
}
