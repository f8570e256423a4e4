package org.tumorscan.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.image.UnpreparableException;

class RejectionReasonsTest {
  @Test
  void everyReasonHasALineInTheReadme() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    Stream<String> decoding = Arrays.stream(DicomException.Reason.values()).map(r -> r.code());
    Stream<String> preparing =
        Arrays.stream(UnpreparableException.Reason.values())
            .filter(reason -> reason != UnpreparableException.Reason.BLANK)
            .map(r -> r.code());
    Stream.concat(decoding, preparing)
        .forEach(code -> assertTrue(readme.contains("\n| `" + code + "` |"), code));
  }
}
