package org.tumorscan.dicom.part10;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.SharedScans;
import org.tumorscan.image.StoredPixels;

/**
 * A file cut short is rejected, or gives the frames of the whole file: never others.
 *
 * <p>{@code -Dtruncated=N} cuts files of up to N bytes, at each of their bytes.
 */
class TruncationTest {
  private static final int LARGEST_FILE = Integer.getInteger("truncated", 8_000);

  @Test
  void noFrameOfACutFileDiffersFromThatOfTheWhole() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(SharedScans.conformance())) {
      files = walk.filter(TruncationTest::isSmallFile).sorted().toList();
    }
    List<String> changed = new ArrayList<>();
    int rejected = 0;
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      Optional<List<StoredPixels>> frames = read(ByteBuffer.wrap(whole));
      for (int length = 0; length < whole.length; length++) {
        Optional<List<StoredPixels>> ofPart = read(ByteBuffer.wrap(Arrays.copyOf(whole, length)));
        rejected += ofPart.isEmpty() ? 1 : 0;
        if (ofPart.isPresent() && frames.isPresent() && !same(ofPart.get(), frames.get())) {
          changed.add(file.getFileName() + " cut at " + length);
        }
      }
    }
    assertTrue(files.size() > 50, files.size() + " files");
    assertTrue(rejected > 100_000, rejected + " rejected");
    assertEquals(List.of(), changed);
  }

  private static boolean isSmallFile(Path path) {
    try {
      return Files.isRegularFile(path) && Files.size(path) <= LARGEST_FILE;
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<List<StoredPixels>> read(ByteBuffer file) {
    try {
      DicomInstance instance = new Part10Reader(ReadLimits.DEFAULT).read(file);
      List<StoredPixels> frames = new ArrayList<>();
      for (int i = 0; i < instance.frames().count(); i++) {
        frames.add(instance.frames().frame(i));
      }
      return Optional.of(frames);
    } catch (DicomException e) {
      return Optional.empty();
    }
  }

  private static boolean same(List<StoredPixels> frames, List<StoredPixels> others) {
    if (frames.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < frames.size(); i++) {
      if (!same(frames.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(StoredPixels pixels, StoredPixels others) {
    if (pixels instanceof StoredPixels.Integers a && others instanceof StoredPixels.Integers b) {
      return Arrays.equals(a.values(), b.values());
    }
    if (pixels instanceof StoredPixels.Floats a && others instanceof StoredPixels.Floats b) {
      return Arrays.equals(a.values(), b.values());
    }
    return pixels instanceof StoredPixels.Doubles a
        && others instanceof StoredPixels.Doubles b
        && Arrays.equals(a.values(), b.values());
  }
}
