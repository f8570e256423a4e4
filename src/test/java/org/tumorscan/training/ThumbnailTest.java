package org.tumorscan.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tumorscan.image.ModelInput;

class ThumbnailTest {

  @Test
  void cellsAreMeansOfWhatTheyCover() {
    int size = 64;
    byte[] picture = new byte[size * size];
    // The second cell of the first row covers rows 0-1 and columns 2-3.
    picture[2] = (byte) 255;
    picture[size + 3] = (byte) 255;
    float[] cells = Thumbnail.of(new ModelInput(new float[3 * size * size], picture, size));
    assertEquals(0, cells[0]);
    assertEquals(0.5, cells[1], 1e-6);
    assertEquals(0, cells[2]);
  }

  @Test
  void aSizeThatIsNoMultipleIsCoveredToTheEnd() {
    int size = 50;
    byte[] picture = new byte[size * size];
    picture[size * size - 1] = (byte) 255;
    float[] cells = Thumbnail.of(new ModelInput(new float[3 * size * size], picture, size));
    assertEquals(0.25, cells[32 * 32 - 1], 1e-6);
  }
}
