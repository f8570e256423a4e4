package org.tumorscan.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.SharedScans;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.image.InputSpec;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.StoredPixels;
import org.tumorscan.image.UnpreparableException;

/** Whatever of the real files can be decoded can be prepared for a network, or is blank. */
class PreparationConformanceTest {
  private static final Preprocessor PREPROCESSOR =
      new Preprocessor(
          new InputSpec(
              32, InputSpec.Intensity.voi(), false, 0, 32, InputSpec.Normalisation.IMAGENET));

  private final Map<PhotometricInterpretation, Integer> prepared =
      new EnumMap<>(PhotometricInterpretation.class);
  private final List<String> unprepared = new ArrayList<>();

  @Test
  void everyPhotometricInterpretationIsPrepared() throws Exception {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(SharedScans.conformance())) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      prepareLastFrame(file);
    }
    assertEquals(List.of(), unprepared);
    Map<PhotometricInterpretation, Integer> least =
        Map.of(
            PhotometricInterpretation.MONOCHROME1, 1,
            PhotometricInterpretation.MONOCHROME2, 150,
            PhotometricInterpretation.PALETTE_COLOR, 10,
            PhotometricInterpretation.RGB, 30,
            PhotometricInterpretation.YBR_FULL, 10);
    least.forEach(
        (photometric, count) ->
            assertTrue(prepared.getOrDefault(photometric, 0) >= count, prepared.toString()));
  }

  private void prepareLastFrame(Path file) {
    try {
      DicomInstance instance = new Part10Reader(ReadLimits.DEFAULT).read(file);
      int last = instance.frames().count() - 1;
      StoredPixels pixels = instance.frames().frame(last);
      PREPROCESSOR.prepare(pixels, instance.attributes().presentation(last));
      prepared.merge(pixels.format().photometricInterpretation(), 1, Integer::sum);
    } catch (DicomException e) {
      // Judged elsewhere.
    } catch (UnpreparableException e) {
      if (e.reason() != UnpreparableException.Reason.BLANK) {
        unprepared.add(file.getFileName() + ": " + e.getMessage());
      }
    }
  }
}
