package org.tumorscan.report.dicom;

import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.RawElement;
import org.tumorscan.dicom.write.DataSetBuilder;
import org.tumorscan.dicom.write.Vr;
import org.tumorscan.report.RunInfo;

/**
 * What every result has: patient and study as in the source, a series of its own, this program as
 * the equipment.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7">PS3.3
 *     C.7</a>
 */
final class CommonModules {
  /** Manufacturer and name of what makes results. */
  static final String MAKER = "tumorscan";

  private CommonModules() {}

  /**
   * A result of that kind, but for what its kind adds.
   *
   * @param instanceUid SOP Instance UID of the result
   * @param instanceNumber from 1
   */
  static DataSetBuilder of(
      ResultKind kind,
      FileableSource source,
      String instanceUid,
      int instanceNumber,
      Production production) {
    DataSetBuilder dataSet = new DataSetBuilder();
    patientAndStudy(dataSet, source);
    series(dataSet, kind, source, production);
    equipment(dataSet, production.run());
    return dataSet
        .text(DicomTag.SOP_CLASS_UID, Vr.UI, kind.sopClassUid())
        .text(DicomTag.SOP_INSTANCE_UID, Vr.UI, instanceUid)
        .text(DicomTag.INSTANCE_NUMBER, Vr.IS, Integer.toString(instanceNumber))
        .text(DicomTag.CONTENT_DATE, Vr.DA, production.date(source))
        .text(DicomTag.CONTENT_TIME, Vr.TM, production.time(source));
  }

  private static void patientAndStudy(DataSetBuilder dataSet, FileableSource source) {
    // Type 2: there even where empty.
    dataSet.text(DicomTag.PATIENT_NAME, Vr.PN).text(DicomTag.PATIENT_ID, Vr.LO);
    dataSet.text(DicomTag.PATIENT_BIRTH_DATE, Vr.DA).text(DicomTag.PATIENT_SEX, Vr.CS);
    dataSet.text(DicomTag.STUDY_DATE, Vr.DA).text(DicomTag.STUDY_TIME, Vr.TM);
    dataSet.text(DicomTag.REFERRING_PHYSICIAN_NAME, Vr.PN).text(DicomTag.STUDY_ID, Vr.SH);
    dataSet.text(DicomTag.ACCESSION_NUMBER, Vr.SH);
    dataSet.text(DicomTag.STUDY_INSTANCE_UID, Vr.UI, source.studyInstanceUid());
    for (RawElement element : source.attributes().patientAndStudy()) {
      if (!isClaimWithoutMethod(element, source)) {
        dataSet.raw(element.tag(), Vr.valueOf(element.vr()), element.value());
      }
    }
  }

  /** Patient Identity Removed may be YES only with the method, which may stand in codes instead. */
  private static boolean isClaimWithoutMethod(RawElement element, FileableSource source) {
    return element.tag().equals(DicomTag.PATIENT_IDENTITY_REMOVED)
        && source.attributes().element(DicomTag.DEIDENTIFICATION_METHOD).isEmpty();
  }

  private static void series(
      DataSetBuilder dataSet, ResultKind kind, FileableSource source, Production production) {
    // As scanners number what they derive of a series.
    int number = source.attributes().seriesNumber().orElse(90) * 100 + kind.number();
    dataSet
        .text(DicomTag.MODALITY, Vr.CS, kind.modality())
        .text(DicomTag.SERIES_INSTANCE_UID, Vr.UI, production.seriesUid(kind, source))
        .text(DicomTag.SERIES_NUMBER, Vr.IS, Integer.toString(number))
        .text(DicomTag.SERIES_DESCRIPTION, Vr.LO, "tumorscan: research use, not for diagnosis");
  }

  private static void equipment(DataSetBuilder dataSet, RunInfo run) {
    dataSet
        .text(DicomTag.MANUFACTURER, Vr.LO, MAKER)
        .text(DicomTag.MANUFACTURER_MODEL_NAME, Vr.LO, Texts.fit(Vr.LO, run.model().id()))
        // What a serial number is for: to know exactly which device it was.
        .text(DicomTag.DEVICE_SERIAL_NUMBER, Vr.LO, Texts.fit(Vr.LO, run.model().sha256()))
        .text(
            DicomTag.SOFTWARE_VERSIONS,
            Vr.LO,
            Texts.fit(Vr.LO, run.toolVersion()),
            Texts.fit(Vr.LO, run.model().version()));
  }
}
