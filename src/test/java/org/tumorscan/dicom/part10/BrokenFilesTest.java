package org.tumorscan.dicom.part10;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.Warnings;
import org.tumorscan.image.ModalityTransform;
import org.tumorscan.image.StoredPixels;

/**
 * Files that break the standard in the ways that real ones do: read with a warning, or rejected.
 */
class BrokenFilesTest {
  private static final int[] SAMPLES = {0, 1, 2, 3, 4, 5};
  private static final int META_START = 132;

  private static DicomInstance read(byte[] file) throws DicomException {
    return new Part10Reader(ReadLimits.DEFAULT).read(ByteBuffer.wrap(file));
  }

  private static DicomException rejected(byte[] file) {
    return assertThrows(DicomException.class, () -> read(file).frames().frame(0));
  }

  private static int[] values(DicomInstance instance) throws DicomException {
    return ((StoredPixels.Integers) instance.frames().frame(0)).values();
  }

  /** The image is as it should be, and this is all that is said. */
  private static void assertReadWith(byte[] file, String... warnings) throws DicomException {
    DicomInstance instance = read(file);
    assertArrayEquals(SAMPLES, values(instance));
    assertEquals(List.of(warnings), instance.warnings());
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] from(byte[] file, int start) {
    return Arrays.copyOfRange(file, start, file.length);
  }

  @Test
  void rightFilesHaveNoWarnings() throws DicomException {
    for (TransferSyntax syntax :
        List.of(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)) {
      Part10Builder item = Part10Builder.empty().text(DicomTag.CODE_VALUE, "SH", "69536005");
      assertReadWith(
          Part10Builder.image()
              .transferSyntax(syntax)
              .delimitedSequence(DicomTag.ANATOMIC_REGION_SEQUENCE, item)
              .build());
    }
  }

  // PS3.10 7.1: file meta information.

  @Test
  void missingPreambleIsSaid() throws DicomException {
    byte[] file = Part10Builder.image().build();
    assertReadWith(from(file, META_START - 4), "the file has no preamble");
    assertReadWith(from(file, META_START), "the file has no preamble and no DICM prefix");
  }

  @ParameterizedTest
  @EnumSource(
      value = TransferSyntax.class,
      names = {"IMPLICIT_VR_LITTLE_ENDIAN", "EXPLICIT_VR_LITTLE_ENDIAN", "EXPLICIT_VR_BIG_ENDIAN"})
  void transferSyntaxOfABareDataSetIsGuessedWithAWarning(TransferSyntax syntax)
      throws DicomException {
    assertReadWith(
        Part10Builder.image().bare().transferSyntax(syntax).build(),
        "the file has no meta information: read as " + syntax.displayName());
  }

  @ParameterizedTest
  @CsvSource({
    "true,false,1.2.840.10008.1.2.1",
    "false,false,1.2.840.10008.1.2",
    "true,true,1.2.840.10008.1.2.2"
  })
  void missingTransferSyntaxIsGuessedWithAWarning(boolean explicitVr, boolean big, String uid)
      throws DicomException {
    byte[] meta = Part10Builder.empty().transferSyntaxUid("").build();
    byte[] dataSet =
        Part10Builder.image()
            .dataSet(explicitVr, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    TransferSyntax syntax = TransferSyntax.of(uid).orElseThrow();
    assertReadWith(
        join(meta, dataSet),
        "the file has no Transfer Syntax UID: read as " + syntax.displayName());
  }

  @Test
  void compressedPixelDataIsNotGuessed() {
    DicomException e =
        rejected(Part10Builder.image().transferSyntaxUid("").fragments(new byte[12]).build());
    assertEquals(Reason.MALFORMED, e.reason());
    assertEquals(Optional.of(DicomTag.PIXEL_DATA), e.tag());
  }

  @Test
  void metaInformationAloneMissesItsTransferSyntax() {
    DicomException e = rejected(Part10Builder.empty().transferSyntaxUid("").build());
    assertEquals(Reason.MISSING_ATTRIBUTE, e.reason());
    assertEquals(Optional.of(DicomTag.TRANSFER_SYNTAX_UID), e.tag());
  }

  @Test
  void groupLengthOfTheMetaInformationIsNotTrusted() throws DicomException {
    byte[] file = Part10Builder.image().build();
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(META_START + 8, 4000);
    assertReadWith(
        file, "the file meta information has 28 bytes, not 4000 as its group length says");
    assertReadWith(
        join(Arrays.copyOf(file, META_START), from(file, META_START + 12)),
        "the file meta information has no group length");
  }

  // PS3.5 7.1: VRs.

  @Test
  void vrsThatContradictTheTransferSyntaxAreSaid() throws DicomException {
    byte[] meta =
        Part10Builder.empty().transferSyntax(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).build();
    assertReadWith(
        join(meta, Part10Builder.image().dataSet(true, ByteOrder.LITTLE_ENDIAN)),
        "the data set has explicit VRs, though its transfer syntax is Implicit VR Little Endian");
    meta = Part10Builder.empty().build();
    assertReadWith(
        join(meta, Part10Builder.image().dataSet(false, ByteOrder.LITTLE_ENDIAN)),
        "the data set has implicit VRs, though its transfer syntax is Explicit VR Little Endian");
  }

  @Test
  void elementWithoutVrAmongOthersIsReadAsImplicit() throws DicomException {
    byte[] element =
        Part10Builder.empty()
            .text(DicomTag.of(0x0009, 0x1001), "LO", "PRIVATE!")
            .dataSet(false, ByteOrder.LITTLE_ENDIAN);
    byte[] file = Part10Builder.image().build();
    int rows = indexOf(file, 0x28, 0, 0x02, 0);
    assertReadWith(
        join(Arrays.copyOf(file, rows), element, from(file, rows)),
        "an element without a VR is read as implicit VR");
  }

  @Test
  void numbersWrittenAsWiderOnesAreRead() throws DicomException {
    assertReadWith(
        Part10Builder.image().ints(DicomTag.ROWS, "UL", 2).build(),
        "(0028,0010) has VR UL, not that of words");
  }

  @Test
  void integersWrittenAsTextAreRead() throws DicomException {
    assertReadWith(
        Part10Builder.image().text(DicomTag.ROWS, "IS", "2").build(),
        "(0028,0010) has VR IS, not that of words");
  }

  @ParameterizedTest
  @CsvSource({"IS,2.5", "IS,two", "DS,2", "CS,2"})
  void otherTextWhereAnIntegerBelongsIsMalformed(String vr, String text) {
    DicomException e = rejected(Part10Builder.image().text(DicomTag.ROWS, vr, text).build());
    assertEquals(Reason.MALFORMED, e.reason());
    assertEquals(Optional.of(DicomTag.ROWS), e.tag());
  }

  @Test
  void binaryNumbersWhereDecimalTextBelongsAreRead() throws DicomException {
    byte[] slope = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(2.5).array();
    DicomInstance instance =
        read(
            Part10Builder.image()
                .bytes(DicomTag.RESCALE_SLOPE, "FD", slope)
                .shorts(DicomTag.RESCALE_INTERCEPT, "SS", -1024)
                .build());
    assertEquals(
        new ModalityTransform.Rescale(2.5, -1024),
        instance.attributes().presentation(0).modality());
    assertEquals(
        List.of(
            "(0028,1053) has VR FD, not that of text", "(0028,1052) has VR SS, not that of text"),
        instance.warnings());
  }

  // PS3.5 7.1.1: lengths.

  @Test
  void oddLengthIsReadAsItIs() throws DicomException {
    byte[] odd = {'1', '.', '2', '.', '3'};
    assertReadWith(
        Part10Builder.image().bytes(DicomTag.STUDY_INSTANCE_UID, "UI", odd).build(),
        "an element has an odd length");
  }

  @Test
  void elementLongerThanTheFileIsTruncated() {
    byte[] file = Part10Builder.image().build();
    int modality = indexOf(file, 0x08, 0, 0x60, 0);
    file[modality + 7] = 0x7F;
    assertEquals(Reason.TRUNCATED, rejected(file).reason());
  }

  @Test
  void pixelDataThatSaysItIsLongerIsReadAsFarAsTheFileGoes() throws DicomException {
    byte[] file = Part10Builder.image().build();
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 16, 100);
    assertReadWith(file, "the pixel data has 12 bytes, not 100 as its length says");
  }

  @Test
  void pixelDataBeyondTheFramesIsSaid() throws DicomException {
    assertReadWith(
        Part10Builder.image().shorts(DicomTag.PIXEL_DATA, "OW", 0, 1, 2, 3, 4, 5, 6).build(),
        "the pixel data has 2 bytes more than its frames take");
  }

  @Test
  void tooLittlePixelDataIsRejected() {
    DicomException e =
        rejected(Part10Builder.image().shorts(DicomTag.PIXEL_DATA, "OW", 0, 1, 2, 3, 4).build());
    assertEquals(Reason.TOO_LITTLE_PIXEL_DATA, e.reason());
  }

  @Test
  void deflatedDataSetThatEndsTooSoonIsReadAsFarAsItGoes() throws DicomException {
    byte[] file =
        Part10Builder.image()
            .transferSyntax(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)
            .build();
    DicomInstance instance = read(Arrays.copyOf(file, file.length - 1));
    assertTrue(
        instance.warnings().contains("the deflated data set ends too soon"),
        instance.warnings().toString());
  }

  // PS3.10 7.2 and PS3.5 8: what follows the pixels.

  @Test
  void trailingBytesAreSaid() throws DicomException {
    byte[] file = Part10Builder.image().build();
    assertReadWith(join(file, new byte[1024]), "1024 bytes follow the last element");
    assertReadWith(join(file, new byte[3]), "3 bytes follow the last element");
    byte[] text = "\n-- end of file, and more\n".getBytes(StandardCharsets.US_ASCII);
    assertReadWith(join(file, text), text.length + " bytes follow the last element");
  }

  @Test
  void trailingPaddingOfTheStandardIsRight() throws DicomException {
    assertReadWith(
        Part10Builder.image().bytes(DicomTag.of(0xFFFC, 0xFFFC), "OB", new byte[20]).build());
  }

  @Test
  void elementsBehindThePixelDataBelongToTheImage() throws DicomException {
    byte[] rows = Part10Builder.empty().shape(2, 3).dataSet(true, ByteOrder.LITTLE_ENDIAN);
    byte[] file = Part10Builder.image().without(DicomTag.ROWS).without(DicomTag.COLUMNS).build();
    assertReadWith(join(file, rows), "elements that belong before the pixel data stand behind it");
  }

  private static byte[] rleImage() {
    byte[] frame = new byte[64 + 8];
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(1).putInt(64);
    byte[] run = {5, 0, 1, 2, 3, 4, 5, 0};
    System.arraycopy(run, 0, frame, 64, run.length);
    return Part10Builder.image()
        .transferSyntax(TransferSyntax.RLE_LOSSLESS)
        .bits(8, 8, 7, false)
        .fragments(frame)
        .build();
  }

  // PS3.5 A.4.
  @Test
  void missingDelimiterBehindTheFragmentsIsSaid() throws DicomException {
    byte[] file = rleImage();
    assertReadWith(file);
    String warning = "the pixel data has no sequence delimiter at its end";
    assertReadWith(Arrays.copyOf(file, file.length - 8), warning);
    assertReadWith(Arrays.copyOf(file, file.length - 1), warning);
    file[file.length - 8] = 0;
    assertReadWith(file, warning);
  }

  @Test
  void trailingBytesBehindTheFragmentsAreSaid() throws DicomException {
    assertReadWith(join(rleImage(), new byte[100]), "100 bytes follow the last element");
  }

  @Test
  void sequenceWithoutItsDelimiterIsTruncated() {
    Part10Builder item = Part10Builder.empty().text(DicomTag.CODE_VALUE, "SH", "69536005");
    byte[] file =
        Part10Builder.image().delimitedSequence(DicomTag.ANATOMIC_REGION_SEQUENCE, item).build();
    int delimiter = indexOf(file, 0xFE, 0xFF, 0xDD, 0xE0);
    byte[] without = join(Arrays.copyOf(file, delimiter), from(file, delimiter + 8));
    DicomException e = rejected(without);
    assertEquals(Reason.MALFORMED, e.reason());
    assertEquals(Optional.of(DicomTag.ANATOMIC_REGION_SEQUENCE), e.tag());
  }

  @Test
  void warningsAreKeptToAFew() {
    Warnings warnings = new Warnings();
    for (int i = 0; i < 100; i++) {
      warnings.add("warning " + i % 50);
    }
    List<String> texts = warnings.texts();
    assertEquals(Warnings.MOST + 1, texts.size());
    assertEquals("warning 0", texts.get(0));
    assertEquals("there are more departures from the standard", texts.get(Warnings.MOST));
  }

  private static int indexOf(byte[] bytes, int... pattern) {
    for (int i = META_START; i + pattern.length <= bytes.length; i++) {
      int matching = 0;
      while (matching < pattern.length && (bytes[i + matching] & 0xFF) == pattern[matching]) {
        matching++;
      }
      if (matching == pattern.length) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }
}
