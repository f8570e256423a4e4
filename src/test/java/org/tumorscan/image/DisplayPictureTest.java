package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.tumorscan.image.Presentation.Padding;
import org.tumorscan.image.VoiWindow.Function;

class DisplayPictureTest {
  private static final PhotometricInterpretation MONOCHROME1 =
      PhotometricInterpretation.MONOCHROME1;

  private static int[] samples(StoredPixels frame, Presentation presentation) throws Exception {
    return values(DisplayPicture.of(frame, presentation));
  }

  private static int[] values(DisplayPicture picture) {
    int[] values = new int[picture.samples().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = picture.samples()[i] & 0xFF;
    }
    return values;
  }

  private static Presentation window(double center, double width) {
    return new Presentation(
        new ModalityTransform.Rescale(2, -1000),
        List.of(
            new VoiWindow(center, width, Function.LINEAR_EXACT),
            new VoiWindow(0, 1, Function.LINEAR)),
        Padding.NONE);
  }

  private static Presentation aspect(double aspect) {
    return new Presentation(
        ModalityTransform.IDENTITY, List.of(), Padding.NONE, Optional.empty(), aspect);
  }

  private static StoredPixels row(PhotometricInterpretation photometric, int... values) {
    return Frames.grey(photometric, 1, values.length, (row, column) -> values[column]);
  }

  @Test
  void firstWindowCountsAfterTheRescale() throws Exception {
    StoredPixels frame = row(PhotometricInterpretation.MONOCHROME2, 450, 475, 500, 525, 600);
    assertArrayEquals(new int[] {0, 64, 128, 191, 255}, samples(frame, window(0, 200)));
  }

  @Test
  void lowestValuesOfMonochrome1AreWhite() throws Exception {
    assertArrayEquals(new int[] {255, 0}, samples(row(MONOCHROME1, 400, 600), window(0, 200)));
    assertArrayEquals(new int[] {255, 128, 0}, samples(row(MONOCHROME1, 1, 2, 3), aspect(1)));
  }

  @Test
  void withoutWindowTheFramesOwnRangeIsShownAndPaddingIsBlack() throws Exception {
    Presentation padded =
        new Presentation(
            ModalityTransform.IDENTITY,
            List.of(),
            new Padding(OptionalDouble.of(-2000), OptionalDouble.empty()));
    assertArrayEquals(
        new int[] {0, 0, 128, 255},
        samples(row(PhotometricInterpretation.MONOCHROME2, -2000, -10, 0, 10), padded));
    assertArrayEquals(new int[] {0, 255, 0}, samples(row(MONOCHROME1, -2000, -10, 10), padded));
  }

  @Test
  void onlyBitsHaveARangeWhereAllPixelsAreTheSame() throws Exception {
    PixelFormat format =
        new PixelFormat(
            1, 2, 1, new SampleBits(1, 1, 0, false), PhotometricInterpretation.MONOCHROME2);
    StoredPixels bits = new StoredPixels.Integers(format, new int[] {1, 1});
    assertArrayEquals(new int[] {255, 255}, samples(bits, Presentation.NONE));
    assertArrayEquals(
        new int[] {0, 0},
        samples(row(PhotometricInterpretation.MONOCHROME2, 7, 7), Presentation.NONE));
  }

  @Test
  void valuesThatAreNoNumbersAreBlack() throws Exception {
    StoredPixels floats = Frames.floats(4, Float.NaN, 0, Float.POSITIVE_INFINITY, 1);
    assertArrayEquals(new int[] {0, 0, 0, 255}, samples(floats, Presentation.NONE));
  }

  @Test
  void coloursOfManyBitsKeepTheirHue() throws Exception {
    StoredPixels frame = Frames.colour(PhotometricInterpretation.RGB, 1, 65535, 32768, 0);
    DisplayPicture picture = DisplayPicture.of(frame, Presentation.NONE);
    assertEquals(3, picture.channels());
    assertArrayEquals(new int[] {255, 128, 0}, values(picture));
  }

  @Test
  void fullRangeYbrBecomesRgb() throws Exception {
    // PS3.3 C.7.6.3.1.2: red of 255 is Y 76.2, CB 85.0, CR 255.5.
    PixelFormat format =
        new PixelFormat(
            1, 2, 3, new SampleBits(8, 8, 7, false), PhotometricInterpretation.YBR_FULL);
    StoredPixels frame = new StoredPixels.Integers(format, new int[] {76, 85, 255, 200, 128, 128});
    assertArrayEquals(new int[] {254, 0, 0, 200, 200, 200}, samples(frame, Presentation.NONE));
  }

  @Test
  void paletteGivesColours() throws Exception {
    PaletteColor palette =
        new PaletteColor(
            new LookupTable(1, new int[] {0, 65535}, 16),
            new LookupTable(1, new int[] {0, 32768}, 16),
            new LookupTable(1, new int[] {65535, 0}, 16));
    Presentation presentation =
        new Presentation(
            ModalityTransform.IDENTITY, List.of(), Padding.NONE, Optional.of(palette), 1);
    assertArrayEquals(
        new int[] {0, 0, 255, 255, 128, 0},
        samples(row(PhotometricInterpretation.PALETTE_COLOR, 1, 2), presentation));
  }

  @Test
  void samplesThatOnlyADecoderKnowsAreNotShown() {
    StoredPixels frame = Frames.colour(PhotometricInterpretation.YBR_RCT, 1, 1, 2, 3);
    UnpreparableException e =
        assertThrows(
            UnpreparableException.class, () -> DisplayPicture.of(frame, Presentation.NONE));
    assertEquals("YBR_RCT with 3 samples per pixel cannot be shown", e.getMessage());
  }

  @Test
  void highPixelsMakeAHighPicture() throws Exception {
    StoredPixels frame = Frames.grey(2, 1, (row, column) -> row);
    DisplayPicture picture = DisplayPicture.of(frame, aspect(2));
    assertEquals(4, picture.rows());
    assertEquals(1, picture.columns());
    // Centres of the new pixels lie a quarter of the old ones' height away from theirs.
    assertArrayEquals(new int[] {0, 64, 191, 255}, values(picture));
  }

  @Test
  void widePixelsMakeAWidePictureInColourToo() throws Exception {
    StoredPixels frame = Frames.colour(PhotometricInterpretation.RGB, 2, 65535, 0, 0, 0, 0, 65535);
    DisplayPicture picture = DisplayPicture.of(frame, aspect(0.5));
    assertEquals(1, picture.rows());
    assertEquals(4, picture.columns());
    assertArrayEquals(new int[] {255, 0, 0, 191, 0, 64, 64, 0, 191, 0, 0, 255}, values(picture));
  }

  @Test
  void aspectThatNoDetectorHasIsLeftAlone() throws Exception {
    StoredPixels frame = Frames.grey(2, 3, (row, column) -> column);
    assertEquals(2, DisplayPicture.of(frame, aspect(1e9)).rows());
    assertEquals(3, DisplayPicture.of(frame, aspect(1e-9)).columns());
  }
}
