package org.tumorscan.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tumorscan.image.InputSpec.Intensity;
import org.tumorscan.image.UnpreparableException.Reason;
import org.tumorscan.image.VoiWindow.Function;

class PreprocessorTest {
  /** Two units in the last place of the largest value, 2.6. */
  private static final float ROUNDING_OF_CHANNELS = 5e-7f;

  private static final StoredPixels HEAD = Frames.head(256, 220, 130, 110, 100, 80);

  private static Presentation withVoi(VoiTransform... voi) {
    return new Presentation(ModalityTransform.IDENTITY, List.of(voi), Presentation.Padding.NONE);
  }

  private static Presentation withPadding(double value) {
    return new Presentation(
        ModalityTransform.IDENTITY,
        List.of(),
        new Presentation.Padding(OptionalDouble.of(value), OptionalDouble.empty()));
  }

  /** The picture of a 32 x 32 frame, which is not resampled. */
  private static int[] picture(StoredPixels frame, Presentation presentation, Intensity intensity)
      throws UnpreparableException {
    byte[] picture =
        new Preprocessor(Frames.plain(32, intensity)).prepare(frame, presentation).toPicture();
    int[] levels = new int[picture.length];
    Arrays.setAll(levels, pixel -> Byte.toUnsignedInt(picture[pixel]));
    return levels;
  }

  private static StoredPixels columns() {
    return Frames.grey(32, 32, (row, column) -> column * 10);
  }

  private static void assertFinite(ModelInput input) {
    for (float value : input.intensities()) {
      assertTrue(Float.isFinite(value), "value " + value);
    }
  }

  @Test
  void firstWindowOfTheFileIsUsed() throws UnpreparableException {
    VoiWindow first = new VoiWindow(100, 100, Function.LINEAR_EXACT);
    int[] levels =
        picture(columns(), withVoi(first, new VoiWindow(0, 1, Function.LINEAR)), Intensity.voi());
    assertEquals(0, levels[5]);
    assertEquals(128, levels[10]);
    assertEquals(255, levels[15]);
  }

  @Test
  void sigmoidWindowIsUsed() throws UnpreparableException {
    int[] levels =
        picture(columns(), withVoi(new VoiWindow(100, 100, Function.SIGMOID)), Intensity.voi());
    assertEquals(Math.round(255 / (1 + Math.exp(2))), levels[5]);
  }

  @Test
  void voiTableIsUsed() throws UnpreparableException {
    VoiTransform table = new VoiTransform.Table(new LookupTable(10, new int[] {0, 51, 255}, 8));
    StoredPixels frame = Frames.grey(32, 32, (row, column) -> column);
    int[] levels = picture(frame, withVoi(table), Intensity.voi());
    assertArrayEquals(new int[] {0, 0, 51, 255, 255}, Arrays.copyOfRange(levels, 9, 14));
  }

  @Test
  void fileWithoutWindowIsShownFromItsLeastToItsLargestValue() throws UnpreparableException {
    int[] levels = picture(columns(), Presentation.NONE, Intensity.voi());
    assertEquals(0, levels[0]);
    assertEquals(255, levels[31]);
    assertEquals(Math.round(255 * 16 / 31.0), levels[16]);
  }

  @Test
  void presetIsAWindowInModalityUnits() throws UnpreparableException {
    Presentation hounsfield =
        new Presentation(
            new ModalityTransform.Rescale(1, -150), List.of(), Presentation.Padding.NONE);
    int[] levels = picture(columns(), hounsfield, Intensity.preset(0, 101));
    assertEquals(0, levels[9]);
    assertEquals(Math.round(255 * 0.505), levels[15]);
    assertEquals(255, levels[21]);
  }

  @Test
  void windowsHaveNoMeaningForColour() throws UnpreparableException {
    int[] samples = new int[3 * 32 * 32];
    Arrays.setAll(samples, sample -> sample / 3 % 32);
    StoredPixels colour = Frames.colour(PhotometricInterpretation.RGB, 32, samples);
    int[] levels = picture(colour, withVoi(new VoiWindow(0, 1, Function.LINEAR)), Intensity.voi());
    assertEquals(Math.round(255 * 16 / 31.0), levels[16]);
  }

  @Test
  void paddingIsBackgroundAndNotInThePercentiles() throws UnpreparableException {
    StoredPixels frame =
        Frames.grey(32, 32, (row, column) -> row < 16 ? -30000 : 1000 + column * 10);
    int[] levels = picture(frame, withPadding(-30000), Intensity.percentile(0, 100));
    assertEquals(0, levels[5]);
    assertEquals(0, levels[16 * 32]);
    assertEquals(Math.round(255 * 16 / 31.0), levels[16 * 32 + 16]);
  }

  @Test
  void paddingIsBackgroundInMonochrome1Too() throws UnpreparableException {
    StoredPixels frame =
        Frames.grey(
            PhotometricInterpretation.MONOCHROME1,
            32,
            32,
            (row, column) -> row < 16 ? 0 : 1000 + column);
    int[] levels = picture(frame, withPadding(0), Intensity.voi());
    assertEquals(0, levels[5]);
    assertEquals(255, levels[16 * 32]);
    assertEquals(0, levels[16 * 32 + 31]);
  }

  @Test
  void monochrome1MirrorsMonochrome2() throws UnpreparableException {
    StoredPixels inverted =
        Frames.grey(
            PhotometricInterpretation.MONOCHROME1,
            256,
            220,
            (row, column) -> 4095 - (int) HEAD.valueAt(row * 220 + column));
    Preprocessor preprocessor = new Preprocessor(Frames.brain(64));
    assertArrayEquals(
        preprocessor.prepare(HEAD, Presentation.NONE).toValues(),
        preprocessor.prepare(inverted, Presentation.NONE).toValues(),
        1e-3f);
  }

  @Test
  void monochrome1IsInvertedAfterTheWindow() throws UnpreparableException {
    StoredPixels frame =
        Frames.grey(PhotometricInterpretation.MONOCHROME1, 32, 32, (row, column) -> column * 10);
    VoiWindow window = new VoiWindow(100, 100, Function.LINEAR_EXACT);
    int[] levels = picture(frame, withVoi(window), Intensity.voi());
    assertEquals(255, levels[5]);
    assertEquals(255 - 51, levels[7]);
    assertEquals(0, levels[15]);
  }

  @Test
  void percentilesMakeScaleAndOffsetOfTheUnitsIrrelevant() throws UnpreparableException {
    StoredPixels scaled =
        Frames.grey(256, 220, (row, column) -> 17 * (int) HEAD.valueAt(row * 220 + column) - 5000);
    Preprocessor preprocessor = new Preprocessor(Frames.brain(64));
    assertArrayEquals(
        preprocessor.prepare(HEAD, Presentation.NONE).toValues(),
        preprocessor.prepare(scaled, Presentation.NONE).toValues(),
        1e-3f);
  }

  @Test
  void oneHotPixelDoesNotDarkenTheRest() throws UnpreparableException {
    StoredPixels hot =
        Frames.grey(
            256,
            220,
            (row, column) ->
                row == 3 && column == 3 ? 1_000_000_000 : (int) HEAD.valueAt(row * 220 + column));
    Preprocessor preprocessor = new Preprocessor(Frames.brain(64));
    assertArrayEquals(
        preprocessor.prepare(HEAD, Presentation.NONE).toValues(),
        preprocessor.prepare(hot, Presentation.NONE).toValues(),
        0.05f);
  }

  @Test
  void medianInsideTheBodyBecomesTheOneAskedFor() throws UnpreparableException {
    StoredPixels disc =
        Frames.grey(
            128,
            128,
            (row, column) ->
                Math.hypot(row - 64, column - 64) > 50 ? 0 : row > 90 ? 1000 : 200 + row % 2);
    InputSpec spec =
        new InputSpec(128, Intensity.voi(), false, 0.4, 128, InputSpec.Normalisation.IMAGENET);
    byte[] picture = new Preprocessor(spec).prepare(disc, Presentation.NONE).toPicture();
    assertEquals(0.4 * 255, Byte.toUnsignedInt(picture[64 * 128 + 64]), 1.5);
    assertEquals(0, picture[0]);
  }

  @Test
  void cropLeavesTheBodyTouchingTwoOppositeEdges() throws UnpreparableException {
    ModelInput input = new Preprocessor(Frames.brain(96)).prepare(HEAD, Presentation.NONE);
    int brightRows = 0;
    for (int row = 0; row < 96; row++) {
      brightRows += Byte.toUnsignedInt(input.toPicture()[row * 96 + 48]) > 60 ? 1 : 0;
    }
    assertTrue(brightRows >= 88, brightRows + " of 96 rows show the head");
  }

  @Test
  void detailBelowTheInputSizeIsSmoothed() throws UnpreparableException {
    StoredPixels stripes = Frames.grey(64, 64, (row, column) -> column % 2 * 100);
    InputSpec coarse =
        new InputSpec(64, Intensity.voi(), false, 0, 32, InputSpec.Normalisation.IMAGENET);
    byte[] picture = new Preprocessor(coarse).prepare(stripes, Presentation.NONE).toPicture();
    for (int column = 8; column < 56; column++) {
      assertEquals(127.5, Byte.toUnsignedInt(picture[32 * 64 + column]), 1);
    }
  }

  @Test
  void channelsAreEqualButForTheirNormalisation() throws UnpreparableException {
    ModelInput input =
        new Preprocessor(Frames.plain(32, Intensity.voi())).prepare(columns(), Presentation.NONE);
    int plane = 32 * 32;
    assertEquals((1 - 0.485) / 0.229, input.toValues()[31], 1e-5);
    assertEquals((1 - 0.456) / 0.224, input.toValues()[plane + 31], 1e-5);
    assertEquals((0 - 0.406) / 0.225, input.toValues()[2 * plane], 1e-5);
  }

  @Test
  void frameOfOneValueIsBlank() {
    for (InputSpec spec :
        List.of(
            Frames.brain(32),
            Frames.plain(32, Intensity.voi()),
            Frames.plain(32, Intensity.preset(40, 80)))) {
      UnpreparableException e =
          assertThrows(
              UnpreparableException.class,
              () ->
                  new Preprocessor(spec)
                      .prepare(Frames.grey(20, 30, (row, column) -> 17), Presentation.NONE));
      assertEquals(Reason.BLANK, e.reason());
    }
  }

  @Test
  void frameWhollyBelowTheWindowIsBlank() {
    UnpreparableException e =
        assertThrows(
            UnpreparableException.class,
            () -> picture(columns(), Presentation.NONE, Intensity.preset(5000, 10)));
    assertEquals(Reason.BLANK, e.reason());
  }

  @Test
  void frameOfPaddingAloneIsBlank() {
    UnpreparableException e =
        assertThrows(
            UnpreparableException.class,
            () ->
                picture(
                    Frames.grey(32, 32, (row, column) -> 7),
                    withPadding(7),
                    Intensity.preset(0, 10)));
    assertEquals(Reason.BLANK, e.reason());
  }

  @Test
  void nonFinitePixelsPoisonNothing() throws UnpreparableException {
    float[] values = new float[64 * 64];
    for (int pixel = 0; pixel < values.length; pixel++) {
      values[pixel] = pixel % 64 * 0.01f;
    }
    float[] poisoned = values.clone();
    poisoned[100] = Float.NaN;
    poisoned[200] = Float.POSITIVE_INFINITY;
    poisoned[300] = Float.NEGATIVE_INFINITY;
    Preprocessor preprocessor = new Preprocessor(Frames.plain(64, Intensity.percentile(0, 100)));
    ModelInput clean = preprocessor.prepare(Frames.floats(64, values), Presentation.NONE);
    ModelInput input = preprocessor.prepare(Frames.floats(64, poisoned), Presentation.NONE);
    assertFinite(input);
    assertEquals(clean.toValues()[400], input.toValues()[400], 1e-6);
    assertEquals(0, input.toPicture()[200]);
  }

  @Test
  void wholeRangeOfDoublesIsShown() throws UnpreparableException {
    double[] values = new double[32 * 32];
    Arrays.setAll(values, pixel -> pixel % 2 == 0 ? -Double.MAX_VALUE : Double.MAX_VALUE);
    StoredPixels frame =
        new StoredPixels.Doubles(Frames.floats(32, new float[32 * 32]).format(), values);
    int[] levels = picture(frame, Presentation.NONE, Intensity.voi());
    assertEquals(0, levels[0]);
    assertEquals(255, levels[1]);
  }

  @Test
  void linesAndSinglePixelsGiveFiniteInputsOrBlank() throws UnpreparableException {
    Preprocessor preprocessor = new Preprocessor(Frames.brain(32));
    for (int length : new int[] {2, 3, 100, 70_000}) {
      StoredPixels flat = Frames.grey(1, length, (row, column) -> column % 7);
      StoredPixels tall = Frames.grey(length, 1, (row, column) -> row % 7);
      assertFinite(preprocessor.prepare(flat, Presentation.NONE));
      assertFinite(preprocessor.prepare(tall, Presentation.NONE));
    }
  }

  @Test
  void manyThreadsGetTheSameBytes() throws Exception {
    Preprocessor preprocessor = new Preprocessor(Frames.brain(64));
    ModelInput expected = preprocessor.prepare(HEAD, Presentation.NONE);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<ModelInput>> inputs = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        inputs.add(threads.submit(() -> preprocessor.prepare(HEAD, Presentation.NONE)));
      }
      for (Future<ModelInput> input : inputs) {
        assertArrayEquals(expected.toValues(), input.get().toValues());
        assertArrayEquals(expected.toPicture(), input.get().toPicture());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void channelsAreTheQuotientsButForRounding() {
    InputSpec spec = InputSpec.forMr();
    float[] intensities = new float[224 * 224];
    for (int pixel = 0; pixel < intensities.length; pixel++) {
      intensities[pixel] = (float) pixel / (intensities.length - 1);
    }
    float[] values = new Preprocessor(spec).input(intensities).toValues();
    for (int i = 0; i < values.length; i++) {
      int channel = i / intensities.length;
      double mean = spec.normalisation().mean().get(channel);
      double deviation = spec.normalisation().standardDeviation().get(channel);
      float quotient = (float) ((intensities[i % intensities.length] - mean) / deviation);
      assertEquals(quotient, values[i], ROUNDING_OF_CHANNELS);
    }
  }
}
