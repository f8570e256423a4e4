package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final InputSpec.Intensity PERCENTILE = InputSpec.Intensity.percentile(0.5, 99.8);

  private static GreyImage picture(StoredPixels frame) throws UnpreparableException {
    return DisplayIntensities.of(frame, Presentation.NONE, PERCENTILE);
  }

  private static void assertClose(Box box, int top, int left, int bottom, int right, int pixels) {
    assertEquals(top, box.top(), pixels);
    assertEquals(left, box.left(), pixels);
    assertEquals(bottom, box.top() + box.rows() - 1, pixels);
    assertEquals(right, box.left() + box.columns() - 1, pixels);
  }

  @Test
  void headIsFoundOnNoisyAir() throws UnpreparableException {
    Box box = Body.find(picture(Frames.head(400, 320, 180, 170, 120, 90))).box();
    assertClose(box, 60, 80, 300, 260, 10);
    assertTrue(box.top() <= 60 && box.left() <= 80 && box.rows() >= 241 && box.columns() >= 181);
  }

  @Test
  void annotationBesideTheHeadIsCutAway() throws UnpreparableException {
    GreyImage picture = picture(Frames.head(256, 256, 130, 140, 80, 70));
    for (int column = 5; column < 30; column++) {
      picture.values()[20 * 256 + column] = 1;
      picture.values()[21 * 256 + column] = 1;
    }
    assertClose(Body.find(picture).box(), 50, 70, 210, 210, 6);
  }

  @Test
  void thinLineThatTouchesTheHeadIsCutAway() throws UnpreparableException {
    GreyImage picture = picture(Frames.head(256, 256, 130, 140, 80, 70));
    for (int column = 5; column < 80; column++) {
      picture.values()[130 * 256 + column] = 1;
      picture.values()[131 * 256 + column] = 1;
    }
    assertClose(Body.find(picture).box(), 50, 70, 210, 210, 8);
  }

  @Test
  void lesionThatOutshinesTheHeadDoesNotBecomeTheBody() {
    // The head reaches the edges, so that the two classes of intensity are brain and lesion.
    GreyImage picture =
        Frames.image(
            200,
            200,
            (row, column) -> Math.hypot(row - 140, column - 140) < 35 ? 100 : 22 + (row * 7 % 5));
    assertClose(Body.find(picture).box(), 0, 0, 199, 199, 6);
  }

  @Test
  void whiteBarsAreNotTheBody() throws UnpreparableException {
    GreyImage picture = picture(Frames.head(200, 300, 100, 150, 80, 60));
    for (int pixel = 0; pixel < picture.values().length; pixel++) {
      int column = pixel % 300;
      if (column < 70 || column >= 230) {
        picture.values()[pixel] = 1;
      }
    }
    assertClose(Body.find(picture).box(), 20, 90, 180, 210, 6);
  }

  @Test
  void thinBorderDoesNotTurnTheAirIntoBody() throws UnpreparableException {
    GreyImage picture = picture(Frames.head(256, 256, 128, 128, 80, 60));
    for (int i = 0; i < 256; i++) {
      picture.values()[i] = 1;
      picture.values()[255 * 256 + i] = 1;
      picture.values()[i * 256] = 1;
      picture.values()[i * 256 + 255] = 1;
    }
    assertClose(Body.find(picture).box(), 48, 68, 208, 188, 8);
  }

  @Test
  void blankPictureIsKeptWhole() {
    assertEquals(
        new Box(0, 0, 90, 120), Body.find(Frames.image(90, 120, (row, column) -> 0)).box());
    assertEquals(
        new Box(0, 0, 90, 120), Body.find(Frames.image(90, 120, (row, column) -> 100)).box());
  }

  @Test
  void pictureOfSpecksIsKeptWhole() {
    Random random = new Random(5);
    GreyImage specks = Frames.image(512, 512, (row, column) -> random.nextInt(4000) == 0 ? 100 : 0);
    assertEquals(new Box(0, 0, 512, 512), Body.find(specks).box());
  }

  @Test
  void linesAreKeptWhole() {
    assertEquals(new Box(0, 0, 1, 500), Body.find(Frames.image(1, 500, (r, c) -> 50)).box());
    assertEquals(new Box(0, 0, 500, 1), Body.find(Frames.image(500, 1, (r, c) -> 50)).box());
    assertEquals(new Box(0, 0, 1, 1), Body.find(Frames.image(1, 1, (r, c) -> 50)).box());
  }

  @Test
  void intensitiesAreThoseInsideTheBodyAlone() {
    GreyImage disc =
        Frames.image(128, 128, (row, column) -> Math.hypot(row - 64, column - 64) < 40 ? 60 : 5);
    assertEquals(0.6, Body.find(disc).intensities().at(50), 1e-6);
    assertTrue(Body.find(disc).intensities().count() < 6000);
  }
}
