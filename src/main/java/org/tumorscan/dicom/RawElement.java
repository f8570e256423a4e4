package org.tumorscan.dicom;

/**
 * A text element as its file has it. Its text form does not show the value, which may identify a
 * patient.
 *
 * @param tag the tag
 * @param vr the VR that the standard gives the tag, two letters
 * @param value in the Specific Character Set of the file, without padding at its end; not changed
 *     by anybody
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawElement(DicomTag tag, String vr, byte[] value) {
  @Override
  public String toString() {
    return "%s %s, %d bytes".formatted(tag, vr, value.length);
  }
}
