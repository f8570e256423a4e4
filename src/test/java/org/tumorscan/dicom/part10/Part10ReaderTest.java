package org.tumorscan.dicom.part10;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomReaderContract;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Part10Builder;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;

class Part10ReaderTest extends DicomReaderContract {

  @Override
  protected DicomReader reader(ReadLimits limits) {
    return new Part10Reader(limits);
  }

  private static DicomException rejected(Part10Builder file, ReadLimits limits) {
    return assertThrows(
        DicomException.class,
        () -> new Part10Reader(limits).read(ByteBuffer.wrap(file.build())).frames().frame(0));
  }

  @Test
  void offsetOfAWrongElementIsThatOfItsTag() {
    byte[] file = Part10Builder.image().shorts(DicomTag.ROWS, "US", 0).build();
    long offset = rejected(file).byteOffset().orElseThrow();
    byte[] tag = Arrays.copyOfRange(file, (int) offset, (int) offset + 4);
    assertArrayEquals(new byte[] {0x28, 0, 0x10, 0}, tag);
  }

  @Test
  void offsetInADeflatedDataSetSaysSo() {
    DicomException e =
        rejected(
            Part10Builder.image()
                .transferSyntax(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)
                .bytes(DicomTag.ROWS, "US", new byte[] {1})
                .build());
    assertEquals(Reason.MALFORMED, e.reason());
    assertTrue(e.getMessage().contains("inflated data set"), e.getMessage());
  }

  @Test
  void tooLittleDeflatedPixelDataSaysWhereItsOffsetCounts() {
    DicomException e =
        rejected(
            Part10Builder.image()
                .transferSyntax(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)
                .shape(20, 30)
                .build());
    assertEquals(Reason.TOO_LITTLE_PIXEL_DATA, e.reason());
    assertTrue(e.getMessage().contains("inflated data set"), e.getMessage());
  }

  @Test
  void attributeOfADeflatedDataSetHasNoOffset() {
    DicomException e =
        rejected(
            Part10Builder.image()
                .transferSyntax(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)
                .shape(0, 3)
                .build());
    assertEquals(Reason.INVALID_ATTRIBUTE, e.reason());
    assertEquals(OptionalLong.empty(), e.byteOffset());
  }

  // PS3.5 6.2.2 note 4: little endian even in a big endian file.
  @Test
  void unknownSequenceOfABigEndianFileIsLittleEndian() throws DicomException {
    Part10Builder region = Part10Builder.empty().text(DicomTag.CODE_VALUE, "SH", "12738006");
    DicomInstance instance =
        read(
            Part10Builder.image()
                .transferSyntax(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)
                .unknownSequence(DicomTag.ANATOMIC_REGION_SEQUENCE, region)
                .build());
    assertEquals(Optional.of("BRAIN"), instance.attributes().bodyPart());
  }

  // PS3.5 7.3: only words change with the byte order.
  @Test
  void eightBitSamplesAreSwappedInBigEndianWordsAlone() throws DicomException {
    Part10Builder image =
        Part10Builder.image()
            .transferSyntax(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)
            .shape(1, 4)
            .bits(8, 8, 7, false);
    byte[] samples = {1, 2, 3, 4};
    assertArrayEquals(
        new int[] {1, 2, 3, 4},
        values(read(image.bytes(DicomTag.PIXEL_DATA, "OB", samples).build()), 0));
    assertArrayEquals(
        new int[] {2, 1, 4, 3},
        values(read(image.bytes(DicomTag.PIXEL_DATA, "OW", samples).build()), 0));
  }

  @Test
  void tooLittlePixelDataIsPlacedAtItsEnd() {
    byte[] file = Part10Builder.image().build();
    DicomException e = rejected(Arrays.copyOf(file, file.length - 1));
    assertEquals(Reason.TOO_LITTLE_PIXEL_DATA, e.reason());
    assertEquals(OptionalLong.of(file.length - 1), e.byteOffset());
  }

  @Test
  void pixelDataOfUndefinedLengthIsMalformedWhereItIsNative() {
    DicomException e = rejected(Part10Builder.image().fragments(new byte[12]).build());
    assertEquals(Reason.MALFORMED, e.reason());
  }

  @Test
  void encodingOtherThanTheTransferSyntaxSaysIsFollowed() throws DicomException {
    byte[] file = Part10Builder.image().build();
    String claimed = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid();
    byte[] lying = new byte[file.length];
    System.arraycopy(file, 0, lying, 0, file.length);
    // Both UIDs take 20 bytes: the longer one ends in ".1", the shorter one is padded.
    int at = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(claimed);
    lying[at + claimed.length()] = 0;
    lying[at + claimed.length() + 1] = 0;
    DicomInstance instance = read(lying);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, values(instance, 0));
  }

  @Test
  void fileBeyondTheLimitIsNotRead() throws Exception {
    ReadLimits limits = new ReadLimits(10, 10, 10, 10, 10, 10, 10);
    java.nio.file.Path file = java.nio.file.Files.createTempFile("limit", ".dcm");
    try {
      java.nio.file.Files.write(file, Part10Builder.image().build());
      DicomException e =
          assertThrows(DicomException.class, () -> new Part10Reader(limits).read(file));
      assertEquals(Reason.LIMIT_EXCEEDED, e.reason());
    } finally {
      java.nio.file.Files.delete(file);
    }
  }

  @Test
  void dataSetThatInflatesBeyondTheLimitIsRejected() {
    ReadLimits limits = new ReadLimits(1 << 20, 1 << 20, 1 << 17, 1000, 8, 1 << 20, 10);
    DicomException e =
        rejected(
            Part10Builder.image()
                .transferSyntax(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)
                .shape(500, 500)
                .bytes(DicomTag.PIXEL_DATA, "OW", new byte[500_000]),
            limits);
    assertEquals(Reason.LIMIT_EXCEEDED, e.reason());
  }

  @Test
  void elementsBeyondTheLimitAreRejected() {
    ReadLimits limits = new ReadLimits(1 << 20, 1 << 20, 1 << 20, 10, 8, 1 << 20, 10);
    assertEquals(Reason.LIMIT_EXCEEDED, rejected(Part10Builder.image(), limits).reason());
  }

  @Test
  void definedLengthSequencesCountTowardsTheNestingLimitToo() {
    ReadLimits limits = new ReadLimits(1 << 20, 1 << 20, 1 << 20, 1000, 1, 1 << 20, 10);
    Part10Builder item =
        Part10Builder.empty()
            .sequence(
                DicomTag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
                Part10Builder.empty().text(DicomTag.RESCALE_SLOPE, "DS", "1"));
    DicomException e =
        rejected(
            Part10Builder.image().sequence(DicomTag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, item),
            limits);
    assertEquals(Reason.LIMIT_EXCEEDED, e.reason());
  }
}
