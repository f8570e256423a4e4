package org.tumorscan.report.dicom;

import static org.tumorscan.report.dicom.ContentItem.Relation.CONTAINS;
import static org.tumorscan.report.dicom.ContentItem.Relation.HAS_CONCEPT_MODIFIER;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.write.DataSetBuilder;
import org.tumorscan.report.Rounding;
import org.tumorscan.report.RunInfo;

/**
 * The suspicious slices of a series as a Key Object Selection Document, template 2010.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part16.html#sect_TID_2010">PS3.16
 *     TID 2010</a>
 */
final class KeyObjectSelection {
  private KeyObjectSelection() {}

  /**
   * Builds the document.
   *
   * @param series with a suspicious slice
   */
  static DataSetBuilder of(SeriesResult series, Production production) {
    List<SliceResult> slices = series.suspicious();
    DataSetBuilder dataSet =
        CommonModules.of(
                ResultKind.KOS,
                series.source(),
                production.instanceUid(ResultKind.KOS, slices),
                1,
                production)
            .sequence(DicomTag.REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE);
    References.evidence(dataSet, series.source(), slices);
    List<DataSetBuilder> content = new ArrayList<>();
    content.add(ContentItem.code(HAS_CONCEPT_MODIFIER, Code.LANGUAGE, Code.ENGLISH));
    content.addAll(DeviceObserver.items(production));
    content.add(
        ContentItem.text(CONTAINS, Code.KEY_OBJECT_DESCRIPTION, description(production.run())));
    for (DataSetBuilder frames : References.framesByObject(slices)) {
      content.add(ContentItem.image(CONTAINS, frames));
    }
    ContentItem.root(dataSet, Code.OF_INTEREST, "2010", content);
    return dataSet;
  }

  private static String description(RunInfo run) {
    return "Slices whose tumor likelihood by the model %s %s is at least %s. %s"
        .formatted(
            run.model().id(),
            run.model().version(),
            Rounding.exact(run.model().threshold()),
            RunInfo.DISCLAIMER);
  }
}
