package org.tumorscan.report.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.tumorscan.report.Printable;
import org.tumorscan.report.RunInfo;
import org.tumorscan.report.RunInfo.ModelInfo;

/** The model as the device that observed. */
final class ModelDevice {
  /** Of identifiers that are the SHA-256 of a model's manifest, in hexadecimal digits. */
  static final String SYSTEM = "urn:tumorscan:model-sha256";

  private ModelDevice() {}

  static String url(Identity identity) {
    return identity.url("device", List.of());
  }

  static Device of(RunInfo run) {
    ModelInfo model = run.model();
    Device device = new Device();
    device
        .addIdentifier(new Identifier().setSystem(SYSTEM).setValue(model.sha256()))
        .setStatus(FHIRDeviceStatus.ACTIVE)
        .setType(Term.SOFTWARE.concept());
    device.addDeviceName().setName(Printable.of(model.id())).setType(DeviceNameType.MODELNAME);
    device
        .addVersion()
        .setType(Term.MODEL_VERSION.concept())
        .setValue(Printable.of(model.version()));
    device
        .addVersion()
        .setType(Term.PROGRAM_VERSION.concept())
        .setValue("tumorscan " + run.toolVersion());
    device.addNote().setText(RunInfo.DISCLAIMER);
    return device;
  }
}
