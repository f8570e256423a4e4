package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.InstanceIdentity;
import org.tumorscan.dicom.RawElement;
import org.tumorscan.dicom.SourceAttributes;

class PseudonymsTest {
  private static final byte[] KEY = key(1);
  private final Pseudonyms pseudonyms = new Pseudonyms(KEY);

  private static byte[] key(int value) {
    byte[] key = new byte[Pseudonyms.LEAST_KEY_BYTES];
    Arrays.fill(key, (byte) value);
    return key;
  }

  private static SourceAttributes source(RawElement... elements) {
    return new SourceAttributes(
        new InstanceIdentity(
            Optional.of("1.2.840.10008.5.1.4.1.1.4"),
            Optional.of("1.2.3.4"),
            Optional.of("1.2.3"),
            Optional.of("1.2")),
        OptionalInt.of(3),
        List.of(elements),
        List.of());
  }

  private static RawElement element(DicomTag tag, String vr, String value) {
    return new RawElement(tag, vr, value.getBytes(StandardCharsets.US_ASCII));
  }

  private static String value(SourceAttributes source, DicomTag tag) {
    return new String(source.element(tag).orElseThrow().value(), StandardCharsets.US_ASCII);
  }

  private String patient(RawElement... elements) {
    return value(pseudonyms.of(source(elements)), DicomTag.PATIENT_ID);
  }

  @Test
  void uidsAreReplacedAlikeInReportsAndObjects() {
    Outcome.Classified slice = SampleRun.classified(SampleRun.slice("a/1.dcm", 1), 0.8);
    Outcome.Classified shown = assertInstanceOf(Outcome.Classified.class, pseudonyms.of(slice));
    InstanceIdentity object = pseudonyms.of(source()).identity();
    assertEquals(object.sopInstanceUid(), shown.subject().sopInstanceUid());
    assertEquals(object.seriesInstanceUid(), shown.subject().seriesInstanceUid());
    assertEquals(object.studyInstanceUid(), shown.subject().studyInstanceUid());
    assertEquals(source().identity().sopClassUid(), object.sopClassUid());
    assertTrue(object.studyInstanceUid().orElseThrow().matches("2\\.25\\.\\d{1,39}"));
    assertEquals(slice.prediction(), shown.prediction());
    assertEquals(slice.warnings(), shown.warnings());
  }

  @Test
  void everyOutcomeLosesItsPath() {
    for (Outcome outcome : SampleRun.outcomes()) {
      Outcome shown = pseudonyms.of(outcome);
      assertTrue(shown.subject().path().matches("[0-9a-f]{32}"), shown.subject().path());
      assertEquals(pseudonyms.ofPath(outcome.subject().path()), shown.subject().path());
      assertEquals(outcome.getClass(), shown.getClass());
      assertEquals(outcome.subject().frameNumber(), shown.subject().frameNumber());
    }
  }

  @Test
  void anotherKeyGivesOtherPseudonyms() {
    Pseudonyms other = new Pseudonyms(key(2));
    assertEquals(new Pseudonyms(KEY).ofPath("a"), pseudonyms.ofPath("a"));
    assertNotEquals(other.ofPath("a"), pseudonyms.ofPath("a"));
    assertNotEquals(
        other.of(source()).identity().studyInstanceUid(),
        pseudonyms.of(source()).identity().studyInstanceUid());
  }

  @Test
  void onePatientKeepsOnePseudonymWhateverTheStudy() {
    RawElement id = element(DicomTag.PATIENT_ID, "LO", "77");
    RawElement issuer = element(DicomTag.ISSUER_OF_PATIENT_ID, "LO", "CLINIC");
    RawElement name = element(DicomTag.PATIENT_NAME, "PN", "Test^One");
    assertEquals(patient(id), patient(id, name));
    assertNotEquals(patient(id), patient(id, issuer));
    assertNotEquals(patient(id), patient(name));
    assertTrue(patient(id).matches("P-[0-9A-F]{16}"), patient(id));
  }

  // PS3.15 E: what is not needed is not kept.
  @Test
  void nothingElseOfPatientAndStudyIsKept() {
    SourceAttributes shown =
        pseudonyms.of(
            source(
                element(DicomTag.SPECIFIC_CHARACTER_SET, "CS", "ISO_IR 100"),
                element(DicomTag.STUDY_DATE, "DA", "20250203"),
                element(DicomTag.PATIENT_ID, "LO", "77"),
                element(DicomTag.PATIENT_AGE, "AS", "052Y"),
                element(DicomTag.ACCESSION_NUMBER, "SH", "A1")));
    assertEquals(
        List.of(
            DicomTag.PATIENT_NAME,
            DicomTag.PATIENT_ID,
            DicomTag.PATIENT_IDENTITY_REMOVED,
            DicomTag.DEIDENTIFICATION_METHOD),
        shown.patientAndStudy().stream().map(RawElement::tag).collect(Collectors.toList()));
    assertEquals("YES", value(shown, DicomTag.PATIENT_IDENTITY_REMOVED));
    assertEquals(value(shown, DicomTag.PATIENT_ID), value(shown, DicomTag.PATIENT_NAME));
  }

  @Test
  void aShortKeyIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Pseudonyms(new byte[15]));
  }

  @Test
  void textFormsShowNoValue() {
    SourceAttributes source = source(element(DicomTag.PATIENT_NAME, "PN", "Test^One"));
    assertFalse(source.toString().contains("Test"), source.toString());
    assertFalse(source.patientAndStudy().toString().contains("Test"));
  }
}
