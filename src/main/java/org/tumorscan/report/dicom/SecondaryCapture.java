package org.tumorscan.report.dicom;

import java.awt.image.BufferedImage;
import java.util.List;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.RawElement;
import org.tumorscan.dicom.write.DataSetBuilder;
import org.tumorscan.dicom.write.Vr;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.Rounding;
import org.tumorscan.report.RunInfo;

/**
 * A suspicious slice as the network saw it, plain and with the activation map, with a caption
 * burned in, as Secondary Capture Image.
 *
 * <p>One object a slice: any viewer shows it, it can be written at once, and it refers to its own
 * source alone.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_A.8.1">PS3.3
 *     A.8.1</a>
 */
final class SecondaryCapture {
  private static final String DERIVATION =
      "The slice as the network saw it (cropped, resampled, grey values changed), and the same with"
          + " the model's activation map blended in. ";

  private SecondaryCapture() {}

  /**
   * Builds the image.
   *
   * @param slice the same frame as {@code result}
   * @param number of the slice within its series, from 1
   */
  static DataSetBuilder of(
      Outcome.Classified slice,
      SliceResult result,
      FileableSource source,
      int number,
      Production production) {
    DataSetBuilder dataSet =
        CommonModules.of(
            ResultKind.SC,
            source,
            production.instanceUid(ResultKind.SC, result),
            number,
            production);
    equipment(dataSet, production.run());
    derivation(dataSet, result);
    for (RawElement element : source.attributes().compression()) {
      dataSet.raw(element.tag(), Vr.valueOf(element.vr()), element.value());
    }
    pixels(dataSet, CaptionedPicture.of(slice, caption(result, production.run())));
    return dataSet;
  }

  private static void equipment(DataSetBuilder dataSet, RunInfo run) {
    dataSet
        .text(DicomTag.CONVERSION_TYPE, Vr.CS, "WSD")
        .text(DicomTag.SECONDARY_CAPTURE_DEVICE_MANUFACTURER, Vr.LO, CommonModules.MAKER)
        .text(
            DicomTag.SECONDARY_CAPTURE_DEVICE_SOFTWARE_VERSIONS,
            Vr.LO,
            Texts.fit(Vr.LO, run.toolVersion()));
  }

  private static void derivation(DataSetBuilder dataSet, SliceResult result) {
    dataSet
        .text(DicomTag.IMAGE_TYPE, Vr.CS, "DERIVED", "SECONDARY")
        .text(DicomTag.PATIENT_ORIENTATION, Vr.CS)
        // Whether the body part is one of a pair is not known.
        .text(DicomTag.LATERALITY, Vr.CS)
        .text(DicomTag.BURNED_IN_ANNOTATION, Vr.CS, "YES")
        .text(DicomTag.DERIVATION_DESCRIPTION, Vr.ST, DERIVATION + RunInfo.DISCLAIMER)
        .sequence(
            DicomTag.DERIVATION_CODE_SEQUENCE,
            Code.SPATIAL_RESAMPLING.item(),
            Code.ACTIVATION_MAP.item())
        .sequence(
            DicomTag.SOURCE_IMAGE_SEQUENCE,
            References.frame(result)
                .text(DicomTag.SPATIAL_LOCATIONS_PRESERVED, Vr.CS, "NO")
                .sequence(
                    DicomTag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE,
                    Code.SOURCE_FOR_PROCESSING.item()));
  }

  private static void pixels(DataSetBuilder dataSet, BufferedImage picture) {
    int[] rgb =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    byte[] samples = new byte[Math.multiplyExact(3, rgb.length)];
    for (int i = 0; i < rgb.length; i++) {
      samples[3 * i] = (byte) (rgb[i] >> 16);
      samples[3 * i + 1] = (byte) (rgb[i] >> 8);
      samples[3 * i + 2] = (byte) rgb[i];
    }
    dataSet
        .unsignedShorts(DicomTag.SAMPLES_PER_PIXEL, 3)
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, Vr.CS, "RGB")
        .unsignedShorts(DicomTag.PLANAR_CONFIGURATION, 0)
        .unsignedShorts(DicomTag.ROWS, picture.getHeight())
        .unsignedShorts(DicomTag.COLUMNS, picture.getWidth())
        .unsignedShorts(DicomTag.BITS_ALLOCATED, 8)
        .unsignedShorts(DicomTag.BITS_STORED, 8)
        .unsignedShorts(DicomTag.HIGH_BIT, 7)
        .unsignedShorts(DicomTag.PIXEL_REPRESENTATION, 0)
        .raw(DicomTag.PIXEL_DATA, Vr.OB, samples);
  }

  private static List<String> caption(SliceResult result, RunInfo run) {
    return List.of(
        "RESEARCH USE ONLY - NOT FOR DIAGNOSIS",
        "tumor likelihood %s (%s to %s), suspicious from %s%s"
            .formatted(
                Rounding.readable(result.likelihood()),
                Rounding.readable(result.intervalLow()),
                Rounding.readable(result.intervalHigh()),
                Rounding.readable(run.model().threshold()),
                result.unlikeTraining() ? "; unlike the training data" : ""),
        "tumorscan %s, %s %s"
            .formatted(run.toolVersion(), run.model().id(), run.model().version()));
  }
}
