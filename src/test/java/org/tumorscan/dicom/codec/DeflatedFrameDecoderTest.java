package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;

/** PS3.5 A.4.13 with RFC 1951. */
class DeflatedFrameDecoderTest {
  private final DeflatedFrameDecoder decoder = new DeflatedFrameDecoder();

  private static byte[] deflate(boolean raw, byte... bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, raw);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length + 100];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(4).nextBytes(bytes);
    return bytes;
  }

  private DicomException rejected(byte[] deflated, int rows, int columns) {
    return CodecFrames.rejected(
        decoder, CodecFrames.frame(deflated), CodecFrames.grey(rows, columns, 8, 8, false));
  }

  @Test
  void samplesAreNativeOnes() throws DicomException {
    byte[] deflated = deflate(true, new byte[] {1, 0, 0, 8, (byte) 0xFF, 0x0F});
    assertArrayEquals(
        new int[] {1, -2048, -1},
        CodecFrames.values(
            decoder, CodecFrames.frame(deflated), CodecFrames.grey(1, 3, 16, 12, true)));
  }

  @Test
  void bitsBeginAtAByteLeastSignificantFirst() throws DicomException {
    byte[] deflated = deflate(true, (byte) 0b1010_0011, (byte) 1);
    assertArrayEquals(
        new int[] {1, 1, 0, 0, 0, 1, 0, 1, 1},
        CodecFrames.values(
            decoder, CodecFrames.frame(deflated), CodecFrames.grey(3, 3, 1, 1, false)));
  }

  // A fragment of an odd length has a byte more; a pixel of 8 bits may have one too.
  @Test
  void bytesBehindTheFrameArePadding() throws DicomException {
    byte[] deflated = deflate(true, new byte[] {5, 6, 7, 0});
    assertArrayEquals(
        new int[] {5, 6, 7},
        CodecFrames.values(
            decoder,
            CodecFrames.frame(Arrays.copyOf(deflated, deflated.length + 1)),
            CodecFrames.grey(1, 3, 8, 8, false)));
  }

  @Test
  void dataCutAtAnyByteIsCorrupt() {
    byte[] deflated = deflate(true, noise(300));
    // Behind the last literal only the block's end is left, which no sample needs.
    for (int length = 0; length < deflated.length - 4; length++) {
      DicomException e = rejected(Arrays.copyOf(deflated, length), 15, 20);
      assertEquals(Reason.CORRUPT_FRAME, e.reason());
    }
  }

  @Test
  void fewerBytesThanTheFrameHasAreCorrupt() {
    DicomException e = rejected(deflate(true, noise(299)), 15, 20);
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
    assertTrue(e.getMessage().contains("gives 299 bytes of 300"), e.getMessage());
  }

  @Test
  void zlibStreamsAreNoRawDeflate() {
    DicomException e = rejected(deflate(false, noise(300)), 15, 20);
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
  }

  // Nothing is allocated for a size that no deflate stream of such a length can have.
  @Test
  void sizesBeyondTheLargestRatioAreRejectedBeforehand() {
    DicomException e = rejected(deflate(true, new byte[1000]), 65535, 16000);
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
    assertTrue(e.getMessage().contains("for a frame of 1048560000"), e.getMessage());
  }

  @Test
  void anyDamagedByteGivesAnImageOrAReason() {
    byte[] bytes = noise(300);
    Arrays.fill(bytes, 100, 250, (byte) 7);
    byte[] deflated = deflate(true, bytes);
    int rejected = 0;
    for (int at = 0; at < deflated.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = deflated.clone();
        damaged[at] ^= (byte) (1 << bit);
        try {
          int[] values =
              CodecFrames.values(
                  decoder, CodecFrames.frame(damaged), CodecFrames.grey(15, 20, 8, 8, false));
          assertEquals(300, values.length);
        } catch (DicomException e) {
          assertEquals(Reason.CORRUPT_FRAME, e.reason());
          rejected++;
        }
      }
    }
    assertTrue(rejected > 0 && rejected < 8 * deflated.length, rejected + " rejected");
  }
}
