package org.tumorscan.dicom.header;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.Warnings;
import org.tumorscan.image.LookupTable;
import org.tumorscan.image.ModalityTransform;
import org.tumorscan.image.PaletteColor;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.Presentation.Padding;
import org.tumorscan.image.SampleBits;
import org.tumorscan.image.VoiTransform;
import org.tumorscan.image.VoiWindow;

/**
 * Modality transform, values of interest, padding and palette of every frame.
 *
 * <p>A modality transform or palette that is incomplete or wrong rejects the image, since its
 * values would mean something else. A window or VOI table that the standard does not allow only
 * concerns the view: it is left out with a warning.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.11">PS3.3
 *     C.11</a>
 */
final class PresentationAttributes {
  private final SampleBits bits;
  private final Warnings warnings;
  // A source shared by all frames must not cost time and memory for each of them.
  private final Map<VoiKey, List<VoiTransform>> voiBySource = new HashMap<>();

  private record VoiKey(DataSet source, boolean signed) {}

  private PresentationAttributes(SampleBits bits, Warnings warnings) {
    this.bits = bits;
    this.warnings = warnings;
  }

  /** One presentation where all frames have the same, else one for each. */
  static List<Presentation> of(
      DataSet dataSet, PixelFormat format, int frameCount, Warnings warnings)
      throws DicomException {
    return new PresentationAttributes(format.bits(), warnings)
        .presentations(dataSet, frameCount, palette(dataSet, format));
  }

  // A palette of any other image is a supplemental one, which is for blending: C.7.6.19.
  private static Optional<PaletteColor> palette(DataSet dataSet, PixelFormat format)
      throws DicomException {
    return format.photometricInterpretation() == PhotometricInterpretation.PALETTE_COLOR
        ? Optional.of(PaletteTables.of(dataSet, format.bits().signed()))
        : Optional.empty();
  }

  private List<Presentation> presentations(
      DataSet dataSet, int frameCount, Optional<PaletteColor> palette) throws DicomException {
    FunctionalGroups groups = FunctionalGroups.of(dataSet);
    List<ModalityTransform> modalities = new ArrayList<>();
    for (DataSet source :
        groups.sources(DicomTag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, frameCount)) {
      modalities.add(modality(source));
    }
    List<DataSet> voiSources = groups.sources(DicomTag.FRAME_VOI_LUT_SEQUENCE, frameCount);
    List<DataSet> spacings = spacings(groups, frameCount);
    Padding padding = padding(dataSet);
    Map<Presentation, Presentation> distinct = new HashMap<>();
    List<Presentation> presentations = new ArrayList<>();
    for (int i = 0; i < mostOf(modalities, voiSources, spacings); i++) {
      ModalityTransform modality = ofFrame(modalities, i);
      List<VoiTransform> voi = voi(ofFrame(voiSources, i), modality);
      double aspect = PixelAspect.of(ofFrame(spacings, i));
      Presentation presentation = new Presentation(modality, voi, padding, palette, aspect);
      presentations.add(distinct.computeIfAbsent(presentation, first -> first));
    }
    return distinct.size() == 1 ? presentations.subList(0, 1) : presentations;
  }

  private List<DataSet> spacings(FunctionalGroups groups, int frameCount) {
    try {
      return groups.sources(DicomTag.PIXEL_MEASURES_SEQUENCE, frameCount);
    } catch (DicomException e) {
      warnings.add("the frames' pixel spacing is left out: " + e.getMessage());
      return List.of(groups.dataSet());
    }
  }

  private static int mostOf(List<?>... lists) {
    return Stream.of(lists).mapToInt(List::size).max().orElseThrow();
  }

  private static <T> T ofFrame(List<T> values, int frameIndex) {
    return values.get(values.size() == 1 ? 0 : frameIndex);
  }

  private ModalityTransform modality(DataSet source) throws DicomException {
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

  private List<VoiTransform> voi(DataSet source, ModalityTransform modality) throws DicomException {
    VoiKey key = new VoiKey(source, givesNegativeValues(modality));
    List<VoiTransform> known = voiBySource.get(key);
    if (known != null) {
      return known;
    }
    List<VoiTransform> voi = new ArrayList<>(windows(source));
    voi.addAll(tables(source, key.signed()));
    voiBySource.put(key, List.copyOf(voi));
    return voi;
  }

  private List<VoiTransform> windows(DataSet source) throws DicomException {
    List<String> centers = source.strings(DicomTag.WINDOW_CENTER);
    List<String> widths = source.strings(DicomTag.WINDOW_WIDTH);
    if (centers.stream().allMatch(String::isEmpty) && widths.stream().allMatch(String::isEmpty)) {
      return List.of();
    }
    Optional<VoiWindow.Function> function = function(source);
    if (function.isEmpty() || centers.size() != widths.size()) {
      warnings.add(
          function.isEmpty()
              ? "the windows are left out: their VOI LUT Function is not known"
              : "the windows are left out: %d centers and %d widths"
                  .formatted(centers.size(), widths.size()));
      return List.of();
    }
    List<VoiTransform> windows = new ArrayList<>();
    for (int i = 0; i < centers.size(); i++) {
      OptionalDouble center = Values.parseDecimal(centers.get(i));
      OptionalDouble width = Values.parseDecimal(widths.get(i));
      double smallestWidth = function.get() == VoiWindow.Function.LINEAR ? 1 : Double.MIN_VALUE;
      if (center.isPresent() && width.isPresent() && width.getAsDouble() >= smallestWidth) {
        windows.add(new VoiWindow(center.getAsDouble(), width.getAsDouble(), function.get()));
      } else {
        warnings.add(
            "a window is left out: its center and width are none that the standard allows");
      }
    }
    return windows;
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

  private List<VoiTransform> tables(DataSet source, boolean signed) throws DicomException {
    List<VoiTransform> tables = new ArrayList<>();
    for (DataSet item : source.items(DicomTag.VOI_LUT_SEQUENCE)) {
      Optional<LookupTable> table = LookupTables.of(item, signed);
      table.ifPresent(found -> tables.add(new VoiTransform.Table(found)));
      if (table.isEmpty() && LookupTables.hasData(item)) {
        warnings.add("a VOI LUT is left out: its descriptor and data do not agree");
      }
    }
    return tables;
  }

  // PS3.3 C.11.2.1.1: the first mapped value is signed where the modality transform's output can
  // be.
  private boolean givesNegativeValues(ModalityTransform modality) {
    if (modality instanceof ModalityTransform.Table) {
      return false;
    }
    double range = Math.scalb(1.0, bits.stored());
    double lowest = bits.signed() ? -range / 2 : 0;
    return modality.apply(lowest) < 0 || modality.apply(lowest + range - 1) < 0;
  }

  private Padding padding(DataSet dataSet) throws DicomException {
    Values values = new Values(dataSet);
    OptionalInt value = values.integer(DicomTag.PIXEL_PADDING_VALUE);
    if (value.isEmpty()) {
      return Padding.NONE;
    }
    OptionalInt limit = values.integer(DicomTag.PIXEL_PADDING_RANGE_LIMIT);
    return new Padding(
        OptionalDouble.of(storedValue(value.getAsInt())),
        limit.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(storedValue(limit.getAsInt())));
  }

  // US or SS by Pixel Representation (PS3.6), whatever the file's own VR says.
  private double storedValue(int word) {
    if (!bits.signed()) {
      return Integer.toUnsignedLong(word);
    }
    return word >>> 16 == 0 ? (short) word : word;
  }
}
