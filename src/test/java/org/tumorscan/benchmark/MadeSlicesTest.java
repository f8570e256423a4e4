package org.tumorscan.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tumorscan.benchmark.SampledInputs.Sample;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.part10.Part10Reader;

class MadeSlicesTest {
  private static final Part10Reader READER = new Part10Reader(ReadLimits.DEFAULT);

  @Test
  void theyAreMrSlicesOfTheBrainWithoutFault() throws Exception {
    try (MadeSlices made = MadeSlices.write(2)) {
      List<Sample> samples = samples(made);
      DicomInstance one = samples.get(0).source().read(READER);
      DicomInstance other = samples.get(1).source().read(READER);
      assertEquals(Optional.of("MR"), one.attributes().modality());
      assertEquals(Optional.of("BRAIN"), one.attributes().bodyPart());
      assertEquals(List.of(), one.warnings());
      assertEquals(512, one.attributes().format().rows());
      assertNotEquals(one.identity().sopInstanceUid(), other.identity().sopInstanceUid());
      assertNotEquals(0, one.frames().frame(0).valueAt(256 * 512 + 256));
    }
  }

  @Test
  void nothingOfThemIsLeft() throws Exception {
    Path file;
    try (MadeSlices made = MadeSlices.write(1)) {
      file = Path.of(samples(made).get(0).source().path());
    }
    assertFalse(Files.exists(file));
    assertFalse(Files.exists(file.getParent()));
  }

  private static List<Sample> samples(MadeSlices made) throws Exception {
    return InputSampler.sample(made.inputs(), READER, () -> false).groups().get(0).samples();
  }
}
