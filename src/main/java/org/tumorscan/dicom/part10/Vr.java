package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Value representations, as their two letters.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_6.2">PS3.5
 *     6.2</a>
 */
final class Vr {
  /** Stands for the VR of an implicit VR element, which only a dictionary knows. */
  static final String IMPLICIT = "";

  private static final Set<String> SHORT_LENGTH =
      Set.of(
          "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL",
          "SS", "ST", "TM", "UI", "UL", "US");
  private static final Set<String> LONG_LENGTH =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  // Also the VRs that stand for bytes of any kind.
  private static final Set<String> INTEGER =
      Set.of(IMPLICIT, "OB", "OW", "SL", "SS", "UL", "UN", "US");

  private Vr() {}

  /** Whether a value of that VR may hold binary integers. */
  static boolean mayHoldIntegers(String vr) {
    return INTEGER.contains(vr);
  }

  /** The two letters at a position. */
  static String at(ByteBuffer bytes, int position) {
    byte[] letters = {bytes.get(position), bytes.get(position + 1)};
    return new String(letters, StandardCharsets.ISO_8859_1);
  }

  /** Whether a VR of the standard stands at a position. */
  static boolean isVr(ByteBuffer bytes, int position) {
    String vr = at(bytes, position);
    return SHORT_LENGTH.contains(vr) || LONG_LENGTH.contains(vr);
  }

  /** Whether two reserved bytes and a 32-bit length follow the VR: PS3.5 7.1.2. */
  static boolean hasLongLength(String vr) {
    return LONG_LENGTH.contains(vr);
  }
}
