package org.tumorscan.report.fhir;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Resource;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunTotals;
import org.tumorscan.report.RunTotals.SeriesScore;

/**
 * A run as a Bundle of type collection: a Device that is the model, an OperationOutcome with the
 * run's counts, an Observation a series with one for each slice behind its score, and a
 * DiagnosticReport a study.
 *
 * @see <a href="https://hl7.org/fhir/R4/bundle.html">FHIR R4 Bundle</a>
 */
final class ResultBundle {
  private final Bundle bundle = new Bundle();
  private final Identity identity;
  private final Likelihoods likelihoods;
  private final Conclusions conclusions;

  private ResultBundle(RunInfo run) {
    InstantType createdAt =
        new InstantType(run.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
    identity = new Identity(run);
    likelihoods = new Likelihoods(identity, createdAt);
    conclusions = new Conclusions(identity, createdAt);
    bundle.setType(BundleType.COLLECTION).setTimestampElement(createdAt.copy());
  }

  static Bundle of(RunInfo run, RunTotals totals) {
    ResultBundle result = new ResultBundle(run);
    result.name(totals);
    result.add(ModelDevice.url(result.identity), ModelDevice.of(run));
    result.add(result.identity.url("counts", keys(totals)), RunCounts.of(totals.summary()));
    totals.series().forEach(result::addSeries);
    result.addReports(totals);
    return result.bundle;
  }

  private void name(RunTotals totals) {
    bundle.setIdentifier(Identity.ofUrl(identity.url("bundle", keys(totals))));
  }

  private static List<String> keys(RunTotals totals) {
    List<String> keys = new ArrayList<>();
    for (SeriesScore series : totals.series()) {
      keys.add(series.studyInstanceUid());
      keys.add(series.seriesInstanceUid());
    }
    return keys;
  }

  private void addSeries(SeriesScore series) {
    add(likelihoods.url(series), likelihoods.ofSeries(series));
    for (int rank = 0; rank < series.topInstances().size(); rank++) {
      add(likelihoods.url(series, rank), likelihoods.ofSlice(series, rank));
    }
  }

  private void addReports(RunTotals totals) {
    Map<String, List<String>> results = new LinkedHashMap<>();
    for (SeriesScore series : totals.series()) {
      String url = likelihoods.url(series);
      if (series.studyInstanceUid().isEmpty()) {
        add(conclusions.url(series), conclusions.ofSeries(series, url));
      } else {
        results.computeIfAbsent(series.studyInstanceUid(), unused -> new ArrayList<>()).add(url);
      }
    }
    totals
        .studies()
        .forEach(
            study ->
                add(
                    conclusions.url(study),
                    conclusions.ofStudy(
                        study, results.getOrDefault(study.studyInstanceUid(), List.of()))));
  }

  private void add(String url, Resource resource) {
    bundle.addEntry().setFullUrl(url).setResource(resource);
  }
}
