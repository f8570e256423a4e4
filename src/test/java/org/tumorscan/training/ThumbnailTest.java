package org.tumorscan.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tumorscan.image.InputSpec.Normalisation;
import org.tumorscan.image.ModelInput;

class ThumbnailTest {

  @Test
  void cellsAreMeansOfWhatTheyCover() {
    int size = 64;
    float[] intensities = new float[size * size];
    // The second cell of the first row covers rows 0-1 and columns 2-3.
    intensities[2] = 1;
    intensities[size + 3] = 1;
    float[] cells = Thumbnail.of(new ModelInput(intensities, Normalisation.IMAGENET, size));
    assertEquals(0, cells[0]);
    assertEquals(0.5, cells[1], 1e-6);
    assertEquals(0, cells[2]);
  }

  @Test
  void aSizeThatIsNoMultipleIsCoveredToTheEnd() {
    int size = 50;
    float[] intensities = new float[size * size];
    intensities[size * size - 1] = 1;
    float[] cells = Thumbnail.of(new ModelInput(intensities, Normalisation.IMAGENET, size));
    assertEquals(0.25, cells[32 * 32 - 1], 1e-6);
  }
}
