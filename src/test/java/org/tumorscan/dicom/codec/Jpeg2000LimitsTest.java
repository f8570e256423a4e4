package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.image.PixelFormat;

/** Code streams that ask for more than they bring, and those with what is not read, by its name. */
class Jpeg2000LimitsTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Jpeg2000Decoder decoder = new Jpeg2000Decoder();
  private final J2kStreamBuilder stream = new J2kStreamBuilder();

  private PixelFormat format() {
    int allocated = stream.depth > 16 ? 32 : stream.depth > 8 ? 16 : 8;
    int stored = Math.min(stream.depth, allocated);
    return CodecFrames.grey(stream.rows, stream.columns, allocated, stored, false);
  }

  private void rejected(Reason reason, String word, byte... packets) {
    byte[] bytes = stream.build(packets);
    DicomException e =
        assertTimeoutPreemptively(
            SOON, () -> CodecFrames.rejected(decoder, CodecFrames.frame(bytes), format()));
    assertEquals(reason, e.reason(), e.getMessage());
    assertTrue(e.getMessage().contains(word), e.getMessage());
  }

  private void square(int size) {
    stream.rows = size;
    stream.columns = size;
    stream.tileRows = size;
    stream.tileColumns = size;
  }

  // T.800 B.10.3: a packet may be empty, which is a bit of 0. What was never sent is 0, and so the
  // middle of the range (G.1).
  @Test
  void emptyPacketsLeaveTheMiddleOfTheRange() throws DicomException {
    int[] values = CodecFrames.values(decoder, CodecFrames.frame(stream.build((byte) 0)), format());
    int[] expected = new int[64 * 64];
    Arrays.fill(expected, 128);
    assertArrayEquals(expected, values);
  }

  @Test
  void everyLayerNeedsItsPacket() {
    stream.layers = 65535;
    rejected(Reason.CORRUPT_FRAME, "fewer bytes", new byte[65534]);
  }

  @Test
  void precinctsOfOneSampleAreCountedBeforeTheyAreMade() {
    square(8192);
    stream.precinctBits = 0;
    rejected(Reason.CORRUPT_FRAME, "fewer bytes", new byte[1000]);
  }

  @Test
  void millionsOfPrecinctsAreTooMany() {
    square(1024);
    stream.precinctBits = 0;
    rejected(Reason.LIMIT_EXCEEDED, "precincts", new byte[1 << 20]);
  }

  // Each packet says in a byte that none of 262144 blocks is in it.
  @Test
  void layersOverBlocksWithoutDataAreBounded() {
    square(2048);
    stream.blockBits = 2;
    stream.layers = 65535;
    byte[] packets = new byte[65535];
    Arrays.fill(packets, (byte) 0x80);
    rejected(Reason.LIMIT_EXCEEDED, "layers", packets);
  }

  @Test
  void manyProgressionChangesAreTooMany() {
    int[] changes = new int[65 * 7];
    for (int i = 0; i < changes.length; i += 7) {
      changes[i + 3] = 1;
      changes[i + 4] = 33;
    }
    stream.segment(0xFF5F, changes);
    rejected(Reason.LIMIT_EXCEEDED, "progression changes", (byte) 0);
  }

  @Test
  void tilesBeyondTheirNumberAreCorrupt() {
    square(512);
    stream.tileRows = 1;
    stream.tileColumns = 2;
    rejected(Reason.CORRUPT_FRAME, "tiles", (byte) 0);
    stream.tileColumns = 0;
    rejected(Reason.CORRUPT_FRAME, "reference grid", (byte) 0);
  }

  @Test
  void tileThatIsNotThereIsCorrupt() {
    stream.tileRows = 32;
    rejected(Reason.CORRUPT_FRAME, "1 of 2", (byte) 0);
  }

  @Test
  void extensionsOfPart2AreNamed() {
    stream.segment(0xFF74, 0, 0);
    rejected(Reason.UNSUPPORTED_PIXEL_FORMAT, "part 2", (byte) 0);
    stream.capabilities = 0x8000;
    rejected(Reason.UNSUPPORTED_PIXEL_FORMAT, "part 2", (byte) 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xFF60, 0xFF61})
  void packedPacketHeadersAreNamed(int marker) {
    stream.segment(marker, 0, 0);
    rejected(Reason.UNSUPPORTED_PIXEL_FORMAT, "packed packet headers", (byte) 0);
  }

  @Test
  void mixedBlocksAreNamed() {
    stream.blockStyle = 0xC0;
    rejected(Reason.UNSUPPORTED_PIXEL_FORMAT, "mixed", (byte) 0);
  }

  // T.814 B.1: after the first three passes comes another cleanup pass, in the second layer here.
  @Test
  void severalSetsOfHighThroughputPassesAreNamed() {
    stream.blockStyle = 0x40;
    stream.layers = 2;
    byte[] packets = {(byte) 0xE2, 0, 0, (byte) 0xF0, 0x24, 0, 0, 0};
    rejected(Reason.UNSUPPORTED_PIXEL_FORMAT, "several sets", packets);
  }

  @Test
  void precisionBeyond24BitsIsNamed() {
    stream.depth = 25;
    rejected(Reason.UNSUPPORTED_PIXEL_FORMAT, "25 bits", (byte) 0);
  }

  @Test
  void precisionBeyondBitsAllocatedIsCorrupt() {
    byte[] bytes = new J2kStreamBuilder().build((byte) 0);
    bytes[42] = 8;
    DicomException e = CodecFrames.rejected(decoder, CodecFrames.frame(bytes), format());
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
    assertTrue(e.getMessage().contains("9 bits"), e.getMessage());
  }

  // T.800 A.6.4: up to 7 guard bits and an exponent of 31.
  @Test
  void coefficientsBeyond29BitsAreNamed() throws DicomException {
    stream.guardBits = 7;
    stream.exponent = 23;
    CodecFrames.values(decoder, CodecFrames.frame(stream.build((byte) 0)), format());
    stream.exponent = 24;
    rejected(Reason.UNSUPPORTED_PIXEL_FORMAT, "30 bits", (byte) 0);
  }

  @Test
  void sampleForNoPixelIsCorruptAndForMoreThanFourIsNamed() {
    stream.step = 0;
    rejected(Reason.CORRUPT_FRAME, "0 x 0", (byte) 0);
    stream.step = 5;
    rejected(Reason.UNSUPPORTED_PIXEL_FORMAT, "5 x 5", (byte) 0);
  }

  @Test
  void sizeOtherThanTheHeadersIsCorrupt() {
    byte[] bytes = stream.build((byte) 0);
    DicomException e =
        CodecFrames.rejected(
            decoder, CodecFrames.frame(bytes), CodecFrames.grey(64, 63, 8, 8, false));
    assertEquals(Reason.CORRUPT_FRAME, e.reason());
    assertTrue(e.getMessage().contains("64 x 64 x 1"), e.getMessage());
  }

  // PS3.5 8.1.1: the stored bits are the lower ones, their sign is the high bit. Some writers flag
  // samples as unsigned that Pixel Representation says are signed.
  @Test
  void signednessIsThatOfTheHeader() throws DicomException {
    Jpeg2000Fixtures.Fixture fixture = Jpeg2000Fixtures.named("u12-21x17x1-n3.j2k");
    int[] expected =
        Arrays.stream(fixture.picture())
            .map(value -> value > 2047 ? value - 4096 : value)
            .toArray();
    assertArrayEquals(
        expected,
        CodecFrames.values(decoder, fixture.frame(), CodecFrames.grey(17, 21, 16, 12, true)));
    Jpeg2000Fixtures.Fixture signed = Jpeg2000Fixtures.named("s12-21x17x1-n3.j2k");
    int[] unsigned = Arrays.stream(signed.picture()).map(value -> value & 4095).toArray();
    assertArrayEquals(
        unsigned,
        CodecFrames.values(decoder, signed.frame(), CodecFrames.grey(17, 21, 16, 12, false)));
  }

  @Test
  void fewerBitsThanStoredKeepTheirValues() throws DicomException {
    Jpeg2000Fixtures.Fixture fixture = Jpeg2000Fixtures.named("s12-21x17x1-n3.j2k");
    assertArrayEquals(
        fixture.picture(),
        CodecFrames.values(decoder, fixture.frame(), CodecFrames.grey(17, 21, 16, 16, true)));
  }
}
