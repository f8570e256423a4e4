package org.tumorscan.dicom.header;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ImageOrigin;
import org.tumorscan.dicom.ImageOrigin.LossyCompression;

/**
 * Reads {@link ImageOrigin}. An image is as good without it, so what is not as the standard has it
 * reads as not stated.
 */
final class OriginAttributes {
  /** PS3.5 6.2, VR CS. */
  private static final String CODE_STRING = "[A-Z0-9_ ]{1,16}";

  /** PS3.3 C.7.6.1.1.5.2, defined terms and those that were. */
  private static final String METHOD = "ISO_[0-9]{5}(_[0-9]{1,2})?";

  /** No picture shrinks so far. */
  private static final double MOST_RATIO = 1e6;

  /** An image that was compressed more often is no better known by it. */
  private static final int MOST_COMPRESSIONS = 4;

  private OriginAttributes() {}

  static ImageOrigin of(DataSet dataSet) {
    return new ImageOrigin(
        values(dataSet, DicomTag.IMAGE_TYPE).stream()
            .map(value -> value.matches(CODE_STRING) ? value : "")
            .toList(),
        first(dataSet, DicomTag.CONVERSION_TYPE).filter(value -> value.matches(CODE_STRING)),
        first(dataSet, DicomTag.BURNED_IN_ANNOTATION).filter("YES"::equals).isPresent(),
        compression(dataSet));
  }

  private static LossyCompression compression(DataSet dataSet) {
    return new LossyCompression(
        first(dataSet, DicomTag.LOSSY_IMAGE_COMPRESSION)
            .filter(value -> value.matches("0[01]"))
            .map("01"::equals),
        values(dataSet, DicomTag.LOSSY_IMAGE_COMPRESSION_RATIO).stream()
            .map(Values::parseDecimal)
            .flatMapToDouble(OptionalDouble::stream)
            .filter(ratio -> ratio > 0 && ratio < MOST_RATIO)
            .limit(MOST_COMPRESSIONS)
            .boxed()
            .toList(),
        values(dataSet, DicomTag.LOSSY_IMAGE_COMPRESSION_METHOD).stream()
            .filter(value -> value.matches(METHOD))
            .limit(MOST_COMPRESSIONS)
            .toList());
  }

  private static Optional<String> first(DataSet dataSet, DicomTag tag) {
    return values(dataSet, tag).stream().findFirst();
  }

  private static List<String> values(DataSet dataSet, DicomTag tag) {
    try {
      return dataSet.strings(tag).stream().map(value -> value.toUpperCase(Locale.ROOT)).toList();
    } catch (DicomException e) {
      return List.of();
    }
  }
}
