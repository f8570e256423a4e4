package org.tumorscan.image;

import java.util.Optional;

/**
 * How stored samples are meant to be seen.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.3.1.2">PS3.3
 *     C.7.6.3.1.2</a>
 */
public enum PhotometricInterpretation {
  MONOCHROME1("MONOCHROME1"),
  MONOCHROME2("MONOCHROME2"),
  PALETTE_COLOR("PALETTE COLOR"),
  RGB("RGB"),
  YBR_FULL("YBR_FULL"),
  YBR_FULL_422("YBR_FULL_422"),
  YBR_RCT("YBR_RCT"),
  YBR_ICT("YBR_ICT");

  private final String definedTerm;

  PhotometricInterpretation(String definedTerm) {
    this.definedTerm = definedTerm;
  }

  /** The term as it stands in Photometric Interpretation (0028,0004). */
  public String definedTerm() {
    return definedTerm;
  }

  /** The interpretation with that defined term, or empty where this program knows none. */
  public static Optional<PhotometricInterpretation> of(String definedTerm) {
    for (PhotometricInterpretation value : values()) {
      if (value.definedTerm.equals(definedTerm)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
