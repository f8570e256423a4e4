package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.inference.Heatmap;
import org.tumorscan.inference.Prediction;
import org.tumorscan.inference.Prediction.Interval;
import org.tumorscan.inference.Prediction.Novelty;
import org.tumorscan.report.Outcome.Classified;
import org.tumorscan.report.Outcome.NotApplicable;
import org.tumorscan.report.Outcome.Subject;
import org.tumorscan.report.Outcome.View;

class HeatmapPicturesTest {
  private static final int SIZE = 32;

  @TempDir private Path directory;

  @Test
  void picturesAreNamedByThePlaceOfTheInstance() throws IOException {
    NotApplicable skipped = new NotApplicable(Subject.file("ct.dcm"), "modality is CT", List.of());
    write(skipped, slice(Optional.of(warmTopLeft())), slice(Optional.empty()));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of("000002.png"), files.map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void theLeftIsThePictureAndTheRightIsWarmWhereTheMapIs() throws IOException {
    write(slice(Optional.of(warmTopLeft())));
    BufferedImage picture = ImageIO.read(directory.resolve("000001.png").toFile());
    assertEquals(2 * SIZE, picture.getWidth());
    assertEquals(SIZE, picture.getHeight());
    assertTrue(isGrey(picture.getRGB(2, 2)));
    assertTrue(!isGrey(picture.getRGB(SIZE + 2, 2)));
    assertTrue(isGrey(picture.getRGB(2 * SIZE - 2, SIZE - 2)));
  }

  @Test
  void picturesOfAnEarlierRunAreReplacedAndOtherFilesStay() throws IOException {
    Files.createFile(directory.resolve("000007.png"));
    Files.createFile(directory.resolve("mine.png"));
    write(slice(Optional.of(warmTopLeft())));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(
          List.of("000001.png", "mine.png"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void picturesOfARunThatFailsAreNotSeen() throws IOException {
    Files.createFile(directory.resolve("000007.png"));
    try (HeatmapPictures pictures = new HeatmapPictures(directory)) {
      pictures.add(slice(Optional.of(warmTopLeft())));
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of("000007.png"), files.map(f -> f.getFileName().toString()).toList());
    }
    assertTrue(Files.notExists(directory.resolveSibling(".report." + directory.getFileName())));
  }

  private void write(Outcome... outcomes) throws IOException {
    try (HeatmapPictures pictures = new HeatmapPictures(directory)) {
      for (Outcome outcome : outcomes) {
        pictures.add(outcome);
      }
      pictures.finish(SampleRun.totals(List.of()));
    }
  }

  private static Heatmap warmTopLeft() {
    return new Heatmap(new float[] {5, 0, 0, -5}, 2, 2);
  }

  private static Classified slice(Optional<Heatmap> heatmap) {
    Prediction prediction =
        new Prediction(
            0.5, 0, new Interval(0.4, 0.6), Map.of("tumor", 0.5), new Novelty(0.1), heatmap);
    byte[] grey = new byte[SIZE * SIZE];
    Arrays.fill(grey, (byte) 80);
    return new Classified(
        Subject.file("mr.dcm").atFrame(1), prediction, true, List.of(), new View(grey, SIZE));
  }

  private static boolean isGrey(int rgb) {
    int red = rgb >> 16 & 0xFF;
    return red == (rgb >> 8 & 0xFF) && red == (rgb & 0xFF);
  }
}
