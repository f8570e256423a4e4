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
  public static final DicomTag TRANSFER_SYNTAX_UID = of(0x0002, 0x0010);
  public static final DicomTag DIRECTORY_RECORD_SEQUENCE = of(0x0004, 0x1220);
  public static final DicomTag REFERENCED_FILE_ID = of(0x0004, 0x1500);
  public static final DicomTag SOP_CLASS_UID = of(0x0008, 0x0016);
  public static final DicomTag SOP_INSTANCE_UID = of(0x0008, 0x0018);
  public static final DicomTag MODALITY = of(0x0008, 0x0060);
  public static final DicomTag MANUFACTURER = of(0x0008, 0x0070);
  public static final DicomTag CODE_VALUE = of(0x0008, 0x0100);
  public static final DicomTag MANUFACTURER_MODEL_NAME = of(0x0008, 0x1090);
  public static final DicomTag ANATOMIC_REGION_SEQUENCE = of(0x0008, 0x2218);
  public static final DicomTag PATIENT_ID = of(0x0010, 0x0020);
  public static final DicomTag ISSUER_OF_PATIENT_ID = of(0x0010, 0x0021);
  public static final DicomTag PATIENT_SEX = of(0x0010, 0x0040);
  public static final DicomTag PATIENT_AGE = of(0x0010, 0x1010);
  public static final DicomTag BODY_PART_EXAMINED = of(0x0018, 0x0015);
  public static final DicomTag IMAGER_PIXEL_SPACING = of(0x0018, 0x1164);
  public static final DicomTag NOMINAL_SCANNED_PIXEL_SPACING = of(0x0018, 0x2010);
  public static final DicomTag SLICE_THICKNESS = of(0x0018, 0x0050);
  public static final DicomTag KVP = of(0x0018, 0x0060);
  public static final DicomTag REPETITION_TIME = of(0x0018, 0x0080);
  public static final DicomTag ECHO_TIME = of(0x0018, 0x0081);
  public static final DicomTag MAGNETIC_FIELD_STRENGTH = of(0x0018, 0x0087);
  public static final DicomTag STUDY_INSTANCE_UID = of(0x0020, 0x000D);
  public static final DicomTag SERIES_INSTANCE_UID = of(0x0020, 0x000E);
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
  public static final DicomTag MODALITY_LUT_SEQUENCE = of(0x0028, 0x3000);
  public static final DicomTag LUT_DESCRIPTOR = of(0x0028, 0x3002);
  public static final DicomTag LUT_DATA = of(0x0028, 0x3006);
  public static final DicomTag VOI_LUT_SEQUENCE = of(0x0028, 0x3010);
  public static final DicomTag PIXEL_MEASURES_SEQUENCE = of(0x0028, 0x9110);
  public static final DicomTag FRAME_VOI_LUT_SEQUENCE = of(0x0028, 0x9132);
  public static final DicomTag PIXEL_VALUE_TRANSFORMATION_SEQUENCE = of(0x0028, 0x9145);
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
