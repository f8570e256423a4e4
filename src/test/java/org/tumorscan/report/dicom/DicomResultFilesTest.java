package org.tumorscan.report.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.InstanceIdentity;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.SourceAttributes;
import org.tumorscan.dicom.part10.Part10Reader;
import org.tumorscan.image.StoredPixels;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunTotals;
import org.tumorscan.report.ScoreBoard;

/** The objects as a reader finds them. */
class DicomResultFilesTest {
  private record Judged(Outcome outcome, SourceAttributes source) {}

  private static final Judged CLEAR = single("1.2.3.1.1", 0.25);
  private static final Judged TUMOR = single("1.2.3.1.2", 0.8);

  @TempDir private Path directory;
  private final Part10Reader reader = new Part10Reader(ReadLimits.DEFAULT);
  private boolean interrupted;

  private static Judged single(String sopInstanceUid, double likelihood) {
    SourceAttributes source = Slices.source(Slices.MR, sopInstanceUid);
    return new Judged(Slices.slice(source, 1, 1, likelihood), source);
  }

  /** Frames 1 and so on of one enhanced object. */
  private static List<Judged> frames(double... likelihoods) {
    SourceAttributes source = Slices.source(Slices.ENHANCED_MR, "1.2.3.1.9");
    List<Judged> frames = new ArrayList<>();
    for (double likelihood : likelihoods) {
      frames.add(
          new Judged(
              Slices.slice(source, frames.size() + 1, likelihoods.length, likelihood), source));
    }
    return frames;
  }

  private Map<String, byte[]> write(RunInfo run, List<Judged> slices) throws IOException {
    Path place = Files.createTempDirectory(directory, "run");
    ScoreBoard scores = new ScoreBoard(run.model().series());
    try (DicomResultFiles files =
        new DicomResultFiles(place, EnumSet.allOf(ResultKind.class), ZoneOffset.UTC)) {
      files.begin(run);
      for (Judged slice : slices) {
        scores.add(slice.outcome());
        files.add(slice.outcome(), slice.source());
      }
      RunTotals totals = scores.totals(0, interrupted);
      files.finish(totals);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.collect(
          Collectors.toMap(file -> file.getFileName().toString(), DicomResultFilesTest::bytes));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] only(Map<String, byte[]> files, String kind) {
    List<String> names = files.keySet().stream().filter(name -> name.startsWith(kind)).toList();
    assertEquals(1, names.size(), files.keySet().toString());
    return files.get(names.get(0));
  }

  private DataSet dataSet(byte[] file) throws DicomException {
    return reader.readDataSet(ByteBuffer.wrap(file));
  }

  private DataSet result(String kind, Judged... slices) throws Exception {
    return dataSet(only(write(Slices.run(), List.of(slices)), kind));
  }

  private static String string(DataSet dataSet, DicomTag tag) throws DicomException {
    return String.join("\\", dataSet.strings(tag));
  }

  private static DataSet item(DataSet dataSet, DicomTag... path) throws DicomException {
    DataSet at = dataSet;
    for (DicomTag tag : path) {
      at = at.items(tag).get(0);
    }
    return at;
  }

  /** The items of the content tree with that concept, in order of the tree. */
  private static List<DataSet> items(DataSet root, Code concept) throws DicomException {
    List<DataSet> found = new ArrayList<>();
    for (DataSet item : root.items(DicomTag.CONTENT_SEQUENCE)) {
      for (DataSet name : item.items(DicomTag.CONCEPT_NAME_CODE_SEQUENCE)) {
        if (string(name, DicomTag.CODE_VALUE).equals(concept.value())) {
          found.add(item);
        }
      }
      found.addAll(items(item, concept));
    }
    return found;
  }

  private static List<String> numbers(DataSet root, Code concept) throws DicomException {
    List<String> numbers = new ArrayList<>();
    for (DataSet item : items(root, concept)) {
      numbers.add(string(item(item, DicomTag.MEASURED_VALUE_SEQUENCE), DicomTag.NUMERIC_VALUE));
    }
    return numbers;
  }

  private static List<String> codes(DataSet root, Code concept) throws DicomException {
    List<String> codes = new ArrayList<>();
    for (DataSet item : items(root, concept)) {
      codes.add(string(item(item, DicomTag.CONCEPT_CODE_SEQUENCE), DicomTag.CODE_VALUE));
    }
    return codes;
  }

  private static List<String> evidence(DataSet document) throws DicomException {
    DataSet series =
        item(
            document,
            DicomTag.CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
            DicomTag.REFERENCED_SERIES_SEQUENCE);
    assertEquals(Slices.SERIES, string(series, DicomTag.SERIES_INSTANCE_UID));
    List<String> uids = new ArrayList<>();
    for (DataSet object : series.items(DicomTag.REFERENCED_SOP_SEQUENCE)) {
      uids.add(string(object, DicomTag.REFERENCED_SOP_INSTANCE_UID));
    }
    return uids;
  }

  // PS3.3 C.17.2: what is neither complete by a person nor verified says so.
  @Test
  void reportIsPreliminaryAndUnverified() throws Exception {
    DataSet report = result("sr", CLEAR, TUMOR);
    assertEquals("1.2.840.10008.5.1.4.1.1.88.34", string(report, DicomTag.SOP_CLASS_UID));
    assertEquals("PRELIMINARY", string(report, DicomTag.PRELIMINARY_FLAG));
    assertEquals("UNVERIFIED", string(report, DicomTag.VERIFICATION_FLAG));
    assertEquals("COMPLETE", string(report, DicomTag.COMPLETION_FLAG));
    assertEquals(
        "1500",
        string(item(report, DicomTag.CONTENT_TEMPLATE_SEQUENCE), DicomTag.TEMPLATE_IDENTIFIER));
    assertEquals(List.of("121007"), codes(report, Code.OBSERVER_TYPE));
  }

  @Test
  void reportOfAnInterruptedRunIsPartial() throws Exception {
    interrupted = true;
    assertEquals("PARTIAL", string(result("sr", CLEAR), DicomTag.COMPLETION_FLAG));
  }

  @Test
  void reportHoldsLikelihoodIntervalAndDecisionOfSeriesAndSlices() throws Exception {
    DataSet report = result("sr", CLEAR, TUMOR);
    // The series comes first: the mean of its two slices.
    assertEquals(List.of("0.5359", "0.2500", "0.8000"), numbers(report, Code.LIKELIHOOD));
    assertEquals(List.of("0.1875", "0.6000"), numbers(report, Code.INTERVAL_LOW));
    assertEquals(List.of("0.2813", "0.9000"), numbers(report, Code.INTERVAL_HIGH));
    assertEquals(
        List.of("suspicious", "not-suspicious", "suspicious"), codes(report, Code.DECISION));
    assertEquals(List.of("like", "unlike"), codes(report, Code.LIKENESS));
  }

  @Test
  void reportNamesTheModelAndSaysWhatItIsNot() throws Exception {
    DataSet report = result("sr", CLEAR);
    DataSet version = items(report, Code.ALGORITHM_VERSION).get(0);
    assertEquals("0.1.0-preview", string(version, DicomTag.TEXT_VALUE));
    DataSet parameters = items(report, Code.ALGORITHM_PARAMETERS).get(0);
    assertTrue(string(parameters, DicomTag.TEXT_VALUE).endsWith(Slices.run().model().sha256()));
    List<String> comments = new ArrayList<>();
    for (DataSet comment : items(report, Code.COMMENT)) {
      comments.add(string(comment, DicomTag.TEXT_VALUE));
    }
    assertTrue(comments.contains(RunInfo.DISCLAIMER), comments.toString());
    // Not every character set has a dash.
    assertTrue(comments.contains("A preview ? tried on few."), comments.toString());
  }

  @Test
  void patientAndStudyAreTheSourcesByteForByte() throws Exception {
    for (byte[] file : write(Slices.run(), List.of(TUMOR)).values()) {
      DataSet object = dataSet(file);
      ByteBuffer name = object.bytes(DicomTag.PATIENT_NAME);
      byte[] bytes = new byte[Slices.NAME.length];
      name.get(0, bytes);
      assertArrayEquals(Slices.NAME, bytes);
      assertTrue(name.limit() - bytes.length <= 1);
      assertEquals("\\ISO 2022 IR 87", string(object, DicomTag.SPECIFIC_CHARACTER_SET));
      assertEquals("ID-77", string(object, DicomTag.PATIENT_ID));
      assertEquals(Slices.STUDY, string(object, DicomTag.STUDY_INSTANCE_UID));
      assertEquals("20250203", string(object, DicomTag.STUDY_DATE));
      // Type 2 in PS3.3 C.7.1.1 and C.7.2.1.
      assertTrue(object.contains(DicomTag.PATIENT_BIRTH_DATE));
      assertTrue(object.contains(DicomTag.ACCESSION_NUMBER));
      assertNotEquals(Slices.SERIES, string(object, DicomTag.SERIES_INSTANCE_UID));
    }
  }

  @Test
  void contentTimeIsInTheTimeZoneOfTheSource() throws Exception {
    DataSet report = result("sr", CLEAR);
    assertEquals("20260102", string(report, DicomTag.CONTENT_DATE));
    assertEquals("120405", string(report, DicomTag.CONTENT_TIME));
  }

  @Test
  void evidenceListsEveryObjectOnce() throws Exception {
    assertEquals(List.of("1.2.3.1.1", "1.2.3.1.2"), evidence(result("sr", CLEAR, TUMOR, CLEAR)));
    Judged[] frames = frames(0.1, 0.9, 0.8).toArray(Judged[]::new);
    assertEquals(List.of("1.2.3.1.9"), evidence(result("sr", frames)));
    assertEquals(List.of("1.2.3.1.9"), evidence(result("kos", frames)));
  }

  @Test
  void keyObjectsAreTheSuspiciousSlices() throws Exception {
    DataSet selection = result("kos", CLEAR, TUMOR);
    assertEquals(List.of("1.2.3.1.2"), evidence(selection));
    assertEquals("KO", string(selection, DicomTag.MODALITY));
    assertEquals(
        "2010",
        string(item(selection, DicomTag.CONTENT_TEMPLATE_SEQUENCE), DicomTag.TEMPLATE_IDENTIFIER));
  }

  // PS3.3 10.8: Referenced Frame Number where the reference does not apply to all frames.
  @Test
  void framesAreReferredToByNumber() throws Exception {
    Map<String, byte[]> files = write(Slices.run(), frames(0.1, 0.9, 0.8));
    List<String> keyFrames = new ArrayList<>();
    for (DataSet item : dataSet(only(files, "kos")).items(DicomTag.CONTENT_SEQUENCE)) {
      for (DataSet reference : item.items(DicomTag.REFERENCED_SOP_SEQUENCE)) {
        keyFrames.add(string(reference, DicomTag.REFERENCED_FRAME_NUMBER));
      }
    }
    assertEquals(List.of("2\\3"), keyFrames);
    List<String> measured = new ArrayList<>();
    for (DataSet image : items(dataSet(only(files, "sr")), Code.SOURCE_OF_MEASUREMENT)) {
      DataSet reference = item(image, DicomTag.REFERENCED_SOP_SEQUENCE);
      measured.add(string(reference, DicomTag.REFERENCED_FRAME_NUMBER));
    }
    assertEquals(List.of("1", "2", "3"), measured);
    DataSet single = items(result("sr", CLEAR), Code.SOURCE_OF_MEASUREMENT).get(0);
    DataSet reference = item(single, DicomTag.REFERENCED_SOP_SEQUENCE);
    assertTrue(!reference.contains(DicomTag.REFERENCED_FRAME_NUMBER));
  }

  @Test
  void moreFramesThanAnElementHoldsAreStillListed() throws Exception {
    double[] likelihoods = new double[12_000];
    Arrays.fill(likelihoods, 0.4);
    likelihoods[11_999] = 0.9;
    Map<String, byte[]> files = write(Slices.run(), frames(likelihoods));
    assertEquals(12_001, numbers(dataSet(only(files, "sr")), Code.LIKELIHOOD).size());
  }

  @Test
  void pictureIsAnImageInColourThatNoModelTakesForAScan() throws Exception {
    byte[] file = only(write(Slices.run(), List.of(CLEAR, TUMOR)), "sc");
    DicomInstance picture = reader.read(ByteBuffer.wrap(file));
    assertEquals(List.of(), picture.warnings());
    assertEquals(Optional.of("OT"), picture.attributes().modality());
    StoredPixels.Integers pixels = (StoredPixels.Integers) picture.frames().frame(0);
    // Two pictures of 32 pixels beside each other, twice as large, and three lines.
    assertEquals(128, pixels.format().columns());
    assertTrue(pixels.format().rows() > 64 + 3 * 12, pixels.format().rows() + " rows");
    int[] values = pixels.values();
    int bottomRight = 3 * (63 * 128 + 127);
    assertTrue(values[bottomRight] > 100, "the map's highest cell is lower right");
    assertEquals(0, values[3 * (63 * 128 + 63)], "the left picture is plain");
    DataSet dataSet = dataSet(file);
    assertEquals("YES", string(dataSet, DicomTag.BURNED_IN_ANNOTATION));
    assertEquals("DERIVED\\SECONDARY", string(dataSet, DicomTag.IMAGE_TYPE));
    assertEquals(
        "1.2.3.1.2",
        string(
            item(dataSet, DicomTag.SOURCE_IMAGE_SEQUENCE), DicomTag.REFERENCED_SOP_INSTANCE_UID));
  }

  @Test
  void pictureInheritsThatTheSourceWasCompressedWithLoss() throws Exception {
    SourceAttributes plain = TUMOR.source();
    SourceAttributes lossy =
        new SourceAttributes(
            plain.identity(),
            OptionalInt.empty(),
            List.of(),
            List.of(Slices.element(DicomTag.LOSSY_IMAGE_COMPRESSION, "CS", "01")));
    DataSet picture = result("sc", new Judged(TUMOR.outcome(), lossy));
    assertEquals("01", string(picture, DicomTag.LOSSY_IMAGE_COMPRESSION));
  }

  @Test
  void nothingSuspiciousGivesTheReportAlone() throws Exception {
    Map<String, byte[]> files = write(Slices.run(), List.of(CLEAR));
    assertEquals(1, files.size());
    only(files, "sr");
  }

  @Test
  void theSameInputGivesTheSameObjectsButForTheTime() throws Exception {
    String model = Slices.run().model().sha256();
    Map<String, byte[]> one = write(Slices.run(), List.of(CLEAR, TUMOR));
    Map<String, byte[]> other =
        write(Slices.run(model, "2026-01-02T04:05:06Z"), List.of(CLEAR, TUMOR));
    assertEquals(one.keySet(), other.keySet());
    for (String name : one.keySet()) {
      assertEquals(
          latin(one.get(name)).replace("120405", "WHEN"),
          latin(other.get(name)).replace("130506", "WHEN"),
          name);
    }
  }

  @Test
  void theOrderOfTheInputDoesNotChangeUids() throws Exception {
    assertEquals(
        write(Slices.run(), List.of(CLEAR, TUMOR)).keySet(),
        write(Slices.run(), List.of(TUMOR, CLEAR)).keySet());
  }

  @Test
  void anotherModelOrOtherSlicesGiveOtherUids() throws Exception {
    Map<String, byte[]> one = write(Slices.run(), List.of(CLEAR, TUMOR));
    RunInfo otherModel = Slices.run("f".repeat(64), "2026-01-02T03:04:05Z");
    Map<String, byte[]> other = write(otherModel, List.of(CLEAR, TUMOR));
    assertTrue(Collections.disjoint(one.keySet(), other.keySet()));
    assertNotEquals(
        string(dataSet(only(one, "sr")), DicomTag.SERIES_INSTANCE_UID),
        string(dataSet(only(other, "sr")), DicomTag.SERIES_INSTANCE_UID));
    Map<String, byte[]> fewer = write(Slices.run(), List.of(TUMOR));
    assertEquals(
        string(dataSet(only(one, "sr")), DicomTag.SERIES_INSTANCE_UID),
        string(dataSet(only(fewer, "sr")), DicomTag.SERIES_INSTANCE_UID));
    assertNotEquals(
        string(dataSet(only(one, "sr")), DicomTag.SOP_INSTANCE_UID),
        string(dataSet(only(fewer, "sr")), DicomTag.SOP_INSTANCE_UID));
  }

  @Test
  void aSourceWithoutAUidGivesNothing() throws Exception {
    InstanceIdentity whole = TUMOR.source().identity();
    SourceAttributes source =
        new SourceAttributes(
            new InstanceIdentity(
                whole.sopClassUid(),
                whole.sopInstanceUid(),
                whole.seriesInstanceUid(),
                Optional.empty()),
            OptionalInt.empty(),
            List.of(),
            List.of());
    assertEquals(
        Map.of(),
        write(Slices.run(), List.of(new Judged(Slices.slice(source, 1, 1, 0.9), source))));
  }

  @Test
  void filesAreNamedByTheirOwnUid() throws Exception {
    Map<String, byte[]> files = write(Slices.run(), List.of(CLEAR, TUMOR));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      assertTrue(file.getKey().matches(DicomResultFiles.NAME_PATTERN), file.getKey());
      String uid = string(dataSet(file.getValue()), DicomTag.SOP_INSTANCE_UID);
      assertTrue(file.getKey().endsWith("-" + uid + ".dcm"), file.getKey());
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
