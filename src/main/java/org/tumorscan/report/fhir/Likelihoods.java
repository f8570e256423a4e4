package org.tumorscan.report.fhir;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.tumorscan.report.Printable;
import org.tumorscan.report.Rounding;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunTotals.SeriesScore;
import org.tumorscan.report.RunTotals.TopInstance;

/**
 * Likelihoods as Observations, all preliminary and made by the model: one of a series, and one of
 * each of the slices behind it, its members.
 */
final class Likelihoods {
  private static final String CATEGORIES =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  private static final String UNITS = "http://unitsofmeasure.org";

  private final Identity identity;
  private final InstantType issued;

  Likelihoods(Identity identity, InstantType issued) {
    this.identity = identity;
    this.issued = issued;
  }

  String url(SeriesScore series) {
    return identity.url("series", key(series));
  }

  /**
   * The full URL of a slice by its rank, since a file may have a copy of its name or of its UID in
   * the same series.
   *
   * @param rank from 0, the highest
   */
  String url(SeriesScore series, int rank) {
    List<String> source = new ArrayList<>(key(series));
    source.add(Integer.toString(rank));
    return identity.url("slice", source);
  }

  private static List<String> key(SeriesScore series) {
    return List.of(series.studyInstanceUid(), series.seriesInstanceUid());
  }

  Observation ofSeries(SeriesScore series) {
    RunInfo.SeriesInfo judgement = identity.run().model().series();
    Observation result = likelihood(url(series), series, series.tumorLikelihood());
    result
        .addInterpretation(Term.decision(series.suspicious()).concept())
        .setMethod(new CodeableConcept().setText(judgement.rule().description()));
    add(result, Term.THRESHOLD, quantity(judgement.threshold()));
    add(result, Term.SLICES, new IntegerType(series.instances()));
    for (int rank = 0; rank < series.topInstances().size(); rank++) {
      result.addHasMember(new Reference(url(series, rank)));
    }
    return result;
  }

  Observation ofSlice(SeriesScore series, int rank) {
    TopInstance slice = series.topInstances().get(rank);
    Observation result = likelihood(url(series, rank), series, slice.tumorLikelihood());
    slice
        .sopInstanceUid()
        .ifPresent(uid -> add(result, Term.SOP_INSTANCE_UID, new StringType(Printable.of(uid))));
    add(result, Term.PATH, new StringType(Printable.of(slice.path())));
    add(result, Term.FRAME, new IntegerType(slice.frameNumber()));
    return result;
  }

  private Observation likelihood(String url, SeriesScore series, double likelihood) {
    Observation result = new Observation();
    result
        .addIdentifier(Identity.ofUrl(url))
        .setStatus(ObservationStatus.PRELIMINARY)
        .addCategory(new CodeableConcept(new Coding(CATEGORIES, "imaging", "Imaging")))
        .setCode(Term.TUMOR_LIKELIHOOD.concept())
        .setIssuedElement(issued.copy())
        .setValue(quantity(likelihood))
        .setDevice(new Reference(ModelDevice.url(identity)));
    if (!series.studyInstanceUid().isEmpty()) {
      result.addDerivedFrom(Identity.imagingStudy(series.studyInstanceUid()));
    }
    add(result, Term.SERIES_INSTANCE_UID, new StringType(Printable.of(series.seriesInstanceUid())));
    return result;
  }

  private static void add(Observation observation, Term what, Type value) {
    observation.addComponent().setCode(what.concept()).setValue(value);
  }

  private static Quantity quantity(double likelihood) {
    return new Quantity()
        .setValue(Rounding.exact(likelihood))
        .setUnit("1")
        .setSystem(UNITS)
        .setCode("1");
  }
}
