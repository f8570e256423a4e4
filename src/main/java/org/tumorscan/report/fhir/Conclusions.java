package org.tumorscan.report.fhir;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.tumorscan.report.Printable;
import org.tumorscan.report.Rounding;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunInfo.ModelInfo;
import org.tumorscan.report.RunTotals.SeriesScore;
import org.tumorscan.report.RunTotals.StudyScore;

/**
 * Studies as DiagnosticReports, all preliminary; a series whose files name no study has one of its
 * own. They have no subject: reports name no patient, and who files them knows whose study it is.
 */
final class Conclusions {
  private static final String SECTIONS = "http://terminology.hl7.org/CodeSystem/v2-0074";

  private final Identity identity;
  private final InstantType issued;

  Conclusions(Identity identity, InstantType issued) {
    this.identity = identity;
    this.issued = issued;
  }

  String url(StudyScore study) {
    return identity.url("study", List.of(study.studyInstanceUid()));
  }

  String url(SeriesScore series) {
    return identity.url("series without study", List.of(series.seriesInstanceUid()));
  }

  /**
   * The report of a study.
   *
   * @param results full URLs of its series' Observations
   */
  DiagnosticReport ofStudy(StudyScore study, List<String> results) {
    DiagnosticReport report =
        report(
            url(study),
            study.suspicious(),
            "Tumor likelihood of the study "
                + Rounding.readable(study.tumorLikelihood())
                + " ("
                + StudyScore.RULE
                + "; series judged: "
                + study.series()
                + ")");
    report.addImagingStudy(Identity.imagingStudy(study.studyInstanceUid()));
    results.forEach(url -> report.addResult(new Reference(url)));
    return report;
  }

  /**
   * The report of a series without a study.
   *
   * @param result full URL of its Observation
   */
  DiagnosticReport ofSeries(SeriesScore series, String result) {
    return report(
            url(series),
            series.suspicious(),
            "Tumor likelihood of a series that names no study "
                + Rounding.readable(series.tumorLikelihood()))
        .addResult(new Reference(result));
  }

  private DiagnosticReport report(String url, boolean suspicious, String finding) {
    Term decision = Term.decision(suspicious);
    return new DiagnosticReport()
        .addIdentifier(Identity.ofUrl(url))
        .setStatus(DiagnosticReportStatus.PRELIMINARY)
        .addCategory(new CodeableConcept(new Coding(SECTIONS, "RAD", "Radiology")))
        .setCode(Term.TUMOR_LIKELIHOOD_REPORT.concept())
        .setIssuedElement(issued.copy())
        .setConclusion(words(decision, finding))
        .addConclusionCode(decision.concept());
  }

  private String words(Term decision, String finding) {
    ModelInfo model = identity.run().model();
    List<String> sentences = new ArrayList<>();
    sentences.add(decision.display() + ".");
    sentences.add(
        finding
            + "; suspicious from "
            + Rounding.readable(model.series().threshold())
            + ", operating point "
            + model.operatingPoint()
            + ".");
    sentences.add(RunInfo.DISCLAIMER);
    sentences.add("A low likelihood does not rule out a tumor; a high one does not prove it.");
    sentences.add("Model " + model.id() + " " + model.version() + ". Made for: " + model.scope());
    model.limits().forEach(limit -> sentences.add("Limit: " + limit));
    return Printable.of(String.join(" ", sentences));
  }
}
