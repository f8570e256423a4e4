package org.tumorscan.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;

/**
 * The coding parameters of a code stream, or of a tile, which begin as those of the code stream.
 * What a segment says of one component goes before what one says of all.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 A.6</a>
 */
final class J2kParameters {
  private static final int MAX_PROGRESSION = 4;
  // Each one goes over all precincts; encoders write a handful.
  private static final int MAX_PROGRESSION_CHANGES = 64;

  /**
   * An order of packets, and which of them.
   *
   * @param order 0 to 4: layer, resolution, component, position (LRCP), RLCP, RPCL, PCRL, CPRL
   */
  record Progression(
      int order,
      int firstResolution,
      int endResolution,
      int firstComponent,
      int endComponent,
      int endLayer) {}

  private final int componentCount;
  private final @Nullable J2kCoding[] codings;
  private final boolean[] ownCoding;
  private final @Nullable J2kQuantization[] quantizations;
  private final boolean[] ownQuantization;
  private final int[] regionShifts;
  private final List<Progression> progressionChanges = new ArrayList<>();
  private int order;
  private int layers;
  private boolean componentTransform;
  private boolean endsPacketHeaders;

  J2kParameters(int componentCount) {
    this.componentCount = componentCount;
    codings = new J2kCoding[componentCount];
    ownCoding = new boolean[componentCount];
    quantizations = new J2kQuantization[componentCount];
    ownQuantization = new boolean[componentCount];
    regionShifts = new int[componentCount];
  }

  /** A copy for a tile. */
  J2kParameters forTile() {
    J2kParameters copy = new J2kParameters(componentCount);
    System.arraycopy(codings, 0, copy.codings, 0, componentCount);
    System.arraycopy(quantizations, 0, copy.quantizations, 0, componentCount);
    System.arraycopy(regionShifts, 0, copy.regionShifts, 0, componentCount);
    copy.progressionChanges.addAll(progressionChanges);
    copy.order = order;
    copy.layers = layers;
    copy.componentTransform = componentTransform;
    copy.endsPacketHeaders = endsPacketHeaders;
    return copy;
  }

  void readCodingDefault(J2kBytes bytes) throws DicomException {
    int style = bytes.unsignedByte();
    order = bytes.unsignedByte();
    layers = bytes.unsignedShort();
    int transform = bytes.unsignedByte();
    if (order > MAX_PROGRESSION || layers == 0 || transform > 1) {
      throw bytes.corrupt(
          "JPEG 2000 coding with progression %d, %d layers, component transform %d"
              .formatted(order, layers, transform));
    }
    componentTransform = transform == 1;
    endsPacketHeaders = (style & 4) != 0;
    J2kCoding coding = J2kCoding.read(bytes, (style & 1) != 0);
    for (int i = 0; i < componentCount; i++) {
      if (!ownCoding[i]) {
        codings[i] = coding;
      }
    }
  }

  void readCodingComponent(J2kBytes bytes) throws DicomException {
    int component = component(bytes);
    boolean precincts = (bytes.unsignedByte() & 1) != 0;
    codings[component] = J2kCoding.read(bytes, precincts);
    ownCoding[component] = true;
  }

  void readQuantizationDefault(J2kBytes bytes) throws DicomException {
    J2kQuantization quantization = J2kQuantization.read(bytes);
    for (int i = 0; i < componentCount; i++) {
      if (!ownQuantization[i]) {
        quantizations[i] = quantization;
      }
    }
  }

  void readQuantizationComponent(J2kBytes bytes) throws DicomException {
    int component = component(bytes);
    quantizations[component] = J2kQuantization.read(bytes);
    ownQuantization[component] = true;
  }

  void readRegion(J2kBytes bytes) throws DicomException {
    int component = component(bytes);
    int style = bytes.unsignedByte();
    int shift = bytes.unsignedByte();
    if (style != 0) {
      throw bytes.corrupt("a JPEG 2000 region of interest of style " + style);
    }
    regionShifts[component] = shift;
  }

  void readProgressionChanges(J2kBytes bytes) throws DicomException {
    while (bytes.remaining() > 0) {
      int firstResolution = bytes.unsignedByte();
      int firstComponent = componentNumber(bytes);
      int endLayer = bytes.unsignedShort();
      int endResolution = bytes.unsignedByte();
      int endComponent = componentNumber(bytes);
      int progression = bytes.unsignedByte();
      if (progression > MAX_PROGRESSION) {
        throw bytes.corrupt("a JPEG 2000 progression " + progression);
      }
      if (progressionChanges.size() == MAX_PROGRESSION_CHANGES) {
        throw bytes.failure(
            Reason.LIMIT_EXCEEDED,
            "more than %d JPEG 2000 progression changes".formatted(MAX_PROGRESSION_CHANGES));
      }
      progressionChanges.add(
          new Progression(
              progression,
              firstResolution,
              endResolution,
              firstComponent,
              // An end of 0 stands for 256, which does not fit into its byte.
              endComponent == 0 ? componentCount : endComponent,
              endLayer));
    }
  }

  void clearProgressionChanges() {
    progressionChanges.clear();
  }

  /** The progressions in their order, one at least. */
  List<Progression> progressions() {
    return progressionChanges.isEmpty()
        ? List.of(new Progression(order, 0, Integer.MAX_VALUE, 0, componentCount, layers))
        : List.copyOf(progressionChanges);
  }

  J2kCoding coding(int component, J2kBytes place) throws DicomException {
    J2kCoding coding = codings[component];
    if (coding == null) {
      throw place.corrupt("a JPEG 2000 tile before the coding style");
    }
    return coding;
  }

  J2kQuantization quantization(int component, J2kBytes place) throws DicomException {
    J2kQuantization quantization = quantizations[component];
    if (quantization == null) {
      throw place.corrupt("a JPEG 2000 tile before the quantization");
    }
    return quantization;
  }

  /** How far the bits of a region of interest are shifted up; 0 where there is none. */
  int regionShift(int component) {
    return regionShifts[component];
  }

  int layers() {
    return layers;
  }

  /** The first three components were transformed together. */
  boolean componentTransform() {
    return componentTransform;
  }

  /** A marker ends each packet's header. */
  boolean endsPacketHeaders() {
    return endsPacketHeaders;
  }

  private int component(J2kBytes bytes) throws DicomException {
    int component = componentNumber(bytes);
    if (component >= componentCount) {
      throw bytes.corrupt("a JPEG 2000 segment for component " + component);
    }
    return component;
  }

  private int componentNumber(J2kBytes bytes) throws DicomException {
    return componentCount <= 256 ? bytes.unsignedByte() : bytes.unsignedShort();
  }
}
