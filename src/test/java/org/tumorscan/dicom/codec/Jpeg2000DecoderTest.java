package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.codec.Jpeg2000Fixtures.Fixture;

/** ITU-T T.800 and T.814, as PS3.5 A.4.4 and A.4.9 use them. */
class Jpeg2000DecoderTest {
  // OpenJPEG's high sub-bands are 3 in 100,000 too small, which tells in 16 bits.
  private static final double RMS_TOLERANCE = 0.08;

  private final Jpeg2000Decoder decoder = new Jpeg2000Decoder();

  static List<Fixture> fixtures() {
    return Jpeg2000Fixtures.all();
  }

  private int[] decoded(Fixture fixture, byte[] bytes) throws DicomException {
    return CodecFrames.values(decoder, CodecFrames.frame(bytes), fixture.format());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void pictureIsThatOfTheFormula(Fixture fixture) throws DicomException {
    int[] expected = fixture.picture();
    int[] values = decoded(fixture, fixture.bytes());
    if (fixture.lossless()) {
      assertArrayEquals(expected, values);
      return;
    }
    long largest = 0;
    long squares = 0;
    for (int i = 0; i < values.length; i++) {
      long difference = Math.abs(values[i] - expected[i]);
      largest = Math.max(largest, difference);
      squares += difference * difference;
    }
    assertEquals(fixture.largest(), largest, 1, "largest difference");
    double rms = Math.sqrt((double) squares / values.length);
    assertEquals(fixture.rms(), rms, RMS_TOLERANCE, "rms difference");
  }

  // Only the marker that ends the code stream may be missing.
  @ParameterizedTest
  @MethodSource("fixtures")
  void codeStreamCutAtAnyByteIsCorrupt(Fixture fixture) throws DicomException {
    byte[] bytes = fixture.bytes();
    assertArrayEquals(
        decoded(fixture, bytes), decoded(fixture, Arrays.copyOf(bytes, bytes.length - 2)));
    for (int length = 0; length < bytes.length - 2; length++) {
      DicomException e =
          CodecFrames.rejected(
              decoder, CodecFrames.frame(Arrays.copyOf(bytes, length)), fixture.format());
      assertEquals(Reason.CORRUPT_FRAME, e.reason(), length + " bytes: " + e.getMessage());
    }
  }
}
