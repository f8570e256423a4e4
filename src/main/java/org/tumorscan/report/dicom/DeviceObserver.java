package org.tumorscan.report.dicom;

import static org.tumorscan.report.dicom.ContentItem.Relation.HAS_OBSERVATION_CONTEXT;

import java.util.List;
import org.tumorscan.dicom.write.DataSetBuilder;
import org.tumorscan.report.RunInfo.ModelInfo;

/**
 * The model as the device that observed, not a person.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part16.html#sect_TID_1004">PS3.16
 *     TID 1002, 1004</a>
 */
final class DeviceObserver {
  private DeviceObserver() {}

  static List<DataSetBuilder> items(Production production) {
    ModelInfo model = production.run().model();
    return List.of(
        ContentItem.code(HAS_OBSERVATION_CONTEXT, Code.OBSERVER_TYPE, Code.DEVICE),
        ContentItem.uid(HAS_OBSERVATION_CONTEXT, Code.DEVICE_OBSERVER_UID, production.deviceUid()),
        text(Code.DEVICE_OBSERVER_NAME, model.id() + " " + model.version()),
        text(Code.DEVICE_OBSERVER_MANUFACTURER, CommonModules.MAKER),
        text(Code.DEVICE_OBSERVER_MODEL_NAME, model.id()),
        text(Code.DEVICE_OBSERVER_SERIAL_NUMBER, model.sha256()));
  }

  private static DataSetBuilder text(Code name, String value) {
    return ContentItem.text(HAS_OBSERVATION_CONTEXT, name, value);
  }
}
