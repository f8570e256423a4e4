package org.tumorscan.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tumorscan.dicom.ImageOrigin;

/**
 * What Image Type (0008,0008) says against an image: value 1 on its pixels, value 2 on when it was
 * made, value 3 and those behind it on what it is.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.1.1.2">PS3.3
 *     C.7.6.1.1.2; C.8.2.1.1.1 and C.8.16.1.3 for LOCALIZER</a>
 */
final class ImageTypeConcerns {
  private static final int FIRST_OF_KIND = 3;

  /** The standard's term and what scanners write as well. */
  private static final Set<String> LOCALIZERS = Set.of("LOCALIZER", "SCOUT", "TOPOGRAM");

  /** Not a term of the standard: Siemens scanners tile the slices of one time so. */
  private static final String MOSAIC = "MOSAIC";

  private ImageTypeConcerns() {}

  static List<String> of(ImageOrigin origin) {
    List<String> warnings = new ArrayList<>();
    List<String> kinds = origin.imageType().stream().skip(FIRST_OF_KIND - 1).toList();
    if (kinds.stream().anyMatch(LOCALIZERS::contains)) {
      warnings.add(
          Concern.LOCALIZER.warning("the header says that this is a scout for planning others"));
    }
    if (kinds.contains(MOSAIC)) {
      warnings.add(Concern.MOSAIC.warning("the header says that several slices are side by side"));
    }
    if (origin.imageType(1).filter("DERIVED"::equals).isPresent()) {
      warnings.add(
          Concern.DERIVED.warning("the header says that the pixels are not as they were acquired"));
    }
    if (origin.imageType(2).filter("SECONDARY"::equals).isPresent()) {
      warnings.add(
          Concern.SECONDARY.warning("the header says that it was made after the examination"));
    }
    return warnings;
  }
}
