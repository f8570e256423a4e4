package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Binary numbers that a writer put where the standard wants them as text.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_6.2">PS3.5
 *     6.2</a>
 */
final class NumberValues {
  private NumberValues() {}

  /** Whether values of that VR are binary numbers. */
  static boolean isNumber(String vr) {
    return switch (vr) {
      case "FD", "FL", "SL", "SS", "UL", "US" -> true;
      default -> false;
    };
  }

  /** The numbers as decimal text; bytes that are left over are none. */
  static List<String> strings(String vr, ByteBuffer value) {
    return switch (vr) {
      case "FD" -> each(value, Double.BYTES, bytes -> Double.toString(bytes.getDouble()));
      case "FL" -> each(value, Float.BYTES, bytes -> Float.toString(bytes.getFloat()));
      case "SL" -> each(value, Integer.BYTES, bytes -> Integer.toString(bytes.getInt()));
      case "UL" -> each(value, Integer.BYTES, bytes -> Integer.toUnsignedString(bytes.getInt()));
      case "SS" -> each(value, Short.BYTES, bytes -> Short.toString(bytes.getShort()));
      case "US" -> each(value, Short.BYTES, bytes -> "" + (bytes.getShort() & 0xFFFF));
      default -> throw new IllegalArgumentException(vr + " is no VR of numbers");
    };
  }

  private static List<String> each(ByteBuffer value, int size, Function<ByteBuffer, String> next) {
    List<String> strings = new ArrayList<>();
    while (value.remaining() >= size) {
      strings.add(next.apply(value));
    }
    return strings;
  }
}
