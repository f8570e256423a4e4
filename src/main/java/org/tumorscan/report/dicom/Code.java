package org.tumorscan.report.dicom;

import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.write.DataSetBuilder;
import org.tumorscan.dicom.write.Vr;

/**
 * A coded concept.
 *
 * @param value Code Value (0008,0100)
 * @param scheme Coding Scheme Designator (0008,0102)
 * @param meaning Code Meaning (0008,0104)
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/html/part16.html#chapter_D">
 *     PS3.16 D</a>
 */
record Code(String value, String scheme, String meaning) {
  // PS3.16 annex D and tables of templates.
  static final Code LANGUAGE = dcm("121049", "Language of Content Item and Descendants");
  static final Code ENGLISH = new Code("en", "RFC5646", "English");
  static final Code OBSERVER_TYPE = dcm("121005", "Observer Type");
  static final Code DEVICE = dcm("121007", "Device");
  static final Code DEVICE_OBSERVER_UID = dcm("121012", "Device Observer UID");
  static final Code DEVICE_OBSERVER_NAME = dcm("121013", "Device Observer Name");
  static final Code DEVICE_OBSERVER_MANUFACTURER = dcm("121014", "Device Observer Manufacturer");
  static final Code DEVICE_OBSERVER_MODEL_NAME = dcm("121015", "Device Observer Model Name");
  static final Code DEVICE_OBSERVER_SERIAL_NUMBER = dcm("121016", "Device Observer Serial Number");
  static final Code PROCEDURE_REPORTED = dcm("121058", "Procedure reported");
  static final Code IMAGING_PROCEDURE = new Code("363679005", "SCT", "Imaging procedure");
  static final Code MEASUREMENT_REPORT = dcm("126000", "Imaging Measurement Report");
  static final Code IMAGE_LIBRARY = dcm("111028", "Image Library");
  static final Code IMAGE_LIBRARY_GROUP = dcm("126200", "Image Library Group");
  static final Code MODALITY = dcm("121139", "Modality");
  static final Code IMAGING_MEASUREMENTS = dcm("126010", "Imaging Measurements");
  static final Code MEASUREMENT_GROUP = dcm("125007", "Measurement Group");
  static final Code TRACKING_IDENTIFIER = dcm("112039", "Tracking Identifier");
  static final Code TRACKING_UID = dcm("112040", "Tracking Unique Identifier");
  static final Code ALGORITHM_NAME = dcm("111001", "Algorithm Name");
  static final Code ALGORITHM_PARAMETERS = dcm("111002", "Algorithm Parameters");
  static final Code ALGORITHM_VERSION = dcm("111003", "Algorithm Version");
  static final Code SOURCE_OF_MEASUREMENT = dcm("121112", "Source of Measurement");
  static final Code COMMENT = dcm("121106", "Comment");
  static final Code OF_INTEREST = dcm("113000", "Of Interest");
  static final Code KEY_OBJECT_DESCRIPTION = dcm("113012", "Key Object Description");
  static final Code SPATIAL_RESAMPLING = dcm("113085", "Spatial resampling");
  static final Code SOURCE_FOR_PROCESSING =
      dcm("121322", "Source image for image processing operation");
  static final Code NO_UNITS = new Code("1", "UCUM", "no units");

  // Our own, where the standard's codes would say more than the model does: what it finds is
  // likeness to slices with tumors, neither a finding nor a probability of cancer.
  static final Code LIKELIHOOD = own("likelihood", "Tumor likelihood by the model");
  static final Code INTERVAL_LOW = own("interval-low", "Lower end of the 90 % interval");
  static final Code INTERVAL_HIGH = own("interval-high", "Upper end of the 90 % interval");
  static final Code DECISION = own("decision", "Decision at the operating point");
  static final Code SUSPICIOUS = own("suspicious", "Suspicious");
  static final Code NOT_SUSPICIOUS = own("not-suspicious", "Not suspicious");
  static final Code LIKENESS = own("likeness", "Likeness to the training data");
  static final Code LIKE = own("like", "Like the training data");
  static final Code UNLIKE = own("unlike", "Unlike the training data");
  static final Code ACTIVATION_MAP = own("activation-map", "Activation map blended in");

  static Code dcm(String value, String meaning) {
    return new Code(value, "DCM", meaning);
  }

  private static Code own(String value, String meaning) {
    return new Code(value, "99TUMORSCAN", meaning);
  }

  static Code decision(boolean suspicious) {
    return suspicious ? SUSPICIOUS : NOT_SUSPICIOUS;
  }

  /** An item of a code sequence: PS3.3 8.8. */
  DataSetBuilder item() {
    return new DataSetBuilder()
        .text(DicomTag.CODE_VALUE, Vr.SH, value)
        .text(DicomTag.CODING_SCHEME_DESIGNATOR, Vr.SH, scheme)
        .text(DicomTag.CODE_MEANING, Vr.LO, meaning);
  }
}
