package org.tumorscan.dicom;

import java.util.Locale;

/**
 * A data element tag.
 *
 * @param value group in the upper 16 bits, element in the lower
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/html/part06.html">PS3.6</a>
 */
public record DicomTag(int value) {

  // PS3.6 chapter 6, in order of tag.
  public static final DicomTag FILE_META_INFORMATION_GROUP_LENGTH = of(0x0002, 0x0000);
  public static final DicomTag FILE_META_INFORMATION_VERSION = of(0x0002, 0x0001);
  public static final DicomTag MEDIA_STORAGE_SOP_CLASS_UID = of(0x0002, 0x0002);
  public static final DicomTag MEDIA_STORAGE_SOP_INSTANCE_UID = of(0x0002, 0x0003);
  public static final DicomTag TRANSFER_SYNTAX_UID = of(0x0002, 0x0010);
  public static final DicomTag IMPLEMENTATION_CLASS_UID = of(0x0002, 0x0012);
  public static final DicomTag IMPLEMENTATION_VERSION_NAME = of(0x0002, 0x0013);
  public static final DicomTag DIRECTORY_RECORD_SEQUENCE = of(0x0004, 0x1220);
  public static final DicomTag REFERENCED_FILE_ID = of(0x0004, 0x1500);
  public static final DicomTag SPECIFIC_CHARACTER_SET = of(0x0008, 0x0005);
  public static final DicomTag IMAGE_TYPE = of(0x0008, 0x0008);
  public static final DicomTag SOP_CLASS_UID = of(0x0008, 0x0016);
  public static final DicomTag SOP_INSTANCE_UID = of(0x0008, 0x0018);
  public static final DicomTag STUDY_DATE = of(0x0008, 0x0020);
  public static final DicomTag CONTENT_DATE = of(0x0008, 0x0023);
  public static final DicomTag STUDY_TIME = of(0x0008, 0x0030);
  public static final DicomTag CONTENT_TIME = of(0x0008, 0x0033);
  public static final DicomTag ACCESSION_NUMBER = of(0x0008, 0x0050);
  public static final DicomTag MODALITY = of(0x0008, 0x0060);
  public static final DicomTag CONVERSION_TYPE = of(0x0008, 0x0064);
  public static final DicomTag MANUFACTURER = of(0x0008, 0x0070);
  public static final DicomTag REFERRING_PHYSICIAN_NAME = of(0x0008, 0x0090);
  public static final DicomTag CODE_VALUE = of(0x0008, 0x0100);
  public static final DicomTag CODING_SCHEME_DESIGNATOR = of(0x0008, 0x0102);
  public static final DicomTag CODE_MEANING = of(0x0008, 0x0104);
  public static final DicomTag MAPPING_RESOURCE = of(0x0008, 0x0105);
  public static final DicomTag TIMEZONE_OFFSET_FROM_UTC = of(0x0008, 0x0201);
  public static final DicomTag STUDY_DESCRIPTION = of(0x0008, 0x1030);
  public static final DicomTag SERIES_DESCRIPTION = of(0x0008, 0x103E);
  public static final DicomTag MANUFACTURER_MODEL_NAME = of(0x0008, 0x1090);
  public static final DicomTag REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE = of(0x0008, 0x1111);
  public static final DicomTag REFERENCED_SERIES_SEQUENCE = of(0x0008, 0x1115);
  public static final DicomTag REFERENCED_SOP_CLASS_UID = of(0x0008, 0x1150);
  public static final DicomTag REFERENCED_SOP_INSTANCE_UID = of(0x0008, 0x1155);
  public static final DicomTag REFERENCED_FRAME_NUMBER = of(0x0008, 0x1160);
  public static final DicomTag REFERENCED_SOP_SEQUENCE = of(0x0008, 0x1199);
  public static final DicomTag DERIVATION_DESCRIPTION = of(0x0008, 0x2111);
  public static final DicomTag SOURCE_IMAGE_SEQUENCE = of(0x0008, 0x2112);
  public static final DicomTag ANATOMIC_REGION_SEQUENCE = of(0x0008, 0x2218);
  public static final DicomTag DERIVATION_CODE_SEQUENCE = of(0x0008, 0x9215);
  public static final DicomTag PATIENT_NAME = of(0x0010, 0x0010);
  public static final DicomTag PATIENT_ID = of(0x0010, 0x0020);
  public static final DicomTag ISSUER_OF_PATIENT_ID = of(0x0010, 0x0021);
  public static final DicomTag PATIENT_BIRTH_DATE = of(0x0010, 0x0030);
  public static final DicomTag PATIENT_SEX = of(0x0010, 0x0040);
  public static final DicomTag PATIENT_AGE = of(0x0010, 0x1010);
  public static final DicomTag PATIENT_SIZE = of(0x0010, 0x1020);
  public static final DicomTag PATIENT_WEIGHT = of(0x0010, 0x1030);
  public static final DicomTag PATIENT_IDENTITY_REMOVED = of(0x0012, 0x0062);
  public static final DicomTag DEIDENTIFICATION_METHOD = of(0x0012, 0x0063);
  public static final DicomTag BODY_PART_EXAMINED = of(0x0018, 0x0015);
  public static final DicomTag SLICE_THICKNESS = of(0x0018, 0x0050);
  public static final DicomTag KVP = of(0x0018, 0x0060);
  public static final DicomTag REPETITION_TIME = of(0x0018, 0x0080);
  public static final DicomTag ECHO_TIME = of(0x0018, 0x0081);
  public static final DicomTag MAGNETIC_FIELD_STRENGTH = of(0x0018, 0x0087);
  public static final DicomTag DEVICE_SERIAL_NUMBER = of(0x0018, 0x1000);
  public static final DicomTag SECONDARY_CAPTURE_DEVICE_MANUFACTURER = of(0x0018, 0x1016);
  public static final DicomTag SECONDARY_CAPTURE_DEVICE_SOFTWARE_VERSIONS = of(0x0018, 0x1019);
  public static final DicomTag SOFTWARE_VERSIONS = of(0x0018, 0x1020);
  public static final DicomTag IMAGER_PIXEL_SPACING = of(0x0018, 0x1164);
  public static final DicomTag NOMINAL_SCANNED_PIXEL_SPACING = of(0x0018, 0x2010);
  public static final DicomTag STUDY_INSTANCE_UID = of(0x0020, 0x000D);
  public static final DicomTag SERIES_INSTANCE_UID = of(0x0020, 0x000E);
  public static final DicomTag STUDY_ID = of(0x0020, 0x0010);
  public static final DicomTag SERIES_NUMBER = of(0x0020, 0x0011);
  public static final DicomTag INSTANCE_NUMBER = of(0x0020, 0x0013);
  public static final DicomTag PATIENT_ORIENTATION = of(0x0020, 0x0020);
  public static final DicomTag IMAGE_POSITION_PATIENT = of(0x0020, 0x0032);
  public static final DicomTag IMAGE_ORIENTATION_PATIENT = of(0x0020, 0x0037);
  public static final DicomTag LATERALITY = of(0x0020, 0x0060);
  public static final DicomTag PLANE_POSITION_SEQUENCE = of(0x0020, 0x9113);
  public static final DicomTag PLANE_ORIENTATION_SEQUENCE = of(0x0020, 0x9116);
  public static final DicomTag SAMPLES_PER_PIXEL = of(0x0028, 0x0002);
  public static final DicomTag PHOTOMETRIC_INTERPRETATION = of(0x0028, 0x0004);
  public static final DicomTag PLANAR_CONFIGURATION = of(0x0028, 0x0006);
  public static final DicomTag NUMBER_OF_FRAMES = of(0x0028, 0x0008);
  public static final DicomTag ROWS = of(0x0028, 0x0010);
  public static final DicomTag COLUMNS = of(0x0028, 0x0011);
  public static final DicomTag PIXEL_SPACING = of(0x0028, 0x0030);
  public static final DicomTag PIXEL_ASPECT_RATIO = of(0x0028, 0x0034);
  public static final DicomTag BITS_ALLOCATED = of(0x0028, 0x0100);
  public static final DicomTag BITS_STORED = of(0x0028, 0x0101);
  public static final DicomTag HIGH_BIT = of(0x0028, 0x0102);
  public static final DicomTag PIXEL_REPRESENTATION = of(0x0028, 0x0103);
  public static final DicomTag PIXEL_PADDING_VALUE = of(0x0028, 0x0120);
  public static final DicomTag PIXEL_PADDING_RANGE_LIMIT = of(0x0028, 0x0121);
  public static final DicomTag BURNED_IN_ANNOTATION = of(0x0028, 0x0301);
  public static final DicomTag WINDOW_CENTER = of(0x0028, 0x1050);
  public static final DicomTag WINDOW_WIDTH = of(0x0028, 0x1051);
  public static final DicomTag RESCALE_INTERCEPT = of(0x0028, 0x1052);
  public static final DicomTag RESCALE_SLOPE = of(0x0028, 0x1053);
  public static final DicomTag VOI_LUT_FUNCTION = of(0x0028, 0x1056);
  public static final DicomTag RED_PALETTE_DESCRIPTOR = of(0x0028, 0x1101);
  public static final DicomTag GREEN_PALETTE_DESCRIPTOR = of(0x0028, 0x1102);
  public static final DicomTag BLUE_PALETTE_DESCRIPTOR = of(0x0028, 0x1103);
  public static final DicomTag RED_PALETTE_DATA = of(0x0028, 0x1201);
  public static final DicomTag GREEN_PALETTE_DATA = of(0x0028, 0x1202);
  public static final DicomTag BLUE_PALETTE_DATA = of(0x0028, 0x1203);
  public static final DicomTag SEGMENTED_RED_PALETTE_DATA = of(0x0028, 0x1221);
  public static final DicomTag SEGMENTED_GREEN_PALETTE_DATA = of(0x0028, 0x1222);
  public static final DicomTag SEGMENTED_BLUE_PALETTE_DATA = of(0x0028, 0x1223);
  public static final DicomTag SPATIAL_LOCATIONS_PRESERVED = of(0x0028, 0x135A);
  public static final DicomTag LOSSY_IMAGE_COMPRESSION = of(0x0028, 0x2110);
  public static final DicomTag LOSSY_IMAGE_COMPRESSION_RATIO = of(0x0028, 0x2112);
  public static final DicomTag LOSSY_IMAGE_COMPRESSION_METHOD = of(0x0028, 0x2114);
  public static final DicomTag MODALITY_LUT_SEQUENCE = of(0x0028, 0x3000);
  public static final DicomTag LUT_DESCRIPTOR = of(0x0028, 0x3002);
  public static final DicomTag LUT_DATA = of(0x0028, 0x3006);
  public static final DicomTag VOI_LUT_SEQUENCE = of(0x0028, 0x3010);
  public static final DicomTag PIXEL_MEASURES_SEQUENCE = of(0x0028, 0x9110);
  public static final DicomTag FRAME_VOI_LUT_SEQUENCE = of(0x0028, 0x9132);
  public static final DicomTag PIXEL_VALUE_TRANSFORMATION_SEQUENCE = of(0x0028, 0x9145);
  public static final DicomTag MEASUREMENT_UNITS_CODE_SEQUENCE = of(0x0040, 0x08EA);
  public static final DicomTag RELATIONSHIP_TYPE = of(0x0040, 0xA010);
  public static final DicomTag VALUE_TYPE = of(0x0040, 0xA040);
  public static final DicomTag CONCEPT_NAME_CODE_SEQUENCE = of(0x0040, 0xA043);
  public static final DicomTag CONTINUITY_OF_CONTENT = of(0x0040, 0xA050);
  public static final DicomTag UID = of(0x0040, 0xA124);
  public static final DicomTag TEXT_VALUE = of(0x0040, 0xA160);
  public static final DicomTag CONCEPT_CODE_SEQUENCE = of(0x0040, 0xA168);
  public static final DicomTag PURPOSE_OF_REFERENCE_CODE_SEQUENCE = of(0x0040, 0xA170);
  public static final DicomTag MEASURED_VALUE_SEQUENCE = of(0x0040, 0xA300);
  public static final DicomTag NUMERIC_VALUE = of(0x0040, 0xA30A);
  public static final DicomTag PERFORMED_PROCEDURE_CODE_SEQUENCE = of(0x0040, 0xA372);
  public static final DicomTag CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE = of(0x0040, 0xA375);
  public static final DicomTag COMPLETION_FLAG = of(0x0040, 0xA491);
  public static final DicomTag VERIFICATION_FLAG = of(0x0040, 0xA493);
  public static final DicomTag PRELIMINARY_FLAG = of(0x0040, 0xA496);
  public static final DicomTag CONTENT_TEMPLATE_SEQUENCE = of(0x0040, 0xA504);
  public static final DicomTag CONTENT_SEQUENCE = of(0x0040, 0xA730);
  public static final DicomTag TEMPLATE_IDENTIFIER = of(0x0040, 0xDB00);
  public static final DicomTag SHARED_FUNCTIONAL_GROUPS_SEQUENCE = of(0x5200, 0x9229);
  public static final DicomTag PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE = of(0x5200, 0x9230);
  public static final DicomTag EXTENDED_OFFSET_TABLE = of(0x7FE0, 0x0001);
  public static final DicomTag EXTENDED_OFFSET_TABLE_LENGTHS = of(0x7FE0, 0x0002);
  public static final DicomTag FLOAT_PIXEL_DATA = of(0x7FE0, 0x0008);
  public static final DicomTag DOUBLE_FLOAT_PIXEL_DATA = of(0x7FE0, 0x0009);
  public static final DicomTag PIXEL_DATA = of(0x7FE0, 0x0010);
  public static final DicomTag ITEM = of(0xFFFE, 0xE000);
  public static final DicomTag ITEM_DELIMITATION_ITEM = of(0xFFFE, 0xE00D);
  public static final DicomTag SEQUENCE_DELIMITATION_ITEM = of(0xFFFE, 0xE0DD);

  /** The tag (group,element). */
  public static DicomTag of(int group, int element) {
    return new DicomTag(group << 16 | element);
  }

  /** Group number, 0 to 0xFFFF. */
  public int group() {
    return value >>> 16;
  }

  /** Element number, 0 to 0xFFFF. */
  public int element() {
    return value & 0xFFFF;
  }

  /** {@code (gggg,eeee)} in capital hexadecimal, as the standard writes it. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "(%04X,%04X)", group(), element());
  }
}
