package org.tumorscan.image;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a file says about how its stored values are to be understood and shown.
 *
 * @param modality stored values to the modality's units
 * @param voi windows and tables in the file's order; the first is the default view; may be empty
 * @param padding stored values that are not image, to be left out of statistics
 * @param palette colours of PALETTE COLOR images, and of no others
 * @param pixelAspect height of a pixel divided by its width, above 0; 1 where the file says nothing
 */
public record Presentation(
    ModalityTransform modality,
    List<VoiTransform> voi,
    Padding padding,
    Optional<PaletteColor> palette,
    double pixelAspect) {

  /** Nothing said: stored values are what they are. */
  public static final Presentation NONE =
      new Presentation(ModalityTransform.IDENTITY, List.of(), Padding.NONE);

  /** Copies the list, and checks the range of the aspect. */
  public Presentation {
    voi = List.copyOf(voi);
    if (!(pixelAspect > 0 && pixelAspect < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("pixel aspect " + pixelAspect);
    }
  }

  /** A presentation without a palette, of square pixels. */
  public Presentation(ModalityTransform modality, List<VoiTransform> voi, Padding padding) {
    this(modality, voi, padding, Optional.empty(), 1);
  }

  /**
   * Pixel Padding Value (0028,0120) and Pixel Padding Range Limit (0028,0121), as stored values.
   *
   * @param value one end of the range; empty where the file has no padding
   * @param rangeLimit the other end; empty for a single value
   * @see <a
   *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.5.1.1.2">PS3.3
   *     C.7.5.1.1.2</a>
   */
  public record Padding(OptionalDouble value, OptionalDouble rangeLimit) {
    /** No padding. */
    public static final Padding NONE = new Padding(OptionalDouble.empty(), OptionalDouble.empty());

    /** Whether a stored value is padding. */
    public boolean contains(double storedValue) {
      if (value.isEmpty()) {
        return false;
      }
      double one = value.getAsDouble();
      double other = rangeLimit.orElse(one);
      return storedValue >= Math.min(one, other) && storedValue <= Math.max(one, other);
    }
  }
}
