package org.tumorscan.report.dicom;

import java.util.List;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.write.DataSetBuilder;
import org.tumorscan.dicom.write.Vr;
import org.tumorscan.report.Rounding;

/**
 * The items of a structured report's content tree.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.17.3">PS3.3
 *     C.17.3</a>
 */
final class ContentItem {
  private ContentItem() {}

  /** How an item is related to the one that holds it. */
  enum Relation {
    CONTAINS("CONTAINS"),
    HAS_ACQUISITION_CONTEXT("HAS ACQ CONTEXT"),
    HAS_CONCEPT_MODIFIER("HAS CONCEPT MOD"),
    HAS_OBSERVATION_CONTEXT("HAS OBS CONTEXT"),
    HAS_PROPERTIES("HAS PROPERTIES"),
    INFERRED_FROM("INFERRED FROM");

    private final String term;

    Relation(String term) {
      this.term = term;
    }
  }

  /** The root's attributes, which stand in the data set itself. */
  static void root(
      DataSetBuilder dataSet, Code title, String template, List<DataSetBuilder> content) {
    dataSet
        .text(DicomTag.VALUE_TYPE, Vr.CS, "CONTAINER")
        .sequence(DicomTag.CONCEPT_NAME_CODE_SEQUENCE, title.item())
        .text(DicomTag.CONTINUITY_OF_CONTENT, Vr.CS, "SEPARATE")
        .sequence(
            DicomTag.CONTENT_TEMPLATE_SEQUENCE,
            new DataSetBuilder()
                .text(DicomTag.MAPPING_RESOURCE, Vr.CS, "DCMR")
                .text(DicomTag.TEMPLATE_IDENTIFIER, Vr.CS, template))
        .sequence(DicomTag.CONTENT_SEQUENCE, content);
  }

  static DataSetBuilder container(Relation relation, Code name, List<DataSetBuilder> content) {
    return item(relation, "CONTAINER", name)
        .text(DicomTag.CONTINUITY_OF_CONTENT, Vr.CS, "SEPARATE")
        .sequence(DicomTag.CONTENT_SEQUENCE, content);
  }

  static DataSetBuilder code(Relation relation, Code name, Code value) {
    return item(relation, "CODE", name).sequence(DicomTag.CONCEPT_CODE_SEQUENCE, value.item());
  }

  static DataSetBuilder text(Relation relation, Code name, String value) {
    return item(relation, "TEXT", name).text(DicomTag.TEXT_VALUE, Vr.UT, Texts.fit(Vr.UT, value));
  }

  static DataSetBuilder uid(Relation relation, Code name, String value) {
    return item(relation, "UIDREF", name).text(DicomTag.UID, Vr.UI, value);
  }

  /** A number without a unit. */
  static DataSetBuilder number(
      Relation relation, Code name, double value, List<DataSetBuilder> content) {
    DataSetBuilder item =
        item(relation, "NUM", name)
            .sequence(
                DicomTag.MEASURED_VALUE_SEQUENCE,
                new DataSetBuilder()
                    .sequence(DicomTag.MEASUREMENT_UNITS_CODE_SEQUENCE, Code.NO_UNITS.item())
                    .text(DicomTag.NUMERIC_VALUE, Vr.DS, Rounding.exact(value).toPlainString()));
    return content.isEmpty() ? item : item.sequence(DicomTag.CONTENT_SEQUENCE, content);
  }

  /** A reference to an image that has no name of its own. */
  static DataSetBuilder image(Relation relation, DataSetBuilder reference) {
    return new DataSetBuilder()
        .text(DicomTag.RELATIONSHIP_TYPE, Vr.CS, relation.term)
        .text(DicomTag.VALUE_TYPE, Vr.CS, "IMAGE")
        .sequence(DicomTag.REFERENCED_SOP_SEQUENCE, reference);
  }

  /** A reference to an image in a role. */
  static DataSetBuilder image(Relation relation, Code name, DataSetBuilder reference) {
    return image(relation, reference).sequence(DicomTag.CONCEPT_NAME_CODE_SEQUENCE, name.item());
  }

  private static DataSetBuilder item(Relation relation, String valueType, Code name) {
    return new DataSetBuilder()
        .text(DicomTag.RELATIONSHIP_TYPE, Vr.CS, relation.term)
        .text(DicomTag.VALUE_TYPE, Vr.CS, valueType)
        .sequence(DicomTag.CONCEPT_NAME_CODE_SEQUENCE, name.item());
  }
}
