package org.tumorscan.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.benchmark.SampledInputs.Group;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.pipeline.InputFiles;

class InputSamplerTest {
  private static final DicomReader READER = new Part10Reader(ReadLimits.DEFAULT);

  @TempDir Path directory;

  @Test
  void filesAreGroupedByTransferSyntax() throws Exception {
    SampledInputs sample = sample(Path.of("sample-scans/formats"));
    assertEquals(6, sample.files());
    assertTrue(sample.whole());
    assertEquals(
        List.of(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.JPEG_LOSSLESS_SV1,
            TransferSyntax.RLE_LOSSLESS),
        sample.groups().stream()
            .map(Group::transferSyntax)
            .filter(syntax -> syntax != TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
            .toList());
  }

  @Test
  void whatCannotBeReadIsNamedAndWhatIsNoDicomIsSkipped() throws Exception {
    SampledInputs sample = sample(Path.of("sample-scans/broken"));
    assertEquals(2, sample.files());
    assertEquals(1, sample.skipped());
    assertEquals(1, sample.unreadable().size());
    assertEquals("too-little-pixel-data", sample.unreadable().get(0).reason());
    assertTrue(sample.unreadable().get(0).path().endsWith("truncated.dcm"));
    assertEquals(List.of(), sample.groups());
  }

  @Test
  void noMoreIsTakenOfATransferSyntaxThanIsReadAgainSoon() throws Exception {
    try (MadeSlices made = MadeSlices.write(20)) {
      SampledInputs sample = InputSampler.sample(made.inputs(), READER, () -> false);
      assertEquals(20, sample.files());
      Group group = sample.groups().get(0);
      assertEquals(InputSampler.MOST_FRAMES_OF_A_GROUP, group.samples().size());
      assertEquals(16L * 2 * 512 * 512, group.bytes());
    }
  }

  @Test
  void ofALargeArchiveTheFirstFilesAreLookedAt() throws Exception {
    byte[] slice = Files.readAllBytes(Path.of("sample-scans/formats/mr-rle.dcm"));
    for (int i = 0; i < InputSampler.MOST_FILES + 1; i++) {
      Files.write(directory.resolve(i + ".dcm"), slice);
    }
    SampledInputs sample = sample(directory);
    assertEquals(InputSampler.MOST_FILES, sample.files());
    assertFalse(sample.whole());
  }

  @Test
  void theUserMayStopIt() {
    InputFiles inputs = new InputFiles(List.of(Path.of("sample-scans")), Optional.empty());
    assertThrows(
        BenchmarkStoppedException.class, () -> InputSampler.sample(inputs, READER, () -> true));
  }

  private static SampledInputs sample(Path input) throws Exception {
    return InputSampler.sample(
        new InputFiles(List.of(input), Optional.empty()), READER, () -> false);
  }
}
