package org.tumorscan.dicom.header;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.InstanceIdentity;
import org.tumorscan.dicom.RawElement;
import org.tumorscan.dicom.SourceAttributes;

/**
 * Reads {@link SourceAttributes}. An image is as good without them, so what is not as the standard
 * has it reads as not stated. Texts are taken byte for byte, whatever their encoding.
 */
final class SourceElements {
  private static final int MOST_TEXT_BYTES = 1024;

  /** An element and what its value looks like; free text where there is no pattern. */
  private record Wanted(DicomTag tag, String vr, Optional<Pattern> pattern) {
    static Wanted text(DicomTag tag, String vr) {
      return new Wanted(tag, vr, Optional.empty());
    }

    static Wanted like(String pattern, DicomTag tag, String vr) {
      return new Wanted(tag, vr, Optional.of(Pattern.compile(pattern)));
    }
  }

  // PS3.5 6.2. Full stops in dates and colons in times are those of the standard's forerunner.
  private static final String DATE = "\\d{8}|\\d{4}\\.\\d\\d\\.\\d\\d";
  private static final String TIME = "\\d\\d((:?\\d\\d){1,2}(\\.\\d{1,6})?)?";
  private static final String DECIMAL = "[+-]?[0-9.]{1,10}([eE][+-]?\\d{1,2})?";

  private static final List<Wanted> PATIENT_AND_STUDY =
      List.of(
          Wanted.like("[A-Z0-9_ \\\\]{1,128}", DicomTag.SPECIFIC_CHARACTER_SET, "CS"),
          Wanted.like(DATE, DicomTag.STUDY_DATE, "DA"),
          Wanted.like(TIME, DicomTag.STUDY_TIME, "TM"),
          Wanted.text(DicomTag.ACCESSION_NUMBER, "SH"),
          Wanted.text(DicomTag.REFERRING_PHYSICIAN_NAME, "PN"),
          Wanted.like("[+-]\\d{4}", DicomTag.TIMEZONE_OFFSET_FROM_UTC, "SH"),
          Wanted.text(DicomTag.STUDY_DESCRIPTION, "LO"),
          Wanted.text(DicomTag.PATIENT_NAME, "PN"),
          Wanted.text(DicomTag.PATIENT_ID, "LO"),
          Wanted.text(DicomTag.ISSUER_OF_PATIENT_ID, "LO"),
          Wanted.like(DATE, DicomTag.PATIENT_BIRTH_DATE, "DA"),
          Wanted.like("[MFO]", DicomTag.PATIENT_SEX, "CS"),
          Wanted.like("\\d{3}[DWMY]", DicomTag.PATIENT_AGE, "AS"),
          Wanted.like(DECIMAL, DicomTag.PATIENT_SIZE, "DS"),
          Wanted.like(DECIMAL, DicomTag.PATIENT_WEIGHT, "DS"),
          Wanted.like("YES|NO", DicomTag.PATIENT_IDENTITY_REMOVED, "CS"),
          Wanted.text(DicomTag.DEIDENTIFICATION_METHOD, "LO"),
          Wanted.text(DicomTag.STUDY_ID, "SH"));

  private static final List<Wanted> COMPRESSION =
      List.of(
          Wanted.like("0[01]", DicomTag.LOSSY_IMAGE_COMPRESSION, "CS"),
          Wanted.like("[0-9.\\\\]{1,64}", DicomTag.LOSSY_IMAGE_COMPRESSION_RATIO, "DS"),
          Wanted.like("[A-Z0-9_ \\\\]{1,64}", DicomTag.LOSSY_IMAGE_COMPRESSION_METHOD, "CS"));

  private SourceElements() {}

  static SourceAttributes of(DataSet dataSet, InstanceIdentity identity) {
    return new SourceAttributes(
        identity,
        seriesNumber(dataSet),
        read(dataSet, PATIENT_AND_STUDY),
        read(dataSet, COMPRESSION));
  }

  private static OptionalInt seriesNumber(DataSet dataSet) {
    return pattern(dataSet, DicomTag.SERIES_NUMBER, Pattern.compile("\\d{1,6}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }

  private static List<RawElement> read(DataSet dataSet, List<Wanted> wanted) {
    List<RawElement> elements = new ArrayList<>();
    for (Wanted each : wanted) {
      each.pattern()
          .map(form -> pattern(dataSet, each.tag(), form).map(text -> encode(each.vr(), text)))
          .orElseGet(() -> text(dataSet, each.tag()))
          .ifPresent(value -> elements.add(new RawElement(each.tag(), each.vr(), value)));
    }
    return elements;
  }

  private static byte[] encode(String vr, String text) {
    String today =
        switch (vr) {
          case "DA" -> text.replace(".", "");
          case "TM" -> text.replace(":", "");
          default -> text;
        };
    return today.getBytes(StandardCharsets.US_ASCII);
  }

  private static Optional<String> pattern(DataSet dataSet, DicomTag tag, Pattern form) {
    try {
      return Optional.of(String.join("\\", dataSet.strings(tag)))
          .filter(value -> form.matcher(value).matches());
    } catch (DicomException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> text(DataSet dataSet, DicomTag tag) {
    try {
      ByteBuffer bytes = dataSet.bytes(tag);
      int end = bytes.limit();
      while (end > 0 && isPadding(bytes.get(end - 1))) {
        end--;
      }
      if (end == 0 || end > MOST_TEXT_BYTES) {
        return Optional.empty();
      }
      // A copy, since the buffer is a part of the whole file.
      byte[] value = new byte[end];
      bytes.get(0, value);
      return Optional.of(value).filter(SourceElements::isText);
    } catch (DicomException e) {
      return Optional.empty();
    }
  }

  private static boolean isPadding(byte value) {
    return value == ' ' || value == 0;
  }

  // Of the control characters names and short texts may have ESC alone: PS3.5 6.1.3.
  private static boolean isText(byte[] value) {
    for (byte each : value) {
      if (each >= 0 && each < ' ' && each != 0x1B) {
        return false;
      }
    }
    return true;
  }
}
