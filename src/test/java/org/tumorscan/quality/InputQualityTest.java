package org.tumorscan.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.model.Scope;

/** PS3.3 C.7.6.1 (General Image), C.8.6.1 (SC Equipment). */
class InputQualityTest {
  private static final Scope HEAD_MR = new Scope(List.of("MR"), List.of("HEAD", "BRAIN"), "");

  @Test
  void anOriginalPrimaryScanHasNothingAgainstIt() throws Exception {
    assertEquals(List.of(), codes(imageType("ORIGINAL\\PRIMARY\\M\\NORM\\DIS2D")));
    assertEquals(List.of(), codes(Part10Builder.image()));
  }

  @Test
  void imageTypeTellsLocalizersMosaicsAndWhatWasMadeLater() throws Exception {
    assertEquals(List.of("localizer"), codes(imageType("ORIGINAL\\PRIMARY\\LOCALIZER")));
    assertEquals(List.of("localizer"), codes(imageType("ORIGINAL\\PRIMARY\\OTHER\\scout")));
    assertEquals(List.of("mosaic"), codes(imageType("ORIGINAL\\PRIMARY\\M\\ND\\MOSAIC")));
    assertEquals(List.of("derived"), codes(imageType("DERIVED\\PRIMARY\\AXIAL")));
    assertEquals(List.of("derived", "secondary"), codes(imageType("DERIVED \\SECONDARY\\MPR")));
  }

  @Test
  void eachValueOfImageTypeCountsAtItsOwnPlaceAlone() throws Exception {
    assertEquals(List.of(), codes(imageType("LOCALIZER\\MOSAIC\\DERIVED\\SECONDARY")));
  }

  @Test
  void aCaptureIsToldByItsClassOrByHowItWasConverted() throws Exception {
    for (String sopClass : List.of("1.2.840.10008.5.1.4.1.1.7", "1.2.840.10008.5.1.4.1.1.7.4")) {
      assertEquals(
          List.of("secondary-capture"),
          codes(Part10Builder.image().text(DicomTag.SOP_CLASS_UID, "UI", sopClass)));
    }
    // X-Ray Angiographic Image Storage ends in .12.1, a capture's in .7
    assertEquals(
        List.of(),
        codes(
            Part10Builder.image()
                .text(DicomTag.SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.77.1.1")));
    assertEquals(List.of("secondary-capture"), codes(conversion("WSD")));
    assertEquals(List.of("digitized-film"), codes(conversion("DF")));
    assertEquals(List.of("digitized-film"), codes(conversion("SI")));
    assertEquals(List.of(), codes(conversion("SMITH")));
  }

  @Test
  void burnedInTextIsToldWhereTheHeaderClaimsIt() throws Exception {
    assertEquals(List.of("burned-in-text"), codes(annotation("YES")));
    assertEquals(List.of(), codes(annotation("NO")));
  }

  /** C.7.6.1.1.5: the attribute stays 01 when the image is decompressed. */
  @Test
  void lossIsToldWithRatiosAndMethodsInTheirOrder() throws Exception {
    Part10Builder lossy =
        Part10Builder.image()
            .text(DicomTag.LOSSY_IMAGE_COMPRESSION, "CS", "01")
            .text(DicomTag.LOSSY_IMAGE_COMPRESSION_RATIO, "DS", "10.04\\2.5")
            .text(DicomTag.LOSSY_IMAGE_COMPRESSION_METHOD, "CS", "ISO_10918_1\\ISO_15444_1");
    assertEquals(
        List.of("lossy: compressed with loss, 10:1 then 2.5:1, ISO_10918_1 then ISO_15444_1"),
        warnings(lossy));
    assertEquals(
        List.of("lossy: compressed with loss"),
        warnings(Part10Builder.image().text(DicomTag.LOSSY_IMAGE_COMPRESSION, "CS", "01")));
  }

  @Test
  void aTransferSyntaxThatLosesIsToldWhateverTheAttributeSays() throws Exception {
    assertEquals(
        List.of(
            "lossy: JPEG Baseline 8-bit loses detail, though Lossy Image Compression (0028,2110)"
                + " is not stated"),
        warnings(encoded(TransferSyntax.JPEG_BASELINE_8_BIT)));
    assertEquals(
        List.of(
            "lossy: JPEG Baseline 8-bit loses detail, though Lossy Image Compression (0028,2110)"
                + " denies it"),
        warnings(
            encoded(TransferSyntax.JPEG_BASELINE_8_BIT)
                .text(DicomTag.LOSSY_IMAGE_COMPRESSION, "CS", "00")));
  }

  /** PS3.5 A.4.4: this transfer syntax carries reversible code streams as well. */
  @Test
  void jpeg2000IsBelievedWhereItSaysThatNothingWasLost() throws Exception {
    assertEquals(
        List.of(
            "lossy: JPEG 2000 may lose detail, and Lossy Image Compression (0028,2110) is not"
                + " stated"),
        warnings(encoded(TransferSyntax.JPEG_2000)));
    assertEquals(
        List.of(),
        warnings(
            encoded(TransferSyntax.JPEG_2000).text(DicomTag.LOSSY_IMAGE_COMPRESSION, "CS", "00")));
    assertEquals(List.of(), warnings(encoded(TransferSyntax.JPEG_2000_LOSSLESS)));
  }

  @Test
  void noTextThatWentAstrayEndsUpInAWarning() throws Exception {
    Part10Builder astray =
        Part10Builder.image()
            .text(DicomTag.IMAGE_TYPE, "CS", "DERIVED\\SECONDARY\\Doe^Jane\\LOCALIZER")
            .text(DicomTag.CONVERSION_TYPE, "CS", "Doe^Jane")
            .text(DicomTag.BURNED_IN_ANNOTATION, "CS", "Doe^Jane")
            .text(DicomTag.LOSSY_IMAGE_COMPRESSION, "CS", "01")
            .text(DicomTag.LOSSY_IMAGE_COMPRESSION_RATIO, "DS", "Doe^Jane")
            .text(DicomTag.LOSSY_IMAGE_COMPRESSION_METHOD, "CS", "DOE JANE");
    assertEquals(List.of("localizer", "derived", "secondary", "lossy"), codes(astray));
    assertFalse(warnings(astray).toString().toUpperCase(Locale.ROOT).contains("DOE"));
  }

  @Test
  void aModelThatIsMadeToJudgeSaysWhatItIsNotFor() throws Exception {
    assertEquals(List.of(), scopeCodes("MR", "BRAIN"));
    assertEquals(List.of("wrong-modality"), scopeCodes("CT", "HEAD"));
    assertEquals(List.of("wrong-body-part"), scopeCodes("MR", "KNEE"));
    assertEquals(List.of("wrong-modality", "wrong-body-part"), scopeCodes("CT", "CHEST"));
    assertEquals(List.of("unstated-body-part"), scopeCodes("MR", ""));
    assertEquals(List.of("unstated-modality", "unstated-body-part"), scopeCodes("", ""));
  }

  private static List<String> scopeCodes(String modality, String bodyPart) throws Exception {
    DicomInstance instance =
        read(
            Part10Builder.image()
                .text(DicomTag.MODALITY, "CS", modality)
                .text(DicomTag.BODY_PART_EXAMINED, "CS", bodyPart));
    return codes(InputQuality.ofScope(HEAD_MR, instance.attributes()).stream());
  }

  private static Part10Builder imageType(String values) {
    return Part10Builder.image().text(DicomTag.IMAGE_TYPE, "CS", values);
  }

  private static Part10Builder conversion(String value) {
    return Part10Builder.image().text(DicomTag.CONVERSION_TYPE, "CS", value);
  }

  private static Part10Builder annotation(String value) {
    return Part10Builder.image().text(DicomTag.BURNED_IN_ANNOTATION, "CS", value);
  }

  /** The header alone is looked at, so that the frame need not be one. */
  private static Part10Builder encoded(TransferSyntax transferSyntax) {
    return Part10Builder.image().transferSyntax(transferSyntax).fragments(new byte[2]);
  }

  private static List<String> codes(Part10Builder file) throws DicomException {
    return codes(warnings(file).stream());
  }

  private static List<String> codes(Stream<String> warnings) {
    List<String> known = Arrays.stream(Concern.values()).map(Concern::code).toList();
    return warnings
        .map(warning -> warning.substring(0, warning.indexOf(": ")))
        .map(code -> Optional.of(code).filter(known::contains).orElseThrow())
        .toList();
  }

  private static List<String> warnings(Part10Builder file) throws DicomException {
    return InputQuality.ofHeader(read(file));
  }

  private static DicomInstance read(Part10Builder file) throws DicomException {
    return new Part10Reader(ReadLimits.DEFAULT).read(ByteBuffer.wrap(file.build()));
  }
}
