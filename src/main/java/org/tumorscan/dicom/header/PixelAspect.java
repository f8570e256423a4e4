package org.tumorscan.dicom.header;

import java.util.List;
import java.util.OptionalDouble;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;

/**
 * How high a pixel is in comparison with its width.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.3.1.7">PS3.3
 *     C.7.6.3.1.7 and 10.7.1.3</a>
 */
final class PixelAspect {
  /** Each with two values, the vertical one first. The nearest to the patient counts. */
  private static final List<DicomTag> ATTRIBUTES =
      List.of(
          DicomTag.PIXEL_SPACING,
          DicomTag.IMAGER_PIXEL_SPACING,
          DicomTag.NOMINAL_SCANNED_PIXEL_SPACING,
          DicomTag.PIXEL_ASPECT_RATIO);

  private PixelAspect() {}

  /** Height divided by width; 1 where the data set says nothing that makes sense. */
  static double of(DataSet dataSet) throws DicomException {
    for (DicomTag attribute : ATTRIBUTES) {
      List<String> values = dataSet.strings(attribute);
      if (values.size() == 2) {
        OptionalDouble height = Values.parseDecimal(values.get(0));
        OptionalDouble width = Values.parseDecimal(values.get(1));
        double aspect = height.orElse(0) / width.orElse(0);
        if (aspect > 0 && aspect < Double.POSITIVE_INFINITY) {
          return aspect;
        }
      }
    }
    return 1;
  }
}
