package org.tumorscan.dicom.header;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tumorscan.dicom.CohortAttributes;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;

/**
 * Reads {@link CohortAttributes}. An image is as good without them, so what is not as the standard
 * has it reads as not stated.
 */
final class Cohort {
  /** PS3.5 6.2, VR AS. */
  private static final Pattern AGE = Pattern.compile("(\\d{3})([DWMY])");

  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,64}");

  private Cohort() {}

  static CohortAttributes of(DataSet dataSet) {
    Values values = new Values(dataSet);
    return new CohortAttributes(
        scanner(values),
        stated(values, DicomTag.PATIENT_SEX).filter(sex -> sex.matches("[MFO]")),
        stated(values, DicomTag.PATIENT_AGE).map(Cohort::years).orElse(OptionalInt.empty()));
  }

  private static Optional<String> scanner(Values values) {
    String scanner =
        Stream.of(DicomTag.MANUFACTURER, DicomTag.MANUFACTURER_MODEL_NAME)
            .flatMap(tag -> stated(values, tag).stream())
            .filter(name -> PRINTABLE.matcher(name).matches())
            .collect(Collectors.joining(" "));
    return scanner.isEmpty() ? Optional.empty() : Optional.of(scanner);
  }

  private static OptionalInt years(String age) {
    Matcher matcher = AGE.matcher(age);
    if (!matcher.matches()) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    return OptionalInt.of(
        switch (matcher.group(2)) {
          case "Y" -> number;
          case "M" -> number / 12;
          case "W" -> number / 52;
          default -> number / 365;
        });
  }

  private static Optional<String> stated(Values values, DicomTag tag) {
    try {
      return values.string(tag);
    } catch (DicomException e) {
      return Optional.empty();
    }
  }
}
