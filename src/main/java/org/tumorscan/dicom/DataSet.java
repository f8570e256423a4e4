package org.tumorscan.dicom;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * The elements of a data set, or of one item of a sequence, as far as an image's header needs them.
 *
 * <p>An element that is absent and an element without a value both read as an empty list, as the
 * standard's type 2 attributes ask for.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_6.2">PS3.5
 *     6.2</a>
 */
public interface DataSet {

  /** Whether the element is there, with or without a value. */
  boolean contains(DicomTag tag);

  /**
   * The values of a text element (CS, UI, DS, IS, SH), split at the backslash, without the spaces
   * and NULs around them. Bytes outside ASCII come as they may: none of these VRs allows them.
   *
   * @throws DicomException {@code LIMIT_EXCEEDED} where the value is too long for such an element
   */
  List<String> strings(DicomTag tag) throws DicomException;

  /**
   * The values of a binary integer element (US, SS, OW, UL, SL), each as an unsigned number.
   * Whether a 16-bit value is signed depends on other attributes, so it is left to the caller.
   *
   * @throws DicomException {@code MALFORMED} where the length is no multiple of the value's size
   */
  int[] unsignedIntegers(DicomTag tag) throws DicomException;

  /**
   * The value of an element that is no sequence, byte for byte as the file has it.
   *
   * @return in the byte order of the data set; empty where the element is absent or has no value
   * @throws DicomException where the element cannot be read
   */
  ByteBuffer bytes(DicomTag tag) throws DicomException;

  /**
   * The items of a sequence, in order.
   *
   * @throws DicomException {@code TRUNCATED}, {@code MALFORMED} or {@code LIMIT_EXCEEDED}
   */
  List<? extends DataSet> items(DicomTag tag) throws DicomException;

  /** Where the element starts in the file, where that is known. */
  OptionalLong byteOffset(DicomTag tag);
}
