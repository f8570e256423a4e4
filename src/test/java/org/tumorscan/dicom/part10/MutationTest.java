package org.tumorscan.dicom.part10;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.SharedScans;
import org.tumorscan.dicom.TransferSyntax;

/**
 * Damaged files give an image or a {@link DicomException}: no other exception, no error, no hang,
 * no allocation beyond the limits.
 *
 * <p>{@code -Dmutations=N} runs N mutants of every file instead of the few that are enough for
 * every build. Counts, the longest time and the largest allocation come in target/mutations.txt.
 */
class MutationTest {
  private static final int MUTANTS = Integer.getInteger("mutations", 40);
  private static final long LARGEST_SHARED_FILE = 100_000;
  private static final int HEADER_REACH = 2048;
  // A Huffman table has up to 272 bytes, an item of RLE a header of 64.
  private static final int MARKER_REACH = 80;
  private static final ReadLimits LIMITS =
      new ReadLimits(1 << 24, 1 << 24, 1 << 22, 1 << 16, 32, 1 << 22, 1 << 10);
  private static final byte[] HOSTILE = {0, 1, -1, -2, 0x7F, (byte) 0x80};
  private static final Duration LONGEST = Duration.ofSeconds(10);
  // Three frames of 2^22 samples of 4 bytes, with what a decoder needs beside them: an inflated
  // data set, DCT coefficients, several components.
  private static final long MOST_ALLOCATED_BYTES = 1 << 28;

  private final Map<Reason, Integer> rejected = new EnumMap<>(Reason.class);
  private int readable;
  private long mostBytes;
  private long mostMillis;
  private String greediest = "";
  private String slowest = "";

  @Test
  void mutantsOfBuiltFilesAreReadOrRejected() {
    Part10Builder item =
        Part10Builder.empty()
            .text(DicomTag.CODE_VALUE, "SH", "69536005")
            .shorts(DicomTag.LUT_DESCRIPTOR, "US", 2, 0, 8)
            .shorts(DicomTag.LUT_DATA, "OW", 1, 2);
    Part10Builder image =
        Part10Builder.image()
            .text(DicomTag.WINDOW_CENTER, "DS", "40\\80")
            .text(DicomTag.WINDOW_WIDTH, "DS", "10\\20")
            .delimitedSequence(DicomTag.ANATOMIC_REGION_SEQUENCE, item)
            .sequence(DicomTag.VOI_LUT_SEQUENCE, item)
            .sequence(DicomTag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, item);
    List<byte[]> files =
        List.of(
            image.build(),
            image.transferSyntax(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).build(),
            image.transferSyntax(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN).build(),
            image.transferSyntax(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN).build(),
            image
                .transferSyntax(TransferSyntax.RLE_LOSSLESS)
                .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
                .fragmentsWithOffsets(new int[] {0, 18}, new byte[10], new byte[70])
                .build());
    Random random = new Random(20260101);
    for (byte[] file : files) {
      mutate(file, random, "built");
    }
    assertEquals(files.size() * MUTANTS, total());
    assertTrue(readable > 0, "all rejected");
    assertTrue(rejected.size() >= 5, "reasons seen: " + rejected);
  }

  @Test
  void mutantsOfRealFilesAreReadOrRejected() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(SharedScans.conformance())) {
      files = walk.filter(MutationTest::isSmallFile).sorted().toList();
    }
    Random random = new Random(20260102);
    for (Path file : files) {
      mutate(Files.readAllBytes(file), random, file.getFileName().toString());
    }
    report(files.size());
    assertTrue(files.size() > 100, files.size() + " files");
    assertEquals(files.size() * MUTANTS, total());
  }

  private void report(int files) throws IOException {
    Files.createDirectories(Path.of("target"));
    Files.writeString(
        Path.of("target/mutations.txt"),
        """
        %d mutants of %d files: %d readable, rejected %s
        longest %d ms (%s), most allocated %d KiB (%s)
        """
            .formatted(
                total(),
                files,
                readable,
                rejected,
                mostMillis,
                slowest,
                mostBytes >> 10,
                greediest));
  }

  private static boolean isSmallFile(Path path) {
    try {
      return Files.isRegularFile(path) && Files.size(path) < LARGEST_SHARED_FILE;
    } catch (IOException e) {
      return false;
    }
  }

  private int total() {
    return readable + rejected.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void mutate(byte[] file, Random random, String name) {
    int[] markers = markers(file);
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutant(file, markers, random);
      String label = name + " mutant " + i;
      assertTimeoutPreemptively(LONGEST, () -> measure(mutant, label), label);
    }
  }

  private void measure(byte[] mutant, String label) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytesBefore = threads.getCurrentThreadAllocatedBytes();
    long nanosBefore = System.nanoTime();
    count(mutant);
    long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
    long millis = (System.nanoTime() - nanosBefore) / 1_000_000;
    if (bytes > mostBytes) {
      mostBytes = bytes;
      greediest = label;
    }
    if (millis > mostMillis) {
      mostMillis = millis;
      slowest = label;
    }
    assertTrue(bytes <= MOST_ALLOCATED_BYTES, label + " allocates " + bytes);
  }

  private void count(byte[] mutant) {
    try {
      DicomInstance instance = new Part10Reader(LIMITS).read(ByteBuffer.wrap(mutant));
      for (int frame = 0; frame < Math.min(3, instance.frames().count()); frame++) {
        instance.frames().frame(frame);
      }
      readable++;
    } catch (DicomException e) {
      rejected.merge(e.reason(), 1, Integer::sum);
    }
  }

  /**
   * A few bytes changed, in the header, behind a marker of a code stream or anywhere; sometimes a
   * piece cut out or the end cut off.
   */
  private static byte[] mutant(byte[] file, int[] markers, Random random) {
    byte[] mutant = file.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && mutant.length > 0; i++) {
      int at = place(mutant.length, markers, random);
      switch (random.nextInt(8)) {
        case 0 -> mutant = Arrays.copyOf(mutant, at);
        case 1 -> mutant = withoutPiece(mutant, at, random.nextInt(16));
        case 2 -> mutant[at] = HOSTILE[random.nextInt(HOSTILE.length)];
        case 3 ->
            Arrays.fill(
                mutant,
                at,
                Math.min(mutant.length, at + 4),
                HOSTILE[random.nextInt(HOSTILE.length)]);
        default -> mutant[at] = (byte) random.nextInt();
      }
    }
    return mutant;
  }

  private static int place(int length, int[] markers, Random random) {
    int kind = random.nextInt(3);
    if (kind == 0 && markers.length > 0) {
      int marker = markers[random.nextInt(markers.length)];
      return Math.min(length - 1, marker + random.nextInt(MARKER_REACH));
    }
    return random.nextInt(kind == 1 ? Math.min(length, HEADER_REACH) : length);
  }

  /** Where fragments begin, and marker segments of JPEG in all its kinds. */
  private static int[] markers(byte[] file) {
    return IntStream.range(1, file.length - 2)
        .filter(
            i ->
                file[i] == -1
                    && (file[i - 1] == -2 && file[i + 1] == 0 && (file[i + 2] & 0xFF) == 0xE0
                        || (file[i + 1] & 0xFF) >= 0xC0
                        || file[i + 1] >= 0x4F && file[i + 1] <= 0x77))
        .toArray();
  }

  private static byte[] withoutPiece(byte[] bytes, int from, int length) {
    int to = Math.min(bytes.length, from + length);
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - from));
    System.arraycopy(bytes, to, shorter, from, bytes.length - to);
    return shorter;
  }
}
