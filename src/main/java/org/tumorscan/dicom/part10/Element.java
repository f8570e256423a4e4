package org.tumorscan.dicom.part10;

import org.tumorscan.dicom.DicomTag;

/**
 * Where a data element lies.
 *
 * @param tag its tag
 * @param vr its VR, or nothing where the file does not state it
 * @param start position of the tag
 * @param valueStart position of the value
 * @param valueEnd position behind the value, without the delimiter of one of undefined length
 * @param undefinedLength the value ends with a delimiter
 */
public record Element(
    DicomTag tag, String vr, int start, int valueStart, int valueEnd, boolean undefinedLength) {

  int length() {
    return valueEnd - valueStart;
  }
}
