package org.tumorscan.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.ImageAttributes;
import org.tumorscan.image.ModalityTransform;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.SampleBits;
import org.tumorscan.image.VoiTransform;
import org.tumorscan.image.VoiWindow;
import org.tumorscan.report.Inspection.Bits;
import org.tumorscan.report.Inspection.Header;
import org.tumorscan.report.Inspection.Rescale;
import org.tumorscan.report.Inspection.Window;

/** Puts an instance's header into the form that inspections have. */
final class InspectionHeader {
  private InspectionHeader() {}

  static Header of(DicomInstance instance) {
    ImageAttributes attributes = instance.attributes();
    PixelFormat format = attributes.format();
    Presentation first = attributes.presentation(0);
    return new Header(
        instance.identity().sopClassUid(),
        attributes.transferSyntax().uid(),
        attributes.modality(),
        attributes.bodyPart(),
        format.rows(),
        format.columns(),
        attributes.frameCount(),
        format.samplesPerPixel(),
        bits(format.bits()),
        format.photometricInterpretation().definedTerm(),
        rescale(first.modality()),
        first.voi().stream().map(InspectionHeader::window).toList(),
        variesByFrame(attributes.presentations()));
  }

  private static List<String> variesByFrame(List<Presentation> presentations) {
    Presentation first = presentations.get(0);
    List<String> varying = new ArrayList<>();
    if (presentations.stream().anyMatch(other -> !other.modality().equals(first.modality()))) {
      varying.add("rescale");
    }
    if (presentations.stream().anyMatch(other -> !other.voi().equals(first.voi()))) {
      varying.add("window");
    }
    return varying;
  }

  private static Bits bits(SampleBits bits) {
    return new Bits(bits.allocated(), bits.stored(), bits.high(), bits.signed());
  }

  private static Rescale rescale(ModalityTransform transform) {
    if (transform instanceof ModalityTransform.Rescale linear) {
      return new Rescale(
          OptionalDouble.of(linear.slope()),
          OptionalDouble.of(linear.intercept()),
          OptionalInt.empty());
    }
    int entries = ((ModalityTransform.Table) transform).table().entries().length;
    return new Rescale(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.of(entries));
  }

  private static Window window(VoiTransform transform) {
    if (transform instanceof VoiWindow window) {
      return new Window(
          OptionalDouble.of(window.center()),
          OptionalDouble.of(window.width()),
          Optional.of(window.function().name()),
          OptionalInt.empty());
    }
    int entries = ((VoiTransform.Table) transform).table().entries().length;
    return new Window(
        OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), OptionalInt.of(entries));
  }
}
