package org.tumorscan.dicom.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.image.ModalityTransform;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.Presentation.Padding;
import org.tumorscan.image.SampleBits;
import org.tumorscan.image.VoiTransform;
import org.tumorscan.image.VoiWindow;

/**
 * Modality transform, values of interest and padding.
 *
 * <p>A modality transform that is incomplete or wrong rejects the image, since its values would
 * mean something else. A window or VOI table that the standard does not allow only concerns the
 * view: it is left out.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.11">PS3.3
 *     C.11</a>
 */
final class PresentationAttributes {
  private PresentationAttributes() {}

  static Presentation of(DataSet dataSet, SampleBits bits) throws DicomException {
    FunctionalGroups groups = FunctionalGroups.of(dataSet);
    ModalityTransform modality =
        groups
            .common(
                DicomTag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
                dataSet,
                source -> modality(source, bits))
            .orElseThrow(
                () ->
                    new Values(dataSet)
                        .failure(
                            Reason.UNSUPPORTED_PIXEL_FORMAT,
                            DicomTag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
                            "frames with different rescale slopes or intercepts are not read yet"));
    // Frames with windows of their own have no window in common, and so none here.
    List<VoiTransform> voi =
        new ArrayList<>(
            groups
                .common(DicomTag.FRAME_VOI_LUT_SEQUENCE, dataSet, PresentationAttributes::windows)
                .orElse(List.of()));
    voi.addAll(tables(dataSet, modality, bits));
    return new Presentation(modality, voi, padding(dataSet, bits));
  }

  private static ModalityTransform modality(DataSet source, SampleBits bits) throws DicomException {
    List<? extends DataSet> tables = source.items(DicomTag.MODALITY_LUT_SEQUENCE);
    if (!tables.isEmpty() && LookupTables.hasData(tables.get(0))) {
      return new ModalityTransform.Table(
          LookupTables.of(tables.get(0), bits.signed())
              .orElseThrow(
                  () ->
                      new Values(source)
                          .invalid(
                              DicomTag.MODALITY_LUT_SEQUENCE,
                              "the Modality LUT's descriptor and data do not agree")));
    }
    Values values = new Values(source);
    OptionalDouble slope = values.decimal(DicomTag.RESCALE_SLOPE, "Rescale Slope");
    OptionalDouble intercept = values.decimal(DicomTag.RESCALE_INTERCEPT, "Rescale Intercept");
    if (slope.isEmpty() && intercept.isEmpty()) {
      return ModalityTransform.IDENTITY;
    }
    if (slope.isEmpty()) {
      throw values.missing(DicomTag.RESCALE_SLOPE, "Rescale Slope");
    }
    if (intercept.isEmpty()) {
      throw values.missing(DicomTag.RESCALE_INTERCEPT, "Rescale Intercept");
    }
    if (slope.getAsDouble() == 0) {
      throw values.invalid(DicomTag.RESCALE_SLOPE, "Rescale Slope is 0");
    }
    return new ModalityTransform.Rescale(slope.getAsDouble(), intercept.getAsDouble());
  }

  private static List<VoiTransform> windows(DataSet source) throws DicomException {
    List<String> centers = source.strings(DicomTag.WINDOW_CENTER);
    List<String> widths = source.strings(DicomTag.WINDOW_WIDTH);
    Optional<VoiWindow.Function> function = function(source);
    if (function.isEmpty() || centers.size() != widths.size()) {
      return List.of();
    }
    List<VoiTransform> windows = new ArrayList<>();
    for (int i = 0; i < centers.size(); i++) {
      OptionalDouble center = Values.parseDecimal(centers.get(i));
      OptionalDouble width = Values.parseDecimal(widths.get(i));
      double smallestWidth = function.get() == VoiWindow.Function.LINEAR ? 1 : Double.MIN_VALUE;
      if (center.isPresent() && width.isPresent() && width.getAsDouble() >= smallestWidth) {
        windows.add(new VoiWindow(center.getAsDouble(), width.getAsDouble(), function.get()));
      }
    }
    return List.copyOf(windows);
  }

  // PS3.3 C.11.2.1.3: LINEAR where the attribute is absent.
  private static Optional<VoiWindow.Function> function(DataSet source) throws DicomException {
    String term = new Values(source).string(DicomTag.VOI_LUT_FUNCTION).orElse("LINEAR");
    return switch (term.toUpperCase(Locale.ROOT)) {
      case "LINEAR" -> Optional.of(VoiWindow.Function.LINEAR);
      case "LINEAR_EXACT" -> Optional.of(VoiWindow.Function.LINEAR_EXACT);
      case "SIGMOID" -> Optional.of(VoiWindow.Function.SIGMOID);
      default -> Optional.empty();
    };
  }

  private static List<VoiTransform> tables(
      DataSet dataSet, ModalityTransform modality, SampleBits bits) throws DicomException {
    List<VoiTransform> tables = new ArrayList<>();
    boolean signed = givesNegativeValues(modality, bits);
    for (DataSet item : dataSet.items(DicomTag.VOI_LUT_SEQUENCE)) {
      LookupTables.of(item, signed).ifPresent(table -> tables.add(new VoiTransform.Table(table)));
    }
    return tables;
  }

  // PS3.3 C.11.2.1.1: the first mapped value is signed where the modality transform's output can
  // be.
  private static boolean givesNegativeValues(ModalityTransform modality, SampleBits bits) {
    if (modality instanceof ModalityTransform.Table) {
      return false;
    }
    double range = Math.scalb(1.0, bits.stored());
    double lowest = bits.signed() ? -range / 2 : 0;
    return modality.apply(lowest) < 0 || modality.apply(lowest + range - 1) < 0;
  }

  private static Padding padding(DataSet dataSet, SampleBits bits) throws DicomException {
    Values values = new Values(dataSet);
    OptionalInt value = values.integer(DicomTag.PIXEL_PADDING_VALUE);
    if (value.isEmpty()) {
      return Padding.NONE;
    }
    OptionalInt limit = values.integer(DicomTag.PIXEL_PADDING_RANGE_LIMIT);
    return new Padding(
        OptionalDouble.of(storedValue(value.getAsInt(), bits)),
        limit.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(storedValue(limit.getAsInt(), bits)));
  }

  // US or SS by Pixel Representation (PS3.6), whatever the file's own VR says.
  private static double storedValue(int word, SampleBits bits) {
    if (!bits.signed()) {
      return Integer.toUnsignedLong(word);
    }
    return word >>> 16 == 0 ? (short) word : word;
  }
}
