package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.image.PhotometricInterpretation;

/** PS3.5 annex G. */
class RleDecoderTest {
  private final RleDecoder decoder = new RleDecoder();

  private static EncodedFrame frame(byte[]... segments) {
    ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(segments.length).position(64);
    for (int i = 0; i < segments.length; i++) {
      bytes.putInt(4 * (i + 1), bytes.position()).put(segments[i]);
    }
    byte[] exact = new byte[bytes.position()];
    bytes.get(0, exact);
    return CodecFrames.frame(exact);
  }

  // G.3.2: literal runs, replicate runs, and -128 that stands for nothing.
  @Test
  void runsAreUnpacked() throws DicomException {
    assertArrayEquals(
        new int[] {7, 7, 7, 1, 2, 255},
        CodecFrames.values(
            decoder,
            frame(new byte[] {-2, 7, -128, 1, 1, 2, 0, -1}),
            CodecFrames.grey(2, 3, 8, 8, false)));
  }

  // G.2: the most significant byte is the first segment.
  @Test
  void bytesOfASampleLieInSegmentsOfTheirOwn() throws DicomException {
    assertArrayEquals(
        new int[] {0x0103, -253},
        CodecFrames.values(
            decoder,
            frame(new byte[] {1, 1, -1}, new byte[] {1, 3, 3}),
            CodecFrames.grey(1, 2, 16, 16, true)));
    assertArrayEquals(
        new int[] {0x01020304},
        CodecFrames.values(
            decoder,
            frame(new byte[] {0, 1}, new byte[] {0, 2}, new byte[] {0, 3}, new byte[] {0, 4}),
            CodecFrames.grey(1, 1, 32, 32, false)));
  }

  @Test
  void samplesOfAPixelFollowEachOtherBytewise() throws DicomException {
    byte[][] segments = {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}, {0, 6}};
    assertArrayEquals(
        new int[] {0x0102, 0x0304, 0x0506},
        CodecFrames.values(
            decoder, frame(segments), CodecFrames.colour(1, 1, 16, PhotometricInterpretation.RGB)));
  }

  @Test
  void singleBitsStayPacked() throws DicomException {
    assertArrayEquals(
        new int[] {1, 0, 0, 0, 0, 0, 0, 1, 0, 1},
        CodecFrames.values(
            decoder, frame(new byte[] {1, (byte) 0x81, 2}), CodecFrames.grey(1, 10, 1, 1, false)));
  }

  @Test
  void paddingBehindASegmentIsIgnored() throws DicomException {
    assertArrayEquals(
        new int[] {1, 1},
        CodecFrames.values(
            decoder, frame(new byte[] {-1, 1, 0}), CodecFrames.grey(1, 2, 8, 8, false)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 63, 68, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void segmentOutsideTheFrameIsCorrupt(int offset) {
    EncodedFrame frame = frame(new byte[] {-1, 1, 0});
    frame.bytes().putInt(4, offset);
    DicomException e = CodecFrames.rejected(decoder, frame, CodecFrames.grey(1, 2, 8, 8, false));
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
    assertEquals(1004, e.byteOffset().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 2, 16, Integer.MAX_VALUE})
  void numberOfSegmentsMustFitTheImage(int count) {
    EncodedFrame frame = frame(new byte[] {-1, 1, 0});
    frame.bytes().putInt(0, count);
    DicomException e = CodecFrames.rejected(decoder, frame, CodecFrames.grey(1, 2, 8, 8, false));
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
  }

  @Test
  void planesThatSoFewBytesCannotGiveTakeNoMemory() {
    DicomException e =
        CodecFrames.rejected(
            decoder, frame(new byte[] {-127, 0}), CodecFrames.grey(30_000, 70_000, 8, 8, false));
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
    assertTrue(e.getMessage().contains("2100000000"), e.getMessage());
  }

  @Test
  void runsThatEndTooSoonAreCorrupt() {
    byte[][] segments = {{-1}, {5, 1, 2}, {-1, 1}, {}};
    for (byte[] segment : segments) {
      DicomException e =
          CodecFrames.rejected(decoder, frame(segment), CodecFrames.grey(1, 6, 8, 8, false));
      assertEquals(Reason.CORRUPT_FRAME, e.reason());
      assertTrue(e.getMessage().contains("RLE"), e.getMessage());
    }
    assertEquals(
        Reason.CORRUPT_FRAME,
        CodecFrames.rejected(
                decoder, CodecFrames.frame(new byte[63]), CodecFrames.grey(1, 6, 8, 8, false))
            .reason());
  }
}
