package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.codec.Jpeg2000Fixtures.Fixture;

/**
 * Damaged code streams give an image or a {@link DicomException}, soon.
 *
 * <p>{@code -Dmutations=N} runs N mutants of every code stream instead of the few that are enough
 * for every build.
 */
class Jpeg2000MutationTest {
  private static final int MUTANTS = Integer.getInteger("mutations", 40);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final Set<Reason> REASONS =
      EnumSet.of(Reason.CORRUPT_FRAME, Reason.UNSUPPORTED_PIXEL_FORMAT, Reason.LIMIT_EXCEEDED);
  private static final byte[] HOSTILE = {0, 1, -1, 0x7F, (byte) 0x80, 0x40};

  private final Jpeg2000Decoder decoder = new Jpeg2000Decoder();
  private int decoded;
  private int rejected;

  @Test
  void mutantsAreDecodedOrRejectedSoon() {
    Random random = new Random(20260103);
    for (Fixture fixture : Jpeg2000Fixtures.all()) {
      byte[] bytes = fixture.bytes();
      int body = startOfData(bytes);
      for (int i = 0; i < MUTANTS; i++) {
        byte[] mutant = mutant(bytes, i % 2 == 0 ? body : bytes.length, random);
        assertTimeoutPreemptively(LONGEST, () -> count(fixture, mutant), fixture + " mutant " + i);
      }
    }
    assertEquals(Jpeg2000Fixtures.all().size() * MUTANTS, decoded + rejected);
    assertTrue(decoded > rejected / 20 && rejected > decoded / 20, decoded + " were decoded");
  }

  private void count(Fixture fixture, byte[] mutant) {
    try {
      int[] values = CodecFrames.values(decoder, CodecFrames.frame(mutant), fixture.format());
      assertEquals(fixture.format().samplesPerFrame(), values.length);
      decoded++;
    } catch (DicomException e) {
      assertTrue(REASONS.contains(e.reason()), e.getMessage());
      rejected++;
    }
  }

  /** The headers are where most can be done wrong. */
  private static int startOfData(byte[] bytes) {
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i - 1] == (byte) 0xFF && bytes[i] == (byte) 0x93) {
        return Math.min(i + 16, bytes.length);
      }
    }
    throw new IllegalArgumentException("no start of data");
  }

  private static byte[] mutant(byte[] bytes, int reach, Random random) {
    byte[] mutant = bytes.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(Math.min(reach, mutant.length));
      switch (random.nextInt(8)) {
        case 0 -> mutant = Arrays.copyOf(mutant, Math.max(1, at));
        case 1 -> mutant = withoutByte(mutant, at);
        case 2, 3 -> mutant[at] = HOSTILE[random.nextInt(HOSTILE.length)];
        case 4, 5 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        default -> mutant[at] = (byte) random.nextInt();
      }
    }
    return mutant;
  }

  private static byte[] withoutByte(byte[] bytes, int at) {
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
    return shorter.length == 0 ? bytes : shorter;
  }
}
