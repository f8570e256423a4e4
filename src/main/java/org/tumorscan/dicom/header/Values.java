package org.tumorscan.dicom.header;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;

/** Single values of a data set, with the exceptions that a missing or wrong one calls for. */
final class Values {
  private final DataSet dataSet;

  Values(DataSet dataSet) {
    this.dataSet = dataSet;
  }

  /** The first value of a binary integer element. */
  OptionalInt integer(DicomTag tag) throws DicomException {
    int[] values = dataSet.unsignedIntegers(tag);
    return values.length == 0 ? OptionalInt.empty() : OptionalInt.of(values[0]);
  }

  /** The first value of a binary integer element that an image must have. */
  int requiredInteger(DicomTag tag, String keyword) throws DicomException {
    OptionalInt value = integer(tag);
    if (value.isEmpty()) {
      throw missing(tag, keyword);
    }
    return value.getAsInt();
  }

  /** The first value of a text element; empty where that is blank. */
  Optional<String> string(DicomTag tag) throws DicomException {
    List<String> values = dataSet.strings(tag);
    return values.isEmpty() || values.get(0).isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(0));
  }

  /**
   * The first value of a Code String in capitals; empty where it is none, since that may be text
   * that must not end up in reports.
   */
  Optional<String> codeString(DicomTag tag) throws DicomException {
    return string(tag)
        .map(term -> term.toUpperCase(Locale.ROOT))
        .filter(term -> term.matches("[A-Z0-9_ ]{1,16}"));
  }

  /** The first value of a text element that an image must have. */
  String requiredString(DicomTag tag, String keyword) throws DicomException {
    return string(tag).orElseThrow(() -> missing(tag, keyword));
  }

  /** The first value of a Decimal String. */
  OptionalDouble decimal(DicomTag tag, String keyword) throws DicomException {
    Optional<String> text = string(tag);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble value = parseDecimal(text.get());
    if (value.isEmpty()) {
      throw invalid(tag, keyword + " is not a decimal number");
    }
    return value;
  }

  /** A finite number as Decimal String writes it, or empty. */
  static OptionalDouble parseDecimal(String text) {
    // Java's own grammar also takes hexadecimal, NaN and type suffixes.
    if (text.length() > 64 || !text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  DicomException missing(DicomTag tag, String keyword) {
    return failure(Reason.MISSING_ATTRIBUTE, tag, keyword + " " + tag + " is missing or empty");
  }

  DicomException invalid(DicomTag tag, String message) {
    return failure(Reason.INVALID_ATTRIBUTE, tag, message);
  }

  DicomException failure(Reason reason, DicomTag tag, String message) {
    return dataSet.byteOffset(tag).isPresent()
        ? DicomException.at(reason, tag, dataSet.byteOffset(tag).getAsLong(), message)
        : DicomException.of(reason, tag, message);
  }
}
