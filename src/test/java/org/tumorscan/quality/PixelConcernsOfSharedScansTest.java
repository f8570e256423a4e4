package org.tumorscan.quality;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.SharedScans;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.image.PictureReader;
import org.tumorscan.image.StoredPixels;

/** False alarms of what is told from pixels, and the thresholds' margins. */
class PixelConcernsOfSharedScansTest {
  private int frames;
  private double fullestBand;
  private double repetition;

  @Test
  void noMonochromeFileHasAFirstFrameThatIsAlmostUniformOrAMosaic() throws Exception {
    Part10Reader reader = new Part10Reader(ReadLimits.DEFAULT);
    for (Path file : files(SharedScans.conformance().getParent())) {
      try {
        StoredPixels frame = reader.read(file).frames().frame(0);
        // Colour files of the corpus are drawn test pictures, of one colour some of them.
        if (frame.format().samplesPerPixel() == 1) {
          measure(frame);
        }
      } catch (DicomException e) {
        continue;
      }
    }
    assertTrue(frames > 200, frames + " frames");
    assertMargins(0.9, 0.2);
  }

  @Test
  void noPictureOfAHeadIsAlmostUniformOrAMosaic() throws Exception {
    List<Path> pictures = files(SharedScans.brainMri().resolve("images"));
    for (int i = 0; i < pictures.size(); i += 8) {
      measure(new PictureReader().read(pictures.get(i)));
    }
    assertMargins(0.8, 0.2);
  }

  private void measure(StoredPixels frame) {
    PixelGrid grid = PixelGrid.of(frame);
    fullestBand = Math.max(fullestBand, UniformityConcern.fullestBand(frame, grid));
    repetition = Math.max(repetition, TilingConcern.strongest(grid).strength());
    frames++;
  }

  private void assertMargins(double mostBand, double mostRepetition) {
    assertTrue(fullestBand < mostBand, "the fullest band has " + fullestBand);
    assertTrue(repetition < mostRepetition, "the strongest repetition is " + repetition);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
