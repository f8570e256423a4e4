package org.tumorscan.dicom.header;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Provenance;

/**
 * Reads whose an image is, as a digest alone, and how it was made. None of these attributes is
 * needed to show the image, so one that cannot be read counts as absent.
 */
final class ProvenanceAttributes {
  private static final Map<String, DicomTag> ACQUISITION =
      Map.of(
          "Manufacturer", DicomTag.MANUFACTURER,
          "ManufacturerModelName", DicomTag.MANUFACTURER_MODEL_NAME,
          "Modality", DicomTag.MODALITY,
          "SliceThickness", DicomTag.SLICE_THICKNESS,
          "KVP", DicomTag.KVP,
          "RepetitionTime", DicomTag.REPETITION_TIME,
          "EchoTime", DicomTag.ECHO_TIME,
          "MagneticFieldStrength", DicomTag.MAGNETIC_FIELD_STRENGTH,
          "PixelSpacing", DicomTag.PIXEL_SPACING,
          "PhotometricInterpretation", DicomTag.PHOTOMETRIC_INTERPRETATION);

  private ProvenanceAttributes() {}

  static Provenance of(DataSet dataSet) {
    Map<String, String> acquisition = new TreeMap<>();
    ACQUISITION.forEach(
        (keyword, tag) -> text(dataSet, tag).ifPresent(value -> acquisition.put(keyword, value)));
    return new Provenance(patientKey(dataSet), acquisition);
  }

  private static Optional<String> patientKey(DataSet dataSet) {
    String issuer = text(dataSet, DicomTag.ISSUER_OF_PATIENT_ID).orElse("");
    return text(dataSet, DicomTag.PATIENT_ID)
        .map(id -> digest("patient\0" + issuer + "\0" + id))
        .or(() -> text(dataSet, DicomTag.STUDY_INSTANCE_UID).map(uid -> digest("study\0" + uid)));
  }

  private static Optional<String> text(DataSet dataSet, DicomTag tag) {
    try {
      List<String> values = dataSet.strings(tag);
      return Optional.of(String.join("\\", values)).filter(text -> !text.isBlank());
    } catch (DicomException e) {
      return Optional.empty();
    }
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
