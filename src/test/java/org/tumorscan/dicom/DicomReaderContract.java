package org.tumorscan.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.image.LookupTable;
import org.tumorscan.image.ModalityTransform;
import org.tumorscan.image.PaletteColor;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.StoredPixels;
import org.tumorscan.image.VoiTransform;
import org.tumorscan.image.VoiWindow;

/** What every {@link DicomReader} keeps to. A subclass supplies the reader and nothing else. */
public abstract class DicomReaderContract {
  private static final int[] SAMPLES = {0, 1, 2, 3, 4, 5};
  private static final byte[] RLE_2X3_8_BIT = rle(new byte[] {5, 1, 2, 3, 4, 5, 6, 0});

  @TempDir protected Path directory;

  /** The reader under test. */
  protected abstract DicomReader reader(ReadLimits limits);

  private DicomReader reader() {
    return reader(ReadLimits.DEFAULT);
  }

  protected final DicomInstance read(byte[] file) throws DicomException {
    try {
      return reader().read(Files.write(Files.createTempFile(directory, "image", ""), file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  protected final DicomException rejected(byte[] file) {
    return assertThrows(DicomException.class, () -> readAll(file));
  }

  /** Reads the header and every frame. */
  protected final void readAll(byte[] file) throws DicomException {
    DicomInstance instance = read(file);
    for (int frame = 0; frame < instance.frames().count(); frame++) {
      instance.frames().frame(frame);
    }
  }

  protected final int[] values(DicomInstance instance, int frame) throws DicomException {
    return ((StoredPixels.Integers) instance.frames().frame(frame)).values();
  }

  private static byte[] rle(byte[]... segments) {
    int length = 64 + Arrays.stream(segments).mapToInt(segment -> segment.length).sum();
    ByteBuffer frame = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(segments.length);
    int offset = 64;
    for (byte[] segment : segments) {
      frame.putInt(offset);
      offset += segment.length;
    }
    frame.position(64);
    for (byte[] segment : segments) {
      frame.put(segment);
    }
    return frame.array();
  }

  private static Part10Builder rleImage() {
    return Part10Builder.image()
        .transferSyntax(TransferSyntax.RLE_LOSSLESS)
        .bits(8, 8, 7, false)
        .fragments(RLE_2X3_8_BIT);
  }

  // PS3.5 6.1: the text's bytes mean what Specific Character Set says, here kanji between escapes.
  @Test
  void attributesForTheArchiveAreTakenByteForByte() throws DicomException {
    String name = "Test^One=\u001b$B;3ED\u001b(B";
    DicomInstance instance =
        read(
            Part10Builder.image()
                .text(DicomTag.SPECIFIC_CHARACTER_SET, "CS", "\\ISO 2022 IR 87")
                .text(DicomTag.PATIENT_NAME, "PN", name)
                .text(DicomTag.PATIENT_ID, "LO", "\u00ff\u00fe7")
                .text(DicomTag.SERIES_NUMBER, "IS", "12")
                .build());
    assertEquals(name, sourceText(instance, DicomTag.PATIENT_NAME));
    assertEquals("\u00ff\u00fe7", sourceText(instance, DicomTag.PATIENT_ID));
    assertEquals("\\ISO 2022 IR 87", sourceText(instance, DicomTag.SPECIFIC_CHARACTER_SET));
    assertEquals(12, instance.source().seriesNumber().orElseThrow());
    assertEquals(instance.identity(), instance.source().identity());
  }

  // The forerunner of the standard wrote dates and times with punctuation: PS3.5 6.2, notes.
  @Test
  void attributesForTheArchiveAreAsTheStandardHasThemOrNotThere() throws DicomException {
    DicomInstance instance =
        read(
            Part10Builder.image()
                .text(DicomTag.STUDY_DATE, "DA", "1995.06.26")
                .text(DicomTag.STUDY_TIME, "TM", "11:20:00")
                .text(DicomTag.PATIENT_BIRTH_DATE, "DA", "unknown")
                .text(DicomTag.PATIENT_SEX, "CS", "X")
                .text(DicomTag.STUDY_ID, "SH", "a\nb")
                .text(DicomTag.ACCESSION_NUMBER, "SH", "x".repeat(2000))
                .text(DicomTag.PATIENT_ID, "LO", "")
                .build());
    assertEquals("19950626", sourceText(instance, DicomTag.STUDY_DATE));
    assertEquals("112000", sourceText(instance, DicomTag.STUDY_TIME));
    assertEquals(2, instance.source().patientAndStudy().size());
  }

  private static String sourceText(DicomInstance instance, DicomTag tag) {
    return new String(
        instance.source().element(tag).orElseThrow().value(), StandardCharsets.ISO_8859_1);
  }

  // PS3.3 C.7.6.24, C.7.6.25: no Bits Stored, High Bit or Pixel Representation.
  @Test
  void floatAndDoublePixelsAreTold() throws DicomException {
    float[] floats = {-1.5f, 0, 1, 2, 3, 1e30f};
    double[] doubles = {-1.5, 0, 1, 2, 3, 1e300};
    ByteBuffer floatBytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer doubleBytes = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      floatBytes.putFloat(floats[i]);
      doubleBytes.putDouble(doubles[i]);
    }
    DicomInstance ofFloats =
        read(withoutBits(32).bytes(DicomTag.FLOAT_PIXEL_DATA, "OF", floatBytes.array()).build());
    DicomInstance ofDoubles =
        read(
            withoutBits(64)
                .bytes(DicomTag.DOUBLE_FLOAT_PIXEL_DATA, "OD", doubleBytes.array())
                .build());
    assertArrayEquals(floats, ((StoredPixels.Floats) ofFloats.frames().frame(0)).values());
    assertArrayEquals(doubles, ((StoredPixels.Doubles) ofDoubles.frames().frame(0)).values());
  }

  private static Part10Builder withoutBits(int allocated) {
    return Part10Builder.image()
        .without(DicomTag.PIXEL_DATA)
        .without(DicomTag.BITS_STORED)
        .without(DicomTag.HIGH_BIT)
        .without(DicomTag.PIXEL_REPRESENTATION)
        .shorts(DicomTag.BITS_ALLOCATED, "US", allocated);
  }

  @Test
  void whatTakesMoreHeapThanThereIsIsRejected() throws Exception {
    Path file =
        Files.write(
            directory.resolve("large"),
            Part10Builder.image()
                .shape(2000, 2000)
                .bytes(DicomTag.PIXEL_DATA, "OW", new byte[8_000_000])
                .build());
    // 16 bytes a sample in three quarters of the heap: 85.3 million bytes for 4 million samples.
    assertEquals(4_000_000, values(reader().within(86_000_000).read(file), 0).length);
    DicomException e =
        assertThrows(DicomException.class, () -> reader().within(85_000_000).read(file));
    assertEquals(Reason.LIMIT_EXCEEDED, e.reason());
  }

  @Test
  void bytesAtHandAreReadAsAFileIs() throws DicomException {
    DicomInstance instance = reader().read(ByteBuffer.wrap(Part10Builder.image().build()));
    assertArrayEquals(SAMPLES, values(instance, 0));
    DicomException e =
        assertThrows(
            DicomException.class, () -> reader().read(ByteBuffer.wrap(new byte[] {'n', 'o'})));
    assertEquals(Reason.NOT_DICOM, e.reason());
  }

  // PS3.3 F.3.2.2: Referenced File ID has a component for each directory.
  @Test
  void filesThatADicomdirRefersToAreRead() throws DicomException {
    byte[] file =
        Part10Builder.empty()
            .delimitedSequence(
                DicomTag.DIRECTORY_RECORD_SEQUENCE,
                Part10Builder.empty().text(DicomTag.MODALITY, "CS", "MR"),
                Part10Builder.empty().text(DicomTag.REFERENCED_FILE_ID, "CS", "A\\B"),
                Part10Builder.empty().text(DicomTag.REFERENCED_FILE_ID, "CS", "A\\B"))
            .build();
    assertEquals(
        List.of(new MediaDirectory.FileId(List.of("A", "B"))),
        MediaDirectory.of(reader().readDataSet(ByteBuffer.wrap(file))).files());
  }

  // PS3.5 A.4.11: each fragment is a frame as it would lie in native pixel data.
  @Test
  void encapsulatedUncompressedFramesAreTheirFragments() throws DicomException {
    DicomInstance instance =
        read(
            Part10Builder.image()
                .transferSyntax(TransferSyntax.ENCAPSULATED_UNCOMPRESSED)
                .bits(8, 8, 7, false)
                .shape(2, 3)
                .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
                .fragments(new byte[] {1, 2, 3, 4, 5, 6}, new byte[] {7, 8, 9, 10, 11, 12})
                .build());
    assertArrayEquals(
        new int[] {1, 2, 3, 4, 5, 6},
        ((StoredPixels.Integers) instance.frames().frame(0)).values());
    assertArrayEquals(
        new int[] {7, 8, 9, 10, 11, 12},
        ((StoredPixels.Integers) instance.frames().frame(1)).values());
  }

  // PS3.5 A.1 to A.5: the same data set in each of the native transfer syntaxes.

  @ParameterizedTest
  @EnumSource(
      value = TransferSyntax.class,
      names = {
        "IMPLICIT_VR_LITTLE_ENDIAN",
        "EXPLICIT_VR_LITTLE_ENDIAN",
        "EXPLICIT_VR_BIG_ENDIAN",
        "DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN"
      })
  void everyNativeTransferSyntaxGivesTheSameImage(TransferSyntax syntax) throws DicomException {
    DicomInstance instance = read(Part10Builder.image().transferSyntax(syntax).build());
    assertEquals(syntax, instance.attributes().transferSyntax());
    assertEquals(
        new InstanceIdentity(
            Optional.of("1.2.840.10008.5.1.4.1.1.4"),
            Optional.of("1.2.3.4"),
            Optional.of("1.2.3.1"),
            Optional.of("1.2.3")),
        instance.identity());
    assertEquals(Optional.of("MR"), instance.attributes().modality());
    assertEquals(2, instance.attributes().format().rows());
    assertEquals(3, instance.attributes().format().columns());
    assertArrayEquals(SAMPLES, values(instance, 0));
  }

  // PS3.10 7.1, and files older than it.

  @Test
  void preambleMayBeMissing() throws DicomException {
    assertArrayEquals(SAMPLES, values(read(Part10Builder.image().withoutPreamble().build()), 0));
  }

  @ParameterizedTest
  @EnumSource(
      value = TransferSyntax.class,
      names = {"IMPLICIT_VR_LITTLE_ENDIAN", "EXPLICIT_VR_LITTLE_ENDIAN", "EXPLICIT_VR_BIG_ENDIAN"})
  void bareDataSetIsRecognisedByItsFirstElement(TransferSyntax syntax) throws DicomException {
    DicomInstance instance = read(Part10Builder.image().bare().transferSyntax(syntax).build());
    assertEquals(syntax, instance.attributes().transferSyntax());
    assertArrayEquals(SAMPLES, values(instance, 0));
  }

  @Test
  void missingTransferSyntaxIsToldFromTheDataSet() throws DicomException {
    DicomInstance instance = read(Part10Builder.image().transferSyntaxUid("").build());
    assertEquals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, instance.attributes().transferSyntax());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "This is a text about DICM files.\n", "\u0089PNG\r\n\u001a\n"})
  void otherFilesAreNotDicom(String content) {
    assertEquals(
        Reason.NOT_DICOM, rejected(content.getBytes(StandardCharsets.ISO_8859_1)).reason());
  }

  @Test
  void missingFileIsUnreadable() {
    DicomException e =
        assertThrows(DicomException.class, () -> reader().read(directory.resolve("none")));
    assertEquals(Reason.UNREADABLE, e.reason());
  }

  @Test
  void directoryIsUnreadable() {
    assertEquals(
        Reason.UNREADABLE,
        assertThrows(DicomException.class, () -> reader().read(directory)).reason());
  }

  // PS3.5 7.5: sequences, and 7.8: private elements.

  @Test
  void nestedSequencesBeforeTheImageAreSteppedOver() throws DicomException {
    Part10Builder innermost = Part10Builder.empty().text(DicomTag.CODE_VALUE, "SH", "1");
    DicomTag sequence = DicomTag.of(0x0008, 0x1140);
    Part10Builder item = Part10Builder.empty().delimitedSequence(sequence, innermost, innermost);
    DicomInstance instance =
        read(
            Part10Builder.image()
                .delimitedSequence(sequence, item, item)
                .sequence(DicomTag.of(0x0008, 0x1115), item)
                .delimitedSequence(DicomTag.of(0x0009, 0x1001), innermost)
                .unknownSequence(DicomTag.of(0x0009, 0x1002), item)
                .bytes(DicomTag.of(0x0009, 0x1003), "UN", new byte[] {1, 2, 3, 4})
                .build());
    assertArrayEquals(SAMPLES, values(instance, 0));
  }

  @Test
  void pixelsOfAnIconAreNotThoseOfTheImage() throws DicomException {
    Part10Builder icon =
        Part10Builder.image().shape(9, 9).fragments(new byte[] {1, 2}, new byte[] {3, 4});
    DicomInstance instance =
        read(Part10Builder.image().delimitedSequence(DicomTag.of(0x0088, 0x0200), icon).build());
    assertArrayEquals(SAMPLES, values(instance, 0));
  }

  // PS3.5 6.1: other characters in text must not derail the elements behind it.
  @ParameterizedTest
  @ValueSource(strings = {"ISO 2022 IR 87", "ISO_IR 192", "GB18030", "\\ISO 2022 IR 149"})
  void textOfAnyCharacterSetIsSteppedOver(String characterSet) throws DicomException {
    DicomInstance instance =
        read(
            Part10Builder.image()
                .text(DicomTag.of(0x0008, 0x0005), "CS", characterSet)
                .text(DicomTag.of(0x0008, 0x1030), "LO", "\u001b$B;3ED\u001b(B=\u00e5\\\u00ff~")
                .build());
    assertArrayEquals(SAMPLES, values(instance, 0));
  }

  @Test
  void missingUidsStayEmpty() throws DicomException {
    DicomInstance instance =
        read(
            Part10Builder.image()
                .without(DicomTag.SOP_INSTANCE_UID)
                .without(DicomTag.STUDY_INSTANCE_UID)
                .build());
    assertEquals(Optional.empty(), instance.identity().sopInstanceUid());
    assertEquals(Optional.empty(), instance.identity().studyInstanceUid());
  }

  // PS3.3 C.7.6.3: attributes that an image must have.

  @ParameterizedTest
  @CsvSource({
    "0028,0002",
    "0028,0004",
    "0028,0010",
    "0028,0011",
    "0028,0100",
    "0028,0101",
    "0028,0102",
    "0028,0103"
  })
  void missingImageAttributeIsNamed(String group, String element) {
    DicomTag tag = DicomTag.of(Integer.parseInt(group, 16), Integer.parseInt(element, 16));
    for (Part10Builder image :
        List.of(Part10Builder.image().without(tag), Part10Builder.image().bytes(tag, "US"))) {
      DicomException e = rejected(image.build());
      assertEquals(Reason.MISSING_ATTRIBUTE, e.reason());
      assertEquals(Optional.of(tag), e.tag());
      assertTrue(e.getMessage().contains(tag.toString()), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0028,0010,0",
    "0028,0011,0",
    "0028,0101,0",
    "0028,0101,17",
    "0028,0102,16",
    "0028,0102,14",
    "0028,0103,2",
    "0028,0002,3"
  })
  void impossibleImageAttributeIsInvalid(String group, String element, int value) {
    DicomTag tag = DicomTag.of(Integer.parseInt(group, 16), Integer.parseInt(element, 16));
    DicomException e = rejected(Part10Builder.image().shorts(tag, "US", value).build());
    assertEquals(Reason.INVALID_ATTRIBUTE, e.reason());
    assertEquals(Optional.of(tag), e.tag());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "two", "1A"})
  void numberOfFramesIsAWholeNumber(String text) {
    DicomException e =
        rejected(Part10Builder.image().text(DicomTag.NUMBER_OF_FRAMES, "IS", text).build());
    assertEquals(Reason.INVALID_ATTRIBUTE, e.reason());
    assertEquals(Optional.of(DicomTag.NUMBER_OF_FRAMES), e.tag());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 12, 40, 64, 0xFFFF})
  void bitsAllocatedThatAreNotReadAreUnsupported(int bits) {
    DicomException e =
        rejected(Part10Builder.image().shorts(DicomTag.BITS_ALLOCATED, "US", bits).build());
    assertEquals(Reason.UNSUPPORTED_PIXEL_FORMAT, e.reason());
  }

  @Test
  void unknownPhotometricInterpretationIsUnsupportedByName() {
    DicomException e =
        rejected(
            Part10Builder.image().text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", "HSV").build());
    assertEquals(Reason.UNSUPPORTED_PIXEL_FORMAT, e.reason());
    assertTrue(e.getMessage().contains("HSV"), e.getMessage());
  }

  @Test
  void objectWithoutRowsAndPixelsIsNoImage() {
    DicomException e = rejected(Part10Builder.empty().text(DicomTag.MODALITY, "CS", "SR").build());
    assertEquals(Reason.NOT_AN_IMAGE, e.reason());
  }

  @Test
  void imageWithoutPixelsMissesThem() {
    DicomException e = rejected(Part10Builder.image().without(DicomTag.PIXEL_DATA).build());
    assertEquals(Reason.MISSING_ATTRIBUTE, e.reason());
    assertEquals(Optional.of(DicomTag.PIXEL_DATA), e.tag());
  }

  // PS3.3 C.11.1: modality transform.

  private Presentation presentation(Part10Builder image) throws DicomException {
    return read(image.build()).attributes().presentation(0);
  }

  @Test
  void nothingSaidIsNothingDone() throws DicomException {
    assertEquals(Presentation.NONE, presentation(Part10Builder.image()));
  }

  @Test
  void rescaleIsRead() throws DicomException {
    assertEquals(
        new ModalityTransform.Rescale(2.5, -1024),
        presentation(
                Part10Builder.image()
                    .text(DicomTag.RESCALE_SLOPE, "DS", "2.5")
                    .text(DicomTag.RESCALE_INTERCEPT, "DS", " -1.024e3 "))
            .modality());
  }

  @Test
  void rescaleWithoutItsOtherHalfIsMissing() {
    DicomException e =
        rejected(Part10Builder.image().text(DicomTag.RESCALE_INTERCEPT, "DS", "-1024").build());
    assertEquals(Reason.MISSING_ATTRIBUTE, e.reason());
    assertEquals(Optional.of(DicomTag.RESCALE_SLOPE), e.tag());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "NaN", "0x1p3", "1d", "one", "1e999"})
  void rescaleSlopeIsANumberOtherThanZero(String slope) {
    DicomException e =
        rejected(
            Part10Builder.image()
                .text(DicomTag.RESCALE_SLOPE, "DS", slope)
                .text(DicomTag.RESCALE_INTERCEPT, "DS", "0")
                .build());
    assertEquals(Reason.INVALID_ATTRIBUTE, e.reason());
  }

  private static Part10Builder table(int first, int bits, int... entries) {
    return Part10Builder.empty()
        .shorts(DicomTag.LUT_DESCRIPTOR, "US", entries.length, first, bits)
        .shorts(DicomTag.LUT_DATA, "OW", entries);
  }

  @Test
  void modalityTableMapsFromASignedFirstValueWherePixelsAreSigned() throws DicomException {
    ModalityTransform signed =
        presentation(
                Part10Builder.image()
                    .bits(16, 16, 15, true)
                    .sequence(DicomTag.MODALITY_LUT_SEQUENCE, table(-2, 16, 10, 20, 30)))
            .modality();
    assertEquals(10, signed.apply(-2));
    assertEquals(20, signed.apply(-1));
    assertEquals(30, signed.apply(5));
    ModalityTransform unsigned =
        presentation(
                Part10Builder.image()
                    .sequence(DicomTag.MODALITY_LUT_SEQUENCE, table(0xFFFE, 16, 10, 20)))
            .modality();
    assertEquals(20, unsigned.apply(65535));
  }

  @Test
  void tableOf65536EntriesIsWrittenAsZero() throws DicomException {
    int[] entries = new int[65536];
    entries[65535] = 7;
    Part10Builder item = table(0, 16, entries).shorts(DicomTag.LUT_DESCRIPTOR, "US", 0, 0, 16);
    assertEquals(
        7,
        presentation(Part10Builder.image().delimitedSequence(DicomTag.MODALITY_LUT_SEQUENCE, item))
            .modality()
            .apply(65535));
  }

  @Test
  void eightBitEntriesMayShareWords() throws DicomException {
    Part10Builder item = table(0, 8, 0x0201, 0x0003).shorts(DicomTag.LUT_DESCRIPTOR, "US", 3, 0, 8);
    ModalityTransform transform =
        presentation(Part10Builder.image().sequence(DicomTag.MODALITY_LUT_SEQUENCE, item))
            .modality();
    assertEquals(1, transform.apply(0));
    assertEquals(2, transform.apply(1));
    assertEquals(3, transform.apply(2));
  }

  @Test
  void modalityTableShorterThanItsDescriptorIsInvalid() {
    Part10Builder item = table(0, 16, 1, 2).shorts(DicomTag.LUT_DESCRIPTOR, "US", 5, 0, 16);
    DicomException e =
        rejected(Part10Builder.image().sequence(DicomTag.MODALITY_LUT_SEQUENCE, item).build());
    assertEquals(Reason.INVALID_ATTRIBUTE, e.reason());
    assertEquals(Optional.of(DicomTag.MODALITY_LUT_SEQUENCE), e.tag());
  }

  // PS3.3 C.11.2: values of interest.

  @Test
  void severalWindowsKeepTheirOrderAndTablesFollow() throws DicomException {
    List<VoiTransform> voi =
        presentation(
                Part10Builder.image()
                    .text(DicomTag.WINDOW_CENTER, "DS", "40\\450")
                    .text(DicomTag.WINDOW_WIDTH, "DS", "350\\1500")
                    .text(DicomTag.VOI_LUT_FUNCTION, "CS", "SIGMOID")
                    .sequence(DicomTag.VOI_LUT_SEQUENCE, table(0, 8, 0, 255)))
            .voi();
    assertEquals(3, voi.size());
    assertEquals(new VoiWindow(40, 350, VoiWindow.Function.SIGMOID), voi.get(0));
    assertEquals(new VoiWindow(450, 1500, VoiWindow.Function.SIGMOID), voi.get(1));
    assertEquals(1, voi.get(2).apply(1));
  }

  @Test
  void voiTableStartsAtANegativeValueWhereTheRescaleGivesSuch() throws DicomException {
    List<VoiTransform> voi =
        presentation(
                Part10Builder.image()
                    .text(DicomTag.RESCALE_SLOPE, "DS", "1")
                    .text(DicomTag.RESCALE_INTERCEPT, "DS", "-1024")
                    .sequence(DicomTag.VOI_LUT_SEQUENCE, table(-1000, 8, 0, 255)))
            .voi();
    assertEquals(0, voi.get(0).apply(-1000));
    assertEquals(1, voi.get(0).apply(-999));
  }

  @ParameterizedTest
  @CsvSource({"40,0", "40,0.5", "40,-1", "wide,100", "40\\50,100"})
  void windowThatTheStandardDoesNotAllowIsLeftOut(String center, String width)
      throws DicomException {
    DicomInstance instance =
        read(
            Part10Builder.image()
                .text(DicomTag.WINDOW_CENTER, "DS", center)
                .text(DicomTag.WINDOW_WIDTH, "DS", width)
                .build());
    assertEquals(List.of(), instance.attributes().presentation(0).voi());
    assertWarning("left out", instance);
  }

  @Test
  void rightWindowsBesideAWrongOneStay() throws DicomException {
    DicomInstance instance =
        read(
            Part10Builder.image()
                .text(DicomTag.WINDOW_CENTER, "DS", "40\\450")
                .text(DicomTag.WINDOW_WIDTH, "DS", "0\\1500")
                .build());
    assertEquals(
        List.of(new VoiWindow(450, 1500, VoiWindow.Function.LINEAR)),
        instance.attributes().presentation(0).voi());
    assertWarning("a window is left out", instance);
  }

  @Test
  void emptyWindowsAreNone() throws DicomException {
    DicomInstance instance =
        read(
            Part10Builder.image()
                .text(DicomTag.WINDOW_CENTER, "DS", "")
                .text(DicomTag.WINDOW_WIDTH, "DS", " ")
                .build());
    assertEquals(List.of(), instance.warnings());
  }

  @Test
  void windowsOfAnUnknownFunctionAreLeftOut() throws DicomException {
    DicomInstance instance =
        read(
            Part10Builder.image()
                .text(DicomTag.WINDOW_CENTER, "DS", "40")
                .text(DicomTag.WINDOW_WIDTH, "DS", "350")
                .text(DicomTag.VOI_LUT_FUNCTION, "CS", "CUBIC")
                .build());
    assertEquals(List.of(), instance.attributes().presentation(0).voi());
    assertWarning("VOI LUT Function", instance);
  }

  @Test
  void voiTableShorterThanItsDescriptorIsLeftOut() throws DicomException {
    Part10Builder item = table(0, 16, 1, 2).shorts(DicomTag.LUT_DESCRIPTOR, "US", 5, 0, 16);
    DicomInstance instance =
        read(Part10Builder.image().sequence(DicomTag.VOI_LUT_SEQUENCE, item).build());
    assertEquals(List.of(), instance.attributes().presentation(0).voi());
    assertWarning("a VOI LUT is left out", instance);
  }

  protected static void assertWarning(String part, DicomInstance instance) {
    assertTrue(
        instance.warnings().stream().anyMatch(warning -> warning.contains(part)),
        part + " in " + instance.warnings());
  }

  // PS3.3 C.7.9 and C.7.6.3.1.5: palettes.

  private static Part10Builder paletteImage() {
    return Part10Builder.image().text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", "PALETTE COLOR");
  }

  private static Part10Builder palette(int count, int first, int bits) {
    return paletteImage()
        .shorts(DicomTag.RED_PALETTE_DESCRIPTOR, "US", count, first, bits)
        .shorts(DicomTag.GREEN_PALETTE_DESCRIPTOR, "US", count, first, bits)
        .shorts(DicomTag.BLUE_PALETTE_DESCRIPTOR, "US", count, first, bits)
        .shorts(DicomTag.RED_PALETTE_DATA, "OW", new int[count])
        .shorts(DicomTag.GREEN_PALETTE_DATA, "OW", new int[count])
        .shorts(DicomTag.BLUE_PALETTE_DATA, "OW", new int[count]);
  }

  private LookupTable red(Part10Builder image) throws DicomException {
    return presentation(image).palette().orElseThrow().red();
  }

  @Test
  void everyColourOfAPaletteHasItsTable() throws DicomException {
    PaletteColor palette =
        presentation(
                palette(2, 3, 16)
                    .shorts(DicomTag.RED_PALETTE_DATA, "OW", 0x0100, 0xFF00)
                    .shorts(DicomTag.GREEN_PALETTE_DATA, "OW", 0x0200, 0xFE00)
                    .shorts(DicomTag.BLUE_PALETTE_DATA, "OW", 0x0300, 0xFD00))
            .palette()
            .orElseThrow();
    assertArrayEquals(new int[] {0x0100, 0xFF00}, palette.red().entries());
    assertArrayEquals(new int[] {0x0200, 0xFE00}, palette.green().entries());
    assertArrayEquals(new int[] {0x0300, 0xFD00}, palette.blue().entries());
    assertEquals(3, palette.red().firstMapped());
    assertEquals(16, palette.red().bitsPerEntry());
  }

  @ParameterizedTest
  @EnumSource(
      value = TransferSyntax.class,
      names = {"IMPLICIT_VR_LITTLE_ENDIAN", "EXPLICIT_VR_BIG_ENDIAN"})
  void eightBitPaletteEntriesComeTwoInAWordOrEachInItsOwn(TransferSyntax syntax)
      throws DicomException {
    Part10Builder image = palette(3, 0, 8).transferSyntax(syntax);
    assertArrayEquals(
        new int[] {1, 2, 3},
        red(image.shorts(DicomTag.RED_PALETTE_DATA, "OW", 0x0201, 0x0003)).entries());
    assertArrayEquals(
        new int[] {1, 2, 3}, red(image.shorts(DicomTag.RED_PALETTE_DATA, "OW", 1, 2, 3)).entries());
  }

  @Test
  void firstValueOfAPaletteIsSignedAsThePixelsAre() throws DicomException {
    assertEquals(-2, red(palette(4, -2, 16).bits(16, 16, 15, true)).firstMapped());
    assertEquals(65534, red(palette(4, -2, 16)).firstMapped());
  }

  @Test
  void paletteOf65536EntriesIsWrittenAsZero() throws DicomException {
    int[] entries = new int[65536];
    entries[65535] = 7;
    Part10Builder image =
        palette(0, 0, 16)
            .shorts(DicomTag.RED_PALETTE_DATA, "OW", entries)
            .shorts(DicomTag.GREEN_PALETTE_DATA, "OW", entries)
            .shorts(DicomTag.BLUE_PALETTE_DATA, "OW", entries);
    assertEquals(7, red(image).apply(65535));
  }

  // PS3.3 C.7.9.2.
  @Test
  void segmentedPaletteIsExpanded() throws DicomException {
    Part10Builder image = palette(11, 0, 16).without(DicomTag.RED_PALETTE_DATA);
    assertArrayEquals(
        new int[] {10, 20, 25, 30, 35, 40, 5, 5, 5, 5, 5},
        red(image.shorts(
                DicomTag.SEGMENTED_RED_PALETTE_DATA,
                "OW",
                0,
                2,
                10,
                20,
                1,
                4,
                40,
                0,
                1,
                5,
                1,
                4,
                5))
            .entries());
  }

  @ParameterizedTest
  @CsvSource({"0028,1101", "0028,1102", "0028,1103", "0028,1201", "0028,1202", "0028,1203"})
  void missingPartOfAPaletteIsNamed(String group, String element) {
    DicomTag tag = DicomTag.of(Integer.parseInt(group, 16), Integer.parseInt(element, 16));
    DicomException e = rejected(palette(2, 0, 16).without(tag).build());
    assertEquals(Reason.MISSING_ATTRIBUTE, e.reason());
    assertEquals(Optional.of(tag), e.tag());
  }

  @Test
  void paletteWhosePartsDoNotAgreeIsInvalid() {
    List<Part10Builder> images =
        List.of(
            palette(5, 0, 16).shorts(DicomTag.GREEN_PALETTE_DATA, "OW", 1, 2),
            palette(5, 0, 16).shorts(DicomTag.GREEN_PALETTE_DESCRIPTOR, "US", 5, 0, 4),
            palette(5, 0, 16).shorts(DicomTag.GREEN_PALETTE_DESCRIPTOR, "US", 5, 0),
            palette(5, 0, 16).shorts(DicomTag.GREEN_PALETTE_DESCRIPTOR, "US", 5, 0, 8),
            palette(5, 0, 16)
                .without(DicomTag.GREEN_PALETTE_DATA)
                .shorts(DicomTag.SEGMENTED_GREEN_PALETTE_DATA, "OW", 0, 4, 1, 2, 3, 4));
    for (Part10Builder image : images) {
      assertEquals(Reason.INVALID_ATTRIBUTE, rejected(image.build()).reason());
    }
  }

  // PS3.3 C.7.6.19: the supplemental palette of a grey image is for blending.
  @Test
  void supplementalPaletteIsNotThatOfTheImage() throws DicomException {
    DicomInstance instance =
        read(
            palette(2, 0, 16)
                .text(DicomTag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2")
                .without(DicomTag.GREEN_PALETTE_DATA)
                .build());
    assertEquals(Presentation.NONE, instance.attributes().presentation(0));
  }

  // PS3.3 C.7.5.1.1.2: padding has the signedness of the pixels.
  @Test
  void paddingIsSignedAsThePixelsAre() throws DicomException {
    Part10Builder image =
        Part10Builder.image()
            .shorts(DicomTag.PIXEL_PADDING_VALUE, "US", 0xF830)
            .shorts(DicomTag.PIXEL_PADDING_RANGE_LIMIT, "US", 0xF840);
    assertEquals(
        new Presentation.Padding(OptionalDouble.of(0xF830), OptionalDouble.of(0xF840)),
        presentation(image).padding());
    assertEquals(
        new Presentation.Padding(OptionalDouble.of(-2000), OptionalDouble.of(-1984)),
        presentation(image.bits(16, 12, 11, true)).padding());
  }

  // PS3.16 table L-1.
  @ParameterizedTest
  @CsvSource({"69536005,HEAD", "T-A0100,BRAIN", "51185008,CHEST", "T-04000,BREAST"})
  void anatomicRegionCodeStandsForABodyPart(String code, String bodyPart) throws DicomException {
    Part10Builder region = Part10Builder.empty().text(DicomTag.CODE_VALUE, "SH", code);
    Part10Builder image =
        Part10Builder.image().delimitedSequence(DicomTag.ANATOMIC_REGION_SEQUENCE, region);
    assertEquals(Optional.of(bodyPart), read(image.build()).attributes().bodyPart());
    image.text(DicomTag.BODY_PART_EXAMINED, "CS", "Foot");
    assertEquals(Optional.of("FOOT"), read(image.build()).attributes().bodyPart());
  }

  // PS3.3 C.7.6.16.2.9, C.7.6.16.2.10: functional groups.

  private static Part10Builder pixelValueTransformation(String slope) {
    return Part10Builder.empty()
        .delimitedSequence(
            DicomTag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
            Part10Builder.empty()
                .text(DicomTag.RESCALE_SLOPE, "DS", slope)
                .text(DicomTag.RESCALE_INTERCEPT, "DS", "1"))
        .delimitedSequence(
            DicomTag.FRAME_VOI_LUT_SEQUENCE,
            Part10Builder.empty()
                .text(DicomTag.WINDOW_CENTER, "DS", slope)
                .text(DicomTag.WINDOW_WIDTH, "DS", "10"));
  }

  @Test
  void sharedFunctionalGroupHoldsForAllFrames() throws DicomException {
    Presentation presentation =
        presentation(
            Part10Builder.image()
                .delimitedSequence(
                    DicomTag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, pixelValueTransformation("2")));
    assertEquals(new ModalityTransform.Rescale(2, 1), presentation.modality());
    assertEquals(List.of(new VoiWindow(2, 10, VoiWindow.Function.LINEAR)), presentation.voi());
  }

  @Test
  void framesThatAgreeHaveOneTransform() throws DicomException {
    assertEquals(
        new ModalityTransform.Rescale(3, 1),
        presentation(
                Part10Builder.image()
                    .sequence(
                        DicomTag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
                        pixelValueTransformation("3"),
                        pixelValueTransformation("3")))
            .modality());
  }

  private static Part10Builder frames(int count, Part10Builder... groups) {
    return Part10Builder.image()
        .shape(1, 1)
        .text(DicomTag.NUMBER_OF_FRAMES, "IS", Integer.toString(count))
        .sequence(DicomTag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, groups);
  }

  @Test
  void framesThatDifferHaveEachItsOwnPresentation() throws DicomException {
    ImageAttributes attributes =
        read(frames(
                    3,
                    pixelValueTransformation("3"),
                    pixelValueTransformation("4"),
                    pixelValueTransformation("3"))
                .build())
            .attributes();
    assertEquals(new ModalityTransform.Rescale(3, 1), attributes.presentation(0).modality());
    assertEquals(new ModalityTransform.Rescale(4, 1), attributes.presentation(1).modality());
    assertEquals(
        List.of(new VoiWindow(4, 10, VoiWindow.Function.LINEAR)), attributes.presentation(1).voi());
    assertSame(attributes.presentation(0), attributes.presentation(2));
  }

  @Test
  void framesThatAgreeShareOnePresentation() throws DicomException {
    ImageAttributes attributes =
        read(frames(2, pixelValueTransformation("3"), pixelValueTransformation("3")).build())
            .attributes();
    assertEquals(1, attributes.presentations().size());
    assertSame(attributes.presentation(0), attributes.presentation(1));
  }

  // PS3.3 C.7.6.16.2.10: only the window differs.
  @Test
  void framesMayDifferInTheirWindowsAlone() throws DicomException {
    Part10Builder image = frames(2, frameWindow("10"), frameWindow("20"));
    image
        .text(DicomTag.RESCALE_SLOPE, "DS", "2")
        .text(DicomTag.RESCALE_INTERCEPT, "DS", "-7")
        .text(DicomTag.WINDOW_CENTER, "DS", "99")
        .text(DicomTag.WINDOW_WIDTH, "DS", "9");
    ImageAttributes attributes = read(image.build()).attributes();
    for (int frame = 0; frame < 2; frame++) {
      Presentation presentation = attributes.presentation(frame);
      assertEquals(new ModalityTransform.Rescale(2, -7), presentation.modality());
      assertEquals(
          List.of(new VoiWindow(10 + 10 * frame, 5, VoiWindow.Function.LINEAR)),
          presentation.voi());
    }
  }

  private static Part10Builder frameWindow(String center) {
    return Part10Builder.empty()
        .sequence(
            DicomTag.FRAME_VOI_LUT_SEQUENCE,
            Part10Builder.empty()
                .text(DicomTag.WINDOW_CENTER, "DS", center)
                .text(DicomTag.WINDOW_WIDTH, "DS", "5"));
  }

  // PS3.3 C.7.6.16.2.10b.
  @Test
  void frameVoiGroupMayHoldATable() throws DicomException {
    Part10Builder group =
        Part10Builder.empty()
            .sequence(
                DicomTag.FRAME_VOI_LUT_SEQUENCE,
                Part10Builder.empty().sequence(DicomTag.VOI_LUT_SEQUENCE, table(0, 8, 0, 255)));
    List<VoiTransform> voi = presentation(frames(1, group)).voi();
    assertEquals(1, voi.get(0).apply(1));
  }

  @Test
  void frameWithoutFunctionalGroupsBesideOthersWithThemIsInvalid() {
    DicomException e = rejected(frames(3, pixelValueTransformation("3")).build());
    assertEquals(Reason.INVALID_ATTRIBUTE, e.reason());
    assertEquals(Optional.of(DicomTag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE), e.tag());
  }

  // Frames.

  @Test
  void framesFollowEachOther() throws DicomException {
    DicomInstance instance =
        read(Part10Builder.image().text(DicomTag.NUMBER_OF_FRAMES, "IS", "2").shape(1, 3).build());
    assertEquals(2, instance.frames().count());
    assertArrayEquals(new int[] {0, 1, 2}, values(instance, 0));
    assertArrayEquals(new int[] {3, 4, 5}, values(instance, 1));
  }

  @Test
  void framesBeforeTheEndOfTooShortPixelDataAreReadable() throws DicomException {
    DicomInstance instance =
        read(Part10Builder.image().text(DicomTag.NUMBER_OF_FRAMES, "IS", "2").build());
    assertArrayEquals(SAMPLES, values(instance, 0));
    DicomException e = assertThrows(DicomException.class, () -> instance.frames().frame(1));
    assertEquals(Reason.TOO_LITTLE_PIXEL_DATA, e.reason());
  }

  @Test
  void rleIsUnpacked() throws DicomException {
    DicomInstance instance = read(rleImage().build());
    assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6}, values(instance, 0));
  }

  private static Part10Builder twoRleFrames(int... offsets) {
    return rleImage()
        .text(DicomTag.NUMBER_OF_FRAMES, "IS", "2")
        .fragmentsWithOffsets(offsets, RLE_2X3_8_BIT, rle(new byte[] {-5, 9}));
  }

  // PS3.5 A.4: with an empty, a basic and an extended offset table.
  @Test
  void framesAreFoundByTheirOffsets() throws DicomException {
    int second = 8 + RLE_2X3_8_BIT.length;
    byte[] extended =
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(8, second).array();
    byte[] lengths =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(RLE_2X3_8_BIT.length)
            .putLong(66)
            .array();
    List<Part10Builder> files =
        List.of(
            twoRleFrames(),
            twoRleFrames(0, second),
            twoRleFrames()
                .bytes(DicomTag.EXTENDED_OFFSET_TABLE, "OV", extended)
                .bytes(DicomTag.EXTENDED_OFFSET_TABLE_LENGTHS, "OV", lengths));
    for (Part10Builder file : files) {
      DicomInstance instance = read(file.build());
      assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6}, values(instance, 0));
      assertArrayEquals(new int[] {9, 9, 9, 9, 9, 9}, values(instance, 1));
    }
  }

  @Test
  void textThatIsNoCodeIsNotTakenForOne() throws DicomException {
    ImageAttributes attributes =
        read(Part10Builder.image()
                .text(DicomTag.MODALITY, "CS", "Doe^Jane, 1970")
                .text(DicomTag.BODY_PART_EXAMINED, "CS", "see letter of Dr. Roe")
                .build())
            .attributes();
    assertEquals(Optional.empty(), attributes.modality());
    assertEquals(Optional.empty(), attributes.bodyPart());
  }

  @Test
  void colourByPlaneBecomesColourByPixel() throws DicomException {
    DicomInstance instance =
        read(
            Part10Builder.image()
                .color("RGB", 1)
                .shape(1, 2)
                .bits(8, 8, 7, false)
                .bytes(DicomTag.PIXEL_DATA, "OB", new byte[] {1, 2, 3, 4, 5, 6})
                .build());
    assertArrayEquals(new int[] {1, 3, 5, 2, 4, 6}, values(instance, 0));
    assertEquals(
        PhotometricInterpretation.RGB,
        instance.frames().frame(0).format().photometricInterpretation());
  }

  @ParameterizedTest
  @EnumSource(
      value = TransferSyntax.class,
      names = {"MPEG2_MAIN_PROFILE_MAIN_LEVEL", "HEVC_MAIN_PROFILE", "JPIP_REFERENCED"})
  void transferSyntaxThatIsNotReadIsNamed(TransferSyntax syntax) {
    DicomException e =
        rejected(Part10Builder.image().transferSyntax(syntax).fragments(new byte[] {1, 2}).build());
    assertEquals(Reason.UNSUPPORTED_TRANSFER_SYNTAX, e.reason());
    assertTrue(e.getMessage().contains(syntax.displayName()), e.getMessage());
    assertTrue(e.getMessage().contains(syntax.uid()), e.getMessage());
  }

  @Test
  void unknownTransferSyntaxIsNamedByItsUid() {
    DicomException e = rejected(Part10Builder.image().transferSyntaxUid("1.2.3.99").build());
    assertEquals(Reason.UNSUPPORTED_TRANSFER_SYNTAX, e.reason());
    assertTrue(e.getMessage().contains("1.2.3.99"), e.getMessage());
  }

  // Broken and hostile files.

  @Test
  void fileCutAtAnyByteIsRejectedWithAReason() throws DicomException {
    Part10Builder nested =
        Part10Builder.image()
            .delimitedSequence(
                DicomTag.ANATOMIC_REGION_SEQUENCE,
                Part10Builder.empty().text(DicomTag.CODE_VALUE, "SH", "69536005"))
            .sequence(DicomTag.MODALITY_LUT_SEQUENCE, table(0, 16, 1, 2, 3));
    List<byte[]> files =
        List.of(
            nested.build(),
            nested.transferSyntax(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).build(),
            nested.transferSyntax(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN).build(),
            nested.transferSyntax(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN).build(),
            nested.transferSyntax(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).bare().build(),
            rleImage().build());
    for (byte[] file : files) {
      readAll(file);
      for (int length = 0; length < file.length; length++) {
        byte[] cut = Arrays.copyOf(file, length);
        try {
          readAll(cut);
          // Only the delimiter or the deflate stream's own end may be missing.
          assertTrue(length >= file.length - 12, "readable with " + length + " bytes");
        } catch (DicomException e) {
          assertTrue(e.reason() != Reason.LIMIT_EXCEEDED, e.getMessage());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x00FFFFFF})
  void lengthBeyondTheFileIsRejectedQuickly(int length) {
    byte[] file =
        Part10Builder.image()
            .ints(DicomTag.of(0x0009, 0x1001), "UN", 0x600DF00D)
            .transferSyntax(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
            .build();
    int value = indexOf(file, new byte[] {0x0D, (byte) 0xF0, 0x0D, 0x60});
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(value - 4, length);
    DicomException e = assertTimeoutPreemptively(Duration.ofSeconds(2), () -> rejected(file));
    assertTrue(List.of(Reason.TRUNCATED, Reason.MALFORMED).contains(e.reason()), e.getMessage());
  }

  private static int indexOf(byte[] bytes, byte[] pattern) {
    for (int i = 0; i + pattern.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }

  @Test
  void sequencesNestedTenThousandDeepExceedTheLimit() {
    Part10Builder bottom = Part10Builder.empty().text(DicomTag.CODE_VALUE, "SH", "1");
    byte[] open =
        new byte[] {
          8, 0, 0x40, 0x11, 'S', 'Q', 0, 0, -1, -1, -1, -1, -2, -1, 0, -32, -1, -1, -1, -1
        };
    ByteBuffer file = ByteBuffer.allocate(200_200);
    for (int i = 0; i < 10_000; i++) {
      file.put(open);
    }
    file.put(bottom.dataSet(true, ByteOrder.LITTLE_ENDIAN));
    DicomException e =
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> rejected(file.array()));
    assertEquals(Reason.LIMIT_EXCEEDED, e.reason());
  }

  @Test
  void frameLargerThanTheLimitIsRejectedBeforeMemoryIsTaken() {
    DicomException e =
        assertTimeoutPreemptively(
            Duration.ofSeconds(2),
            () -> rejected(Part10Builder.image().shape(65535, 65535).build()));
    assertEquals(Reason.LIMIT_EXCEEDED, e.reason());
  }

  @Test
  void frameLargerThanItsPixelDataTakesNoMemory() {
    byte[] file = Part10Builder.image().shape(8_000, 8_000).build();
    DicomException e = assertTimeoutPreemptively(Duration.ofSeconds(2), () -> rejected(file));
    assertEquals(Reason.TOO_LITTLE_PIXEL_DATA, e.reason());
  }

  @Test
  void framesBeyondTheLimitAreRejected() {
    DicomException e =
        rejected(Part10Builder.image().text(DicomTag.NUMBER_OF_FRAMES, "IS", "2147483647").build());
    assertEquals(Reason.LIMIT_EXCEEDED, e.reason());
    assertEquals(Optional.of(DicomTag.NUMBER_OF_FRAMES), e.tag());
  }
}
