package org.tumorscan.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tumorscan.dicom.ImageOrigin;

/**
 * Whether an image came through a screen, a film or a paper, and whether text was drawn into it.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.8.6.1">PS3.3
 *     C.8.6.1 (Conversion Type), C.7.6.1 (Burned In Annotation)</a>
 */
final class CaptureConcerns {
  /** PS3.4 B.5: Secondary Capture Image Storage, and the multi-frame ones after a full stop. */
  private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

  /** Digitized film, scanned document, scanned image. */
  private static final Set<String> SCANNED = Set.of("DF", "SD", "SI");

  /** Digitized video, digital interface, workstation, drawing, synthetic image. */
  private static final Set<String> CAPTURED = Set.of("DV", "DI", "WSD", "DRW", "SYN");

  private CaptureConcerns() {}

  static List<String> of(Optional<String> sopClassUid, ImageOrigin origin) {
    List<String> warnings = new ArrayList<>();
    if (origin.conversionType().filter(SCANNED::contains).isPresent()) {
      warnings.add(
          Concern.DIGITIZED_FILM.warning(
              "the header says that the picture was scanned from film or paper (Conversion Type "
                  + origin.conversionType().get()
                  + ")"));
    } else if (origin.conversionType().filter(CAPTURED::contains).isPresent()) {
      warnings.add(
          Concern.SECONDARY_CAPTURE.warning(
              "the header says that the picture did not come from the scanner as it is (Conversion"
                  + " Type "
                  + origin.conversionType().get()
                  + ")"));
    } else if (sopClassUid.filter(CaptureConcerns::isSecondaryCapture).isPresent()) {
      warnings.add(
          Concern.SECONDARY_CAPTURE.warning("it is stored as a secondary capture, not as a scan"));
    }
    if (origin.burnedInAnnotation()) {
      warnings.add(
          Concern.BURNED_IN_TEXT.warning("the header says that text is drawn into the pixels"));
    }
    return warnings;
  }

  private static boolean isSecondaryCapture(String sopClassUid) {
    return sopClassUid.equals(SECONDARY_CAPTURE) || sopClassUid.startsWith(SECONDARY_CAPTURE + ".");
  }
}
