package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Warnings;

/**
 * The value of an element, read as what its tag calls for whatever VR a writer gave it.
 *
 * @param vr two letters, or nothing where the file does not state it
 * @param bytes in the byte order of the data set
 * @param warnings takes what is read in spite of its VR
 * @param failure knows where the element stands
 */
public record ElementValue(
    DicomTag tag, String vr, ByteBuffer bytes, Warnings warnings, Failure failure) {
  // The longest values that are read as text: 16 bytes a number, some thousand windows.
  private static final int MAX_TEXT_BYTES = 1 << 16;

  /** Makes the exception for an element. */
  public interface Failure {
    /** The exception with what was found and what was expected. */
    DicomException of(Reason reason, DicomTag tag, String message);
  }

  /**
   * As {@link org.tumorscan.dicom.DataSet#strings} gives them.
   *
   * @throws DicomException {@code LIMIT_EXCEEDED}
   */
  public List<String> strings() throws DicomException {
    int length = bytes.limit();
    if (length == 0) {
      return List.of();
    }
    if (length > MAX_TEXT_BYTES) {
      throw failure.of(
          Reason.LIMIT_EXCEEDED,
          tag,
          "%d bytes of text, at most %d are read".formatted(length, MAX_TEXT_BYTES));
    }
    if (NumberValues.isNumber(vr)) {
      warnings.add("%s has VR %s, not that of text".formatted(tag, vr));
      return NumberValues.strings(vr, bytes.duplicate().order(bytes.order()));
    }
    byte[] value = new byte[length];
    bytes.get(0, value);
    List<String> strings = new ArrayList<>();
    for (String part : new String(value, StandardCharsets.ISO_8859_1).split("\\\\", -1)) {
      strings.add(trim(part));
    }
    return strings;
  }

  // Padding is a space, or a NUL for UIDs; in the wild either comes anywhere.
  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return text.substring(start, end);
  }

  /**
   * As {@link org.tumorscan.dicom.DataSet#unsignedIntegers} gives them.
   *
   * @throws DicomException {@code MALFORMED}
   */
  public int[] unsignedIntegers() throws DicomException {
    if (vr.equals("IS")) {
      warnings.add("%s has VR IS, not that of words".formatted(tag));
      return integersOfText();
    }
    if (!Vr.mayHoldIntegers(vr)) {
      throw failure.of(
          Reason.MALFORMED, tag, "%s has VR %s, not that of integers".formatted(tag, vr));
    }
    boolean wide = vr.equals("UL") || vr.equals("SL");
    if (wide) {
      warnings.add("%s has VR %s, not that of words".formatted(tag, vr));
    }
    int size = wide ? 4 : 2;
    if (bytes.limit() % size != 0) {
      throw failure.of(
          Reason.MALFORMED,
          tag,
          "the length of %s is %d, no multiple of %d".formatted(tag, bytes.limit(), size));
    }
    int[] values = new int[bytes.limit() / size];
    for (int i = 0; i < values.length; i++) {
      int at = size * i;
      values[i] = wide ? bytes.getInt(at) : bytes.getShort(at) & 0xFFFF;
    }
    return values;
  }

  private int[] integersOfText() throws DicomException {
    List<String> texts = strings();
    int[] values = new int[texts.size()];
    for (int i = 0; i < values.length; i++) {
      String text = texts.get(i);
      if (!text.matches("[+-]?\\d{1,9}")) {
        throw failure.of(Reason.MALFORMED, tag, "%s is no integer".formatted(tag));
      }
      values[i] = Integer.parseInt(text);
    }
    return values;
  }
}
