package org.tumorscan.report.dicom;

import org.tumorscan.dicom.write.Vr;

/** Texts of ours as every character set can hold them. */
final class Texts {
  private Texts() {}

  /**
   * The text in printable ASCII, cut to what the VR can hold. The backslash and the tilde are other
   * characters in the Japanese set ISO_IR 13, and the backslash ends values.
   */
  static String fit(Vr vr, String text) {
    String plain = text.replaceAll("[^ -}]|\\\\", "?");
    return plain.substring(0, Math.min(plain.length(), vr.maxCharacters()));
  }
}
