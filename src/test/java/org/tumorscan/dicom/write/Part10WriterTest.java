package org.tumorscan.dicom.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.image.StoredPixels;

/** What the writer writes, the reader reads without a warning. */
class Part10WriterTest {
  private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.7";
  private final Part10Reader reader = new Part10Reader(ReadLimits.DEFAULT);

  private static byte[] file(DataSetBuilder dataSet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Part10Writer.write(out, SOP_CLASS, "1.2.3", dataSet);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private DataSet read(DataSetBuilder dataSet) throws DicomException {
    return reader.readDataSet(ByteBuffer.wrap(file(dataSet)));
  }

  private static DataSetBuilder image() {
    return new DataSetBuilder()
        .raw(DicomTag.PIXEL_DATA, Vr.OB, new byte[] {1, 2, 3})
        .unsignedShorts(DicomTag.ROWS, 1)
        .unsignedShorts(DicomTag.COLUMNS, 3)
        .unsignedShorts(DicomTag.SAMPLES_PER_PIXEL, 1)
        .unsignedShorts(DicomTag.BITS_ALLOCATED, 8)
        .unsignedShorts(DicomTag.BITS_STORED, 8)
        .unsignedShorts(DicomTag.HIGH_BIT, 7)
        .unsignedShorts(DicomTag.PIXEL_REPRESENTATION, 0)
        .text(DicomTag.PHOTOMETRIC_INTERPRETATION, Vr.CS, "MONOCHROME2")
        .text(DicomTag.SOP_CLASS_UID, Vr.UI, SOP_CLASS);
  }

  @Test
  void anImageComesBackWithoutAWarning() throws DicomException {
    DicomInstance instance = reader.read(ByteBuffer.wrap(file(image())));
    assertEquals(List.of(), instance.warnings());
    assertEquals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, instance.attributes().transferSyntax());
    assertArrayEquals(
        new int[] {1, 2, 3}, ((StoredPixels.Integers) instance.frames().frame(0)).values());
  }

  // PS3.10 7.1: group 0002 begins with its length, counted from behind that element.
  @Test
  void theMetaInformationStatesItsLengthAndTheObject() {
    byte[] file = file(new DataSetBuilder());
    String text = new String(file, StandardCharsets.ISO_8859_1);
    assertEquals("DICM", text.substring(128, 132));
    assertEquals(file.length - 132 - 12, ByteBuffer.wrap(file).get(140) & 0xFF);
    assertTrue(text.contains("1.2.840.10008.1.2.1\0"), text);
    assertTrue(text.contains(SOP_CLASS + "\0"), text);
  }

  // PS3.5 6.2: UIDs are padded with NUL, text with a space.
  @Test
  void oddLengthsArePadded() throws DicomException {
    DataSet dataSet =
        read(
            new DataSetBuilder()
                .text(DicomTag.SOP_INSTANCE_UID, Vr.UI, "1.2")
                .text(DicomTag.MODALITY, Vr.CS, "OTX"));
    assertArrayEquals(new byte[] {'1', '.', '2', 0}, bytes(dataSet, DicomTag.SOP_INSTANCE_UID));
    assertArrayEquals(new byte[] {'O', 'T', 'X', ' '}, bytes(dataSet, DicomTag.MODALITY));
  }

  @Test
  void valuesAreThereInAnyOrderOfSetting() throws DicomException {
    DataSet dataSet =
        read(
            new DataSetBuilder()
                .text(DicomTag.IMAGE_TYPE, Vr.CS, "DERIVED", "SECONDARY")
                .text(DicomTag.STUDY_DATE, Vr.DA)
                .unsignedShorts(DicomTag.ROWS, 0xFFFF)
                .text(DicomTag.MODALITY, Vr.CS, "MR")
                .text(DicomTag.MODALITY, Vr.CS, "OT"));
    assertEquals(List.of("DERIVED", "SECONDARY"), dataSet.strings(DicomTag.IMAGE_TYPE));
    assertEquals(List.of("OT"), dataSet.strings(DicomTag.MODALITY));
    assertArrayEquals(new int[] {0xFFFF}, dataSet.unsignedIntegers(DicomTag.ROWS));
    assertTrue(dataSet.contains(DicomTag.STUDY_DATE));
    assertEquals(List.of(), dataSet.strings(DicomTag.STUDY_DATE));
  }

  // PS3.5 7.1: ascending tags, as unsigned numbers, so FFFE and 7FE0 come last.
  @Test
  void tagsAscend() {
    byte[] bytes =
        new DataSetBuilder()
            .text(DicomTag.of(0xFFFA, 0x0001), Vr.LO, "b")
            .text(DicomTag.MODALITY, Vr.CS, "OT")
            .encode();
    assertEquals(0x08, bytes[0]);
    assertEquals((byte) 0xFA, bytes[10]);
  }

  @Test
  void sequencesNest() throws DicomException {
    DataSetBuilder inner = new DataSetBuilder().text(DicomTag.CODE_VALUE, Vr.SH, "T");
    DataSet dataSet =
        read(
            new DataSetBuilder()
                .sequence(
                    DicomTag.SOURCE_IMAGE_SEQUENCE,
                    new DataSetBuilder(),
                    new DataSetBuilder()
                        .sequence(DicomTag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, inner))
                .sequence(DicomTag.DERIVATION_CODE_SEQUENCE));
    List<? extends DataSet> items = dataSet.items(DicomTag.SOURCE_IMAGE_SEQUENCE);
    assertEquals(2, items.size());
    DataSet code = items.get(1).items(DicomTag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE).get(0);
    assertEquals(List.of("T"), code.strings(DicomTag.CODE_VALUE));
    assertTrue(dataSet.contains(DicomTag.DERIVATION_CODE_SEQUENCE));
    assertEquals(List.of(), dataSet.items(DicomTag.DERIVATION_CODE_SEQUENCE));
  }

  @Test
  void textThatIsNotAsTheVrHasItIsOurOwnFault() {
    DataSetBuilder dataSet = new DataSetBuilder();
    for (String text : List.of("x".repeat(17), "a\\b", "\u00e9", "\n")) {
      assertThrows(
          IllegalArgumentException.class, () -> dataSet.text(DicomTag.STUDY_ID, Vr.SH, text), text);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> dataSet.raw(DicomTag.PATIENT_ID, Vr.LO, new byte[0xFFFF]));
    assertThrows(
        IllegalArgumentException.class, () -> dataSet.unsignedShorts(DicomTag.ROWS, 0x10000));
  }

  // PS3.5 B.2; RFC 9562 5.8: version 8, variant 10.
  @Test
  void derivedUidsAreUuidsOfVersionEightThatFollowFromTheirParts() {
    assertEquals(
        "2.25." + new BigInteger("ffffffffffff8fffbfffffffffffffff", 16),
        DerivedUid.ofDigest(filled((byte) 0xFF)));
    assertEquals(
        "2.25." + new BigInteger("00000000000080008000000000000000", 16),
        DerivedUid.ofDigest(new byte[32]));
    assertEquals(DerivedUid.of(List.of("a", "b")), DerivedUid.of(List.of("a", "b")));
    assertTrue(!DerivedUid.of(List.of("a", "b")).equals(DerivedUid.of(List.of("ab"))));
  }

  private static byte[] filled(byte value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, value);
    return bytes;
  }

  private static byte[] bytes(DataSet dataSet, DicomTag tag) throws DicomException {
    ByteBuffer value = dataSet.bytes(tag);
    byte[] bytes = new byte[value.limit()];
    value.get(0, bytes);
    return bytes;
  }
}
