package org.tumorscan.report.dicom;

import static org.tumorscan.report.dicom.ContentItem.Relation.CONTAINS;
import static org.tumorscan.report.dicom.ContentItem.Relation.HAS_ACQUISITION_CONTEXT;
import static org.tumorscan.report.dicom.ContentItem.Relation.HAS_CONCEPT_MODIFIER;
import static org.tumorscan.report.dicom.ContentItem.Relation.HAS_OBSERVATION_CONTEXT;
import static org.tumorscan.report.dicom.ContentItem.Relation.HAS_PROPERTIES;
import static org.tumorscan.report.dicom.ContentItem.Relation.INFERRED_FROM;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.write.DataSetBuilder;
import org.tumorscan.dicom.write.Vr;
import org.tumorscan.report.Rounding;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunInfo.ModelInfo;
import org.tumorscan.report.RunTotals.SeriesScore;

/**
 * A series' result as Comprehensive 3D SR of template 1500, Measurement Report: a measurement group
 * for the series and one for each slice, with likelihood, interval and decision; preliminary and
 * unverified.
 *
 * <p>One a series, not a study: likelihoods are scored by series, and a report of a series stays
 * the same when another series of the study comes later.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part16.html#sect_TID_1500">PS3.16
 *     TID 1500, 1501, 1600, 4019</a>
 */
final class StructuredReport {
  /** CID 29: Code Value and Code Meaning of acquisition modalities. */
  private static final Map<String, String> MODALITIES =
      Map.of(
          "CR", "Computed Radiography",
          "CT", "Computed Tomography",
          "DX", "Digital Radiography",
          "MG", "Mammography",
          "MR", "Magnetic Resonance",
          "NM", "Nuclear Medicine",
          "PT", "Positron emission tomography",
          "US", "Ultrasound",
          "XA", "X-Ray Angiography");

  private final SeriesResult series;
  private final Production production;

  private StructuredReport(SeriesResult series, Production production) {
    this.series = series;
    this.production = production;
  }

  /**
   * Builds the report.
   *
   * @param score of the series
   * @param isPartial whether the run ended before the last input, so that slices may be missing
   */
  static DataSetBuilder of(
      SeriesResult series, SeriesScore score, boolean isPartial, Production production) {
    DataSetBuilder dataSet =
        CommonModules.of(
                ResultKind.SR,
                series.source(),
                production.instanceUid(ResultKind.SR, series.slices()),
                1,
                production)
            .text(DicomTag.COMPLETION_FLAG, Vr.CS, isPartial ? "PARTIAL" : "COMPLETE")
            .text(DicomTag.VERIFICATION_FLAG, Vr.CS, "UNVERIFIED")
            .text(DicomTag.PRELIMINARY_FLAG, Vr.CS, "PRELIMINARY")
            .sequence(DicomTag.REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE)
            .sequence(DicomTag.PERFORMED_PROCEDURE_CODE_SEQUENCE);
    References.evidence(dataSet, series.source(), series.slices());
    ContentItem.root(
        dataSet,
        Code.MEASUREMENT_REPORT,
        "1500",
        new StructuredReport(series, production).content(score));
    return dataSet;
  }

  private List<DataSetBuilder> content(SeriesScore score) {
    List<DataSetBuilder> content = new ArrayList<>();
    content.add(ContentItem.code(HAS_CONCEPT_MODIFIER, Code.LANGUAGE, Code.ENGLISH));
    content.addAll(DeviceObserver.items(production));
    content.add(
        ContentItem.code(HAS_CONCEPT_MODIFIER, Code.PROCEDURE_REPORTED, Code.IMAGING_PROCEDURE));
    content.add(imageLibrary());
    content.add(
        ContentItem.container(CONTAINS, Code.IMAGING_MEASUREMENTS, measurementGroups(score)));
    content.add(ContentItem.text(CONTAINS, Code.COMMENT, RunInfo.DISCLAIMER));
    for (String limit : production.run().model().limits()) {
      content.add(ContentItem.text(CONTAINS, Code.COMMENT, limit));
    }
    return content;
  }

  private DataSetBuilder imageLibrary() {
    List<DataSetBuilder> entries = new ArrayList<>();
    modality()
        .ifPresent(
            code -> entries.add(ContentItem.code(HAS_ACQUISITION_CONTEXT, Code.MODALITY, code)));
    for (DataSetBuilder image : References.objects(series.slices())) {
      entries.add(ContentItem.image(CONTAINS, image));
    }
    return ContentItem.container(
        CONTAINS,
        Code.IMAGE_LIBRARY,
        List.of(ContentItem.container(CONTAINS, Code.IMAGE_LIBRARY_GROUP, entries)));
  }

  private Optional<Code> modality() {
    return series
        .modality()
        .flatMap(
            term ->
                Optional.ofNullable(MODALITIES.get(term)).map(meaning -> Code.dcm(term, meaning)));
  }

  private List<DataSetBuilder> measurementGroups(SeriesScore score) {
    List<DataSetBuilder> groups = new ArrayList<>();
    groups.add(seriesGroup(score));
    int number = 0;
    for (SliceResult slice : series.slices()) {
      number++;
      groups.add(sliceGroup(slice, number));
    }
    return groups;
  }

  private DataSetBuilder seriesGroup(SeriesScore score) {
    List<DataSetBuilder> group = groupStart("Series", series.source().seriesKey());
    group.addAll(parameters());
    group.add(
        ContentItem.number(
            CONTAINS,
            Code.LIKELIHOOD,
            score.tumorLikelihood(),
            List.of(
                ContentItem.text(
                    HAS_PROPERTIES,
                    Code.COMMENT,
                    production.run().model().series().rule().description()))));
    group.add(ContentItem.code(CONTAINS, Code.DECISION, Code.decision(score.suspicious())));
    return ContentItem.container(CONTAINS, Code.MEASUREMENT_GROUP, group);
  }

  private DataSetBuilder sliceGroup(SliceResult slice, int number) {
    List<DataSetBuilder> group = groupStart("Slice " + number, List.of(slice.key()));
    group.add(
        ContentItem.number(
            CONTAINS,
            Code.LIKELIHOOD,
            slice.likelihood(),
            List.of(
                ContentItem.number(
                    HAS_PROPERTIES, Code.INTERVAL_LOW, slice.intervalLow(), List.of()),
                ContentItem.number(
                    HAS_PROPERTIES, Code.INTERVAL_HIGH, slice.intervalHigh(), List.of()),
                ContentItem.image(
                    INFERRED_FROM, Code.SOURCE_OF_MEASUREMENT, References.frame(slice)))));
    group.add(ContentItem.code(CONTAINS, Code.DECISION, Code.decision(slice.suspicious())));
    group.add(
        ContentItem.code(
            CONTAINS, Code.LIKENESS, slice.unlikeTraining() ? Code.UNLIKE : Code.LIKE));
    return ContentItem.container(CONTAINS, Code.MEASUREMENT_GROUP, group);
  }

  private List<DataSetBuilder> groupStart(String name, Collection<String> what) {
    ModelInfo model = production.run().model();
    List<DataSetBuilder> group = new ArrayList<>();
    group.add(ContentItem.text(HAS_OBSERVATION_CONTEXT, Code.TRACKING_IDENTIFIER, name));
    group.add(
        ContentItem.uid(
            HAS_OBSERVATION_CONTEXT, Code.TRACKING_UID, production.trackingUid(List.copyOf(what))));
    group.add(ContentItem.text(HAS_CONCEPT_MODIFIER, Code.ALGORITHM_NAME, model.id()));
    group.add(ContentItem.text(HAS_CONCEPT_MODIFIER, Code.ALGORITHM_VERSION, model.version()));
    return group;
  }

  /** The rest of TID 4019: what one must know to get the same likelihoods again. */
  private List<DataSetBuilder> parameters() {
    ModelInfo model = production.run().model();
    return List.of(
        parameter("model sha256 " + model.sha256()),
        parameter(
            "suspicious from %s (%s)"
                .formatted(Rounding.exact(model.series().threshold()), model.operatingPoint())),
        parameter(
            "%s %s, DICOM reader %s, on %s"
                .formatted(
                    CommonModules.MAKER,
                    production.run().toolVersion(),
                    production.run().dicomReader(),
                    production.run().execution())));
  }

  private static DataSetBuilder parameter(String text) {
    return ContentItem.text(HAS_CONCEPT_MODIFIER, Code.ALGORITHM_PARAMETERS, text);
  }
}
