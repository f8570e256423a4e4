package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.image.DisplayPicture;

class PreviewPicturesTest {
  private static final DisplayPicture GREY =
      new DisplayPicture(1, 2, 1, new byte[] {0, (byte) 200});

  @TempDir Path directory;

  @Test
  void nameHasNothingOfTheInputsNameAndIsTheSameNextTime() throws IOException {
    PreviewPictures pictures = new PreviewPictures(directory.resolve("new/one"));
    String name = pictures.write("file:///scans/DOE%5EJANE/1.dcm", 12, GREY);
    assertTrue(name.matches("[0-9a-f]{16}-0012\\.png"), name);
    assertTrue(name.matches(PreviewPictures.NAME_PATTERN), name);
    assertEquals(name, pictures.write("file:///scans/DOE%5EJANE/1.dcm", 12, GREY));
    assertNotEquals(name, pictures.write("file:///scans/DOE%5EJANE/2.dcm", 12, GREY));
    try (Stream<Path> files = Files.list(directory.resolve("new/one"))) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void picturesHaveTheirColours() throws IOException {
    PreviewPictures pictures = new PreviewPictures(directory);
    BufferedImage grey = read(pictures.write("grey", 1, GREY));
    assertEquals(1, grey.getRaster().getNumBands());
    assertEquals(List.of(0, 200), List.of(grey.getRaster().getSample(0, 0, 0), sample(grey)));
    DisplayPicture orange = new DisplayPicture(1, 1, 3, new byte[] {(byte) 255, (byte) 128, 1});
    assertEquals(0xFFFF8001, read(pictures.write("colour", 1, orange)).getRGB(0, 0));
  }

  private static int sample(BufferedImage picture) {
    return picture.getRaster().getSample(1, 0, 0);
  }

  private BufferedImage read(String name) throws IOException {
    return ImageIO.read(directory.resolve(name).toFile());
  }

  @Test
  void fileInTheDirectorysPlaceIsSaidAtOnce() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThrows(FileAlreadyExistsException.class, () -> new PreviewPictures(file));
  }
}
