package org.tumorscan.dicom.write;

/**
 * The value representations that are written.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_6.2">PS3.5
 *     6.2</a>
 */
public enum Vr {
  AS(' ', false, 4),
  CS(' ', false, 16),
  DA(' ', false, 8),
  DS(' ', false, 16),
  IS(' ', false, 12),
  LO(' ', false, 64),
  OB('\0', true, 0),
  OW('\0', true, 0),
  PN(' ', false, 64),
  SH(' ', false, 16),
  SQ('\0', true, 0),
  ST(' ', false, 1024),
  TM(' ', false, 14),
  UI('\0', false, 64),
  UL('\0', false, 0),
  US('\0', false, 0),
  UT(' ', true, 1 << 20);

  private final byte padding;
  private final boolean longLength;
  private final int maxCharacters;

  Vr(char padding, boolean longLength, int maxCharacters) {
    this.padding = (byte) padding;
    this.longLength = longLength;
    this.maxCharacters = maxCharacters;
  }

  /** What makes an odd length even. */
  byte padding() {
    return padding;
  }

  /** Whether two reserved bytes and a 32-bit length follow the VR: PS3.5 7.1.2. */
  boolean hasLongLength() {
    return longLength;
  }

  /** The most characters of one value of text; 0 for binary values. */
  public int maxCharacters() {
    return maxCharacters;
  }

  /** Whether a backslash is a character of the value, not the end of one. */
  boolean isSingleText() {
    return this == ST || this == UT;
  }
}
