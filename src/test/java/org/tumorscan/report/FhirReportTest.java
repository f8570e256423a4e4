package org.tumorscan.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.report.RunTotals.SeriesScore;
import org.tumorscan.report.RunTotals.StudyScore;
import org.tumorscan.report.fhir.FhirReport;

class FhirReportTest {
  private static final FhirContext R4 = FhirContext.forR4Cached();

  @TempDir private Path directory;

  @Test
  void bundleIsACollectionOfTheRunsTime() throws IOException {
    Bundle bundle = write(SampleRun.outcomes());
    assertEquals(BundleType.COLLECTION, bundle.getType());
    assertEquals("2026-01-02T03:04:05Z", bundle.getTimestampElement().getValueAsString());
    assertEquals("urn:ietf:rfc:3986", bundle.getIdentifier().getSystem());
    assertTrue(bundle.getIdentifier().getValue().matches("urn:oid:2\\.25\\.[0-9]+"));
  }

  @Test
  void modelIsASoftwareDeviceWithItsDigest() throws IOException {
    Device device = only(write(SampleRun.outcomes()), Device.class);
    assertEquals(SampleRun.INFO.model().sha256(), device.getIdentifierFirstRep().getValue());
    assertEquals("brain-mri-tumor", device.getDeviceNameFirstRep().getName());
    assertEquals("0.1.0-preview", device.getVersion().get(0).getValue());
    assertEquals("tumorscan 0.1.0", device.getVersion().get(1).getValue());
    assertEquals("software", device.getType().getCodingFirstRep().getCode());
  }

  @Test
  void seriesHasItsLikelihoodDecisionRuleAndStudy() throws IOException {
    Observation series = all(write(SampleRun.outcomes()), Observation.class).get(0);
    SeriesScore score = SampleRun.totals(SampleRun.outcomes()).series().get(0);
    assertEquals(Rounding.exact(score.tumorLikelihood()), series.getValueQuantity().getValue());
    assertEquals("1", series.getValueQuantity().getCode());
    assertEquals("Tumor likelihood", series.getCode().getText());
    assertEquals("urn:tumorscan:codes", series.getCode().getCodingFirstRep().getSystem());
    assertEquals("suspicious", series.getInterpretationFirstRep().getCodingFirstRep().getCode());
    assertEquals(SampleRun.SERIES.rule().description(), series.getMethod().getText());
    assertEquals("1.2.3", component(series, "series-instance-uid").primitiveValue());
    assertEquals("2", component(series, "slices").primitiveValue());
    Reference study = series.getDerivedFromFirstRep();
    assertEquals("ImagingStudy", study.getType());
    assertEquals("urn:dicom:uid", study.getIdentifier().getSystem());
    assertEquals("urn:oid:1.2", study.getIdentifier().getValue());
  }

  @Test
  void membersOfASeriesAreItsHighestSlicesInOrder() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (double likelihood : new double[] {0.1, 0.7, 0.3, 0.9}) {
      outcomes.add(SampleRun.classified(SampleRun.slice("at-" + likelihood + "\n", 1), likelihood));
    }
    Bundle bundle = write(outcomes);
    Map<String, Resource> resources = resources(bundle);
    Observation series = all(bundle, Observation.class).get(0);
    List<String> slices = new ArrayList<>();
    for (Reference member : series.getHasMember()) {
      Observation slice = (Observation) resources.get(member.getReference());
      assertEquals("1.2.3.4", component(slice, "sop-instance-uid").primitiveValue());
      assertEquals("1", component(slice, "frame").primitiveValue());
      slices.add(
          component(slice, "path").primitiveValue() + " " + slice.getValueQuantity().getValue());
    }
    assertEquals(
        List.of("at-0.9<U+000A> 0.9000", "at-0.7<U+000A> 0.7000", "at-0.3<U+000A> 0.3000"), slices);
  }

  @Test
  void studyIsConcludedInWordsWithDisclaimerAndLimitsAndNamesNobody() throws IOException {
    DiagnosticReport report = only(write(SampleRun.outcomes()), DiagnosticReport.class);
    StudyScore score = SampleRun.totals(SampleRun.outcomes()).studies().get(0);
    String words = report.getConclusion();
    assertTrue(
        words.startsWith(
            "Suspicious. Tumor likelihood of the study "
                + Rounding.readable(score.tumorLikelihood())
                + " (highest series likelihood; series judged: 1); suspicious from 0.500, operating point"
                + " balanced."),
        words);
    assertTrue(words.contains(RunInfo.DISCLAIMER), words);
    assertTrue(words.endsWith("Limit: A preview: trained on few sources."), words);
    assertEquals("suspicious", report.getConclusionCodeFirstRep().getCodingFirstRep().getCode());
    assertEquals("urn:oid:1.2", report.getImagingStudyFirstRep().getIdentifier().getValue());
    assertEquals(1, report.getResult().size());
    assertFalse(report.hasSubject());
  }

  @Test
  void studyHasAllItsSeriesAndASeriesWithoutOneAReportOfItsOwn() throws IOException {
    Bundle bundle =
        write(
            List.of(
                classified("1.1", Optional.of("1"), 0.2),
                classified("8.8", Optional.empty(), 0.9),
                classified("1.2", Optional.of("1"), 0.3),
                classified("2.1", Optional.of("2"), 0.6)));
    Map<String, Resource> resources = resources(bundle);
    List<String> reports = new ArrayList<>();
    for (DiagnosticReport report : all(bundle, DiagnosticReport.class)) {
      List<String> series = new ArrayList<>();
      for (Reference result : report.getResult()) {
        Observation observation = (Observation) resources.get(result.getReference());
        series.add(component(observation, "series-instance-uid").primitiveValue());
      }
      reports.add(
          report.getImagingStudyFirstRep().getIdentifier().getValue()
              + " "
              + report.getConclusionCodeFirstRep().getCodingFirstRep().getCode()
              + " "
              + series);
    }
    assertEquals(
        List.of(
            "null suspicious [8.8]",
            // One component alone is no object identifier.
            "1 not-suspicious [1.1, 1.2]",
            "2 suspicious [2.1]"),
        reports);
  }

  /** PS3.5 9.1: digits and dots, no leading zero, at most 64 characters. */
  @Test
  void studyUidThatIsNoUidStandsAsItIs() throws IOException {
    for (String uid : List.of("1.02", "1..2", "3.1", "a.1", "1." + "2".repeat(63))) {
      Bundle bundle = write(List.of(classified("1.1", Optional.of(uid), 0.5)));
      Identifier study =
          only(bundle, DiagnosticReport.class).getImagingStudyFirstRep().getIdentifier();
      assertEquals(uid, study.getValue());
      assertFalse(study.hasSystem(), uid);
    }
    String longest = "1." + "2".repeat(62);
    Bundle bundle = write(List.of(classified("1.1", Optional.of(longest), 0.5)));
    Observation series = all(bundle, Observation.class).get(0);
    assertEquals("urn:oid:" + longest, series.getDerivedFromFirstRep().getIdentifier().getValue());
  }

  @Test
  void countsAreTheRunsAsNumbers() throws IOException {
    RunTotals.Summary summary = new RunTotals.Summary(9, 8, 7, 6, 5, 4, 3, true);
    OperationOutcome outcome =
        only(write(new RunTotals(List.of(), List.of(), summary)), OperationOutcome.class);
    Map<String, String> counts = new HashMap<>();
    for (OperationOutcomeIssueComponent issue : outcome.getIssue()) {
      counts.put(issue.getDetails().getCodingFirstRep().getCode(), issue.getDiagnostics());
    }
    assertEquals("9", counts.get("files"));
    assertEquals("8", counts.get("frames"));
    assertEquals("7", counts.get("classified"));
    assertEquals("6", counts.get("suspicious-frames"));
    assertEquals("5", counts.get("not-applicable"));
    assertEquals("4", counts.get("rejected"));
    assertEquals("3", counts.get("skipped"));
    assertEquals(IssueType.INCOMPLETE, outcome.getIssue().get(7).getCode());
  }

  @Test
  void referencesResolveAndWhatFhirRequiresIsThere() throws IOException {
    List<Outcome> outcomes = new ArrayList<>(SampleRun.outcomes());
    outcomes.add(classified("8.8", Optional.empty(), 0.9));
    // A copy under another name, with the same UIDs.
    outcomes.add(SampleRun.classified(SampleRun.slice("copy/2.dcm", 1), 0.8));
    Bundle bundle = write(outcomes);
    Map<String, Resource> resources = resources(bundle);
    assertEquals(bundle.getEntry().size(), resources.size());
    int resolved = 0;
    for (Resource resource : resources.values()) {
      for (Reference reference :
          R4.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class)) {
        if (reference.hasReference()) {
          assertTrue(resources.containsKey(reference.getReference()), reference.getReference());
          resolved++;
        }
      }
    }
    // Six Observations name the Device, two series their four slices, two reports their series.
    assertEquals(6 + 4 + 2, resolved);
    for (Observation observation : all(bundle, Observation.class)) {
      assertEquals(ObservationStatus.PRELIMINARY, observation.getStatus());
      assertEquals("tumor-likelihood", observation.getCode().getCodingFirstRep().getCode());
    }
    for (DiagnosticReport report : all(bundle, DiagnosticReport.class)) {
      assertEquals(DiagnosticReportStatus.PRELIMINARY, report.getStatus());
      assertEquals("tumor-likelihood-report", report.getCode().getCodingFirstRep().getCode());
    }
  }

  @Test
  void anotherModelGivesOtherNames() throws IOException {
    RunInfo.ModelInfo model = SampleRun.INFO.model();
    RunInfo other =
        new RunInfo(
            SampleRun.INFO.toolVersion(),
            SampleRun.INFO.createdAt(),
            new RunInfo.ModelInfo(
                model.id(),
                model.version(),
                "f".repeat(64),
                model.labels(),
                model.operatingPoint(),
                model.threshold(),
                model.series(),
                model.scope(),
                model.limits(),
                model.card()),
            SampleRun.INFO.dicomReader(),
            SampleRun.INFO.execution());
    RunTotals totals = SampleRun.totals(SampleRun.outcomes());
    Map<String, Resource> names = resources(write(SampleRun.INFO, totals));
    for (String name : resources(write(other, totals)).keySet()) {
      assertFalse(names.containsKey(name), name);
    }
  }

  private static Outcome classified(String series, Optional<String> study, double likelihood) {
    return SampleRun.classified(SampleRun.slice(series, 1, Optional.of(series), study), likelihood);
  }

  private Bundle write(List<Outcome> outcomes) throws IOException {
    return write(SampleRun.totals(outcomes));
  }

  private Bundle write(RunTotals totals) throws IOException {
    return write(SampleRun.INFO, totals);
  }

  /** Written, and read by a parser that takes nothing that is no FHIR. */
  private Bundle write(RunInfo run, RunTotals totals) throws IOException {
    Path target = directory.resolve("report.fhir.json");
    try (FhirReport report = new FhirReport(target)) {
      report.begin(run);
      report.finish(totals);
    }
    IParser parser = R4.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    return parser.parseResource(Bundle.class, Files.readString(target));
  }

  private static Map<String, Resource> resources(Bundle bundle) {
    Map<String, Resource> resources = new HashMap<>();
    for (BundleEntryComponent entry : bundle.getEntry()) {
      resources.put(entry.getFullUrl(), entry.getResource());
    }
    return resources;
  }

  private static <T extends Resource> T only(Bundle bundle, Class<T> type) {
    List<T> all = all(bundle, type);
    assertEquals(1, all.size(), type.getSimpleName());
    return all.get(0);
  }

  private static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
    return bundle.getEntry().stream()
        .map(BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static Type component(Observation observation, String code) {
    return observation.getComponent().stream()
        .filter(component -> component.getCode().getCodingFirstRep().getCode().equals(code))
        .map(ObservationComponentComponent::getValue)
        .findFirst()
        .orElseThrow();
  }
}
