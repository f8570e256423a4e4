package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tumorscan.image.UnpreparableException.Reason;

/** PS3.3 C.7.6.3.1.2. */
class GrayscaleTest {
  private static final Presentation PADDED =
      new Presentation(
          new ModalityTransform.Rescale(2, -1024),
          List.of(),
          new Presentation.Padding(OptionalDouble.of(-2000), OptionalDouble.of(-1990)));

  @Test
  void rgbBecomesTheLumaThatYbrFullDefines() throws UnpreparableException {
    Grayscale grey =
        Grayscale.of(
            Frames.colour(
                PhotometricInterpretation.RGB, 4, 255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9),
            Presentation.NONE);
    assertEquals(0.299 * 255, grey.at(0), 1e-9);
    assertEquals(0.587 * 255, grey.at(1), 1e-9);
    assertEquals(0.114 * 255, grey.at(2), 1e-9);
    assertEquals(9, grey.at(3), 1e-9);
  }

  @ParameterizedTest
  @EnumSource(
      value = PhotometricInterpretation.class,
      names = {"YBR_FULL", "YBR_FULL_422", "YBR_RCT", "YBR_ICT"})
  void lumaIsTheFirstSampleOfYbr(PhotometricInterpretation photometric)
      throws UnpreparableException {
    Grayscale grey =
        Grayscale.of(Frames.colour(photometric, 2, 11, 128, 128, 22, 0, 255), Presentation.NONE);
    assertEquals(11, grey.at(0));
    assertEquals(22, grey.at(1));
  }

  @Test
  void paletteWithoutColoursIsRefusedByName() {
    StoredPixels frame = Frames.grey(PhotometricInterpretation.PALETTE_COLOR, 2, 2, (r, c) -> r);
    UnpreparableException e =
        assertThrows(UnpreparableException.class, () -> Grayscale.of(frame, Presentation.NONE));
    assertEquals(Reason.UNSUPPORTED_PHOTOMETRIC_INTERPRETATION, e.reason());
    assertEquals("unsupported-photometric-interpretation", e.reason().code());
    assertEquals("PALETTE COLOR with no palette", e.getMessage());
  }

  // PS3.3 C.7.6.3.1.5: values outside the table take its first or last entry.
  @Test
  void paletteGivesTheLumaOfItsColours() throws UnpreparableException {
    PaletteColor palette =
        new PaletteColor(
            new LookupTable(-1, new int[] {10, 100, 0}, 8),
            new LookupTable(-1, new int[] {20, 0, 100}, 8),
            new LookupTable(-1, new int[] {30, 0, 0}, 8));
    Presentation presentation =
        new Presentation(
            new ModalityTransform.Rescale(2, 7),
            List.of(),
            new Presentation.Padding(OptionalDouble.of(0), OptionalDouble.empty()),
            Optional.of(palette),
            1);
    Grayscale grey =
        Grayscale.of(
            Frames.grey(PhotometricInterpretation.PALETTE_COLOR, 1, 4, (r, c) -> c - 2),
            presentation);
    assertEquals(0.299 * 10 + 0.587 * 20 + 0.114 * 30, grey.at(0), 1e-9);
    assertEquals(grey.at(0), grey.at(1));
    assertEquals(29.9, grey.at(2), 1e-9);
    assertEquals(58.7, grey.at(3), 1e-9);
  }

  @Test
  void paletteOfAnotherInterpretationIsIgnored() throws UnpreparableException {
    LookupTable ones = new LookupTable(0, new int[] {1}, 8);
    Presentation presentation =
        new Presentation(
            ModalityTransform.IDENTITY,
            List.of(),
            Presentation.Padding.NONE,
            Optional.of(new PaletteColor(ones, ones, ones)),
            1);
    assertEquals(42, Grayscale.of(Frames.grey(1, 1, (r, c) -> 42), presentation).at(0));
  }

  @Test
  void samplesMustFitTheInterpretation() {
    StoredPixels oneSampleRgb = Frames.grey(PhotometricInterpretation.RGB, 2, 2, (r, c) -> r);
    StoredPixels threeSampleGrey = Frames.colour(PhotometricInterpretation.MONOCHROME2, 1, 1, 2, 3);
    for (StoredPixels frame : List.of(oneSampleRgb, threeSampleGrey)) {
      UnpreparableException e =
          assertThrows(UnpreparableException.class, () -> Grayscale.of(frame, Presentation.NONE));
      assertEquals(Reason.UNSUPPORTED_PHOTOMETRIC_INTERPRETATION, e.reason());
    }
  }

  @Test
  void monochromeGoesThroughTheModalityTransform() throws UnpreparableException {
    assertEquals(-1004, Grayscale.of(Frames.grey(1, 1, (r, c) -> 10), PADDED).at(0));
  }

  @Test
  void paddingIsJudgedByTheStoredValue() throws UnpreparableException {
    Grayscale grey = Grayscale.of(Frames.grey(1, 4, (r, c) -> -2001 + 4 * c), PADDED);
    assertEquals(-5026, grey.at(0));
    assertEquals(Double.NaN, grey.at(1));
    assertEquals(Double.NaN, grey.at(2));
    assertEquals(Double.NaN, Grayscale.of(Frames.grey(1, 1, (r, c) -> -1990), PADDED).at(0));
  }

  @Test
  void nonFiniteValuesAreNotImageEvenWithATable() throws UnpreparableException {
    Presentation table =
        new Presentation(
            new ModalityTransform.Table(new LookupTable(0, new int[] {5, 6}, 8)),
            List.of(),
            Presentation.Padding.NONE);
    Grayscale grey =
        Grayscale.of(
            Frames.floats(4, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 1),
            table);
    assertEquals(Double.NaN, grey.at(0));
    assertEquals(Double.NaN, grey.at(1));
    assertEquals(Double.NaN, grey.at(2));
    assertEquals(6, grey.at(3));
  }
}
