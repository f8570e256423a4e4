package org.tumorscan.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.codec.JpegDctEncoder.Script;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.SampleBits;

/**
 * Code streams damaged in several places, or made of pieces of two, give an image of the right size
 * or one of a decoder's reasons. {@code -Dmutations=N} runs N mutants of every one.
 */
class CodecMutationTest {
  private static final int MUTANTS = Integer.getInteger("mutations", 40);
  private static final int ROWS = 20;
  private static final int COLUMNS = 18;
  private static final Set<Reason> REASONS =
      EnumSet.of(
          Reason.CORRUPT_FRAME, Reason.UNSUPPORTED_PIXEL_FORMAT, Reason.TOO_LITTLE_PIXEL_DATA);

  @SuppressWarnings("ArrayRecordComponent")
  private record Sample(FrameDecoder decoder, PixelFormat format, byte[] bytes) {}

  private static int[] picture(int components, int precision) {
    int[] values = new Random(6).ints(ROWS * COLUMNS * components, 0, 1 << precision).toArray();
    Arrays.fill(values, 0, values.length / 2, 1 << precision - 1);
    return values;
  }

  private static PixelFormat format(int components, int precision) {
    return new PixelFormat(
        ROWS,
        COLUMNS,
        components,
        new SampleBits(precision > 8 ? 16 : 8, precision, precision - 1, false),
        components == 1 ? PhotometricInterpretation.MONOCHROME2 : PhotometricInterpretation.RGB);
  }

  private static List<Sample> dct() {
    List<Sample> samples = new ArrayList<>();
    for (Script script : Script.values()) {
      for (int components : new int[] {1, 3}) {
        JpegDctEncoder encoder = new JpegDctEncoder(12, script, components > 1 ? 2 : 1, 1, 2);
        int[] values = picture(components, 12);
        byte[] jpeg = encoder.encode(ROWS, COLUMNS, components, values).jpeg();
        samples.add(new Sample(new JpegExtendedDecoder(), format(components, 12), jpeg));
      }
    }
    return samples;
  }

  private static List<Sample> lossless() {
    List<Sample> samples = new ArrayList<>();
    for (boolean interleaved : new boolean[] {true, false}) {
      byte[] jpeg =
          new JpegLosslessEncoder(12, 4, 1, 3, interleaved)
              .encode(ROWS, COLUMNS, 3, picture(3, 12));
      samples.add(new Sample(new JpegLosslessDecoder(), format(3, 12), jpeg));
    }
    return samples;
  }

  private static List<Sample> jpegLs() {
    List<Sample> samples = new ArrayList<>();
    for (int interleave = 0; interleave < 3; interleave++) {
      for (int near : new int[] {0, 2}) {
        int[] preset = {4095, 20, 70, 280, 50};
        byte[] jpeg =
            new JpegLsEncoder(12, near, interleave, 3, preset)
                .encode(ROWS, COLUMNS, 3, picture(3, 12))
                .jpeg();
        samples.add(new Sample(new JpegLsDecoder(), format(3, 12), jpeg));
      }
    }
    return samples;
  }

  private static List<Sample> deflated() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater)) {
      for (int value : picture(1, 12)) {
        stream.write(value);
        stream.write(value >> 8);
      }
    }
    deflater.end();
    return List.of(new Sample(new DeflatedFrameDecoder(), format(1, 12), out.toByteArray()));
  }

  @Test
  void mutantsOfDctStreams() {
    mutate(dct(), new Random(20260201));
  }

  @Test
  void mutantsOfLosslessStreams() {
    mutate(lossless(), new Random(20260202));
  }

  @Test
  void mutantsOfJpegLsStreams() {
    mutate(jpegLs(), new Random(20260203));
  }

  @Test
  void mutantsOfDeflatedFrames() throws Exception {
    mutate(deflated(), new Random(20260204));
  }

  private static void mutate(List<Sample> samples, Random random) {
    int[] counts = new int[2];
    for (Sample sample : samples) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(10).plusMillis(5L * MUTANTS),
          () -> {
            for (int i = 0; i < MUTANTS; i++) {
              byte[] other = samples.get(random.nextInt(samples.size())).bytes();
              counts[decodes(sample, mutant(sample.bytes(), other, random)) ? 1 : 0]++;
            }
          });
    }
    assertTrue(counts[0] > 0 && counts[1] > 0, "rejected and decoded: " + Arrays.toString(counts));
  }

  private static boolean decodes(Sample sample, byte[] mutant) {
    try {
      int[] values =
          CodecFrames.values(sample.decoder(), CodecFrames.frame(mutant), sample.format());
      assertEquals(sample.format().samplesPerFrame(), values.length);
      return true;
    } catch (DicomException e) {
      assertTrue(REASONS.contains(e.reason()), e.getMessage());
      return false;
    }
  }

  private static byte[] mutant(byte[] bytes, byte[] other, Random random) {
    byte[] mutant = bytes.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(6)) {
        case 0 -> mutant[at] = (byte) random.nextInt();
        case 1 -> mutant[at] = (byte) (random.nextInt(3) - 1);
        case 2 -> mutant = splice(mutant, at, other, random.nextInt(other.length), random);
        default -> mutant[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return mutant;
  }

  /** A few bytes replaced by as many, or more or fewer, of another stream. */
  private static byte[] splice(byte[] to, int at, byte[] from, int start, Random random) {
    int length = Math.min(random.nextInt(40), from.length - start);
    int end = Math.min(to.length, at + random.nextInt(40));
    byte[] spliced = new byte[at + length + to.length - end];
    System.arraycopy(to, 0, spliced, 0, at);
    System.arraycopy(from, start, spliced, at, length);
    System.arraycopy(to, end, spliced, at + length, to.length - end);
    return spliced.length == 0 ? to : spliced;
  }
}
