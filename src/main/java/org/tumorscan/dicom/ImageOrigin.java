package org.tumorscan.dicom;

import java.util.List;
import java.util.Optional;

/**
 * How an image came about, as its header states it in terms that the standard defines; what is not
 * as the standard has it reads as not stated, so that no free text is among them.
 *
 * @param imageType values of Image Type (0008,0008) in capitals, in order; empty texts for values
 *     that are no Code String
 * @param conversionType Conversion Type (0008,0064) in capitals
 * @param burnedInAnnotation Burned In Annotation (0028,0301) is {@code YES}
 * @param compression what was lost on the way
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.1.1.2">PS3.3
 *     C.7.6.1.1.2, C.8.6.1</a>
 */
public record ImageOrigin(
    List<String> imageType,
    Optional<String> conversionType,
    boolean burnedInAnnotation,
    LossyCompression compression) {

  /** Nothing is stated. */
  public static final ImageOrigin UNKNOWN =
      new ImageOrigin(List.of(), Optional.empty(), false, LossyCompression.NOT_STATED);

  /** Copies the list. */
  public ImageOrigin {
    imageType = List.copyOf(imageType);
  }

  /**
   * The value of Image Type at a place.
   *
   * @param number from 1, as the standard counts
   */
  public Optional<String> imageType(int number) {
    return number <= imageType.size() ? Optional.of(imageType.get(number - 1)) : Optional.empty();
  }

  /**
   * Lossy compression that the image has undergone, whatever its transfer syntax is now.
   *
   * @param stated Lossy Image Compression (0028,2110): true for {@code 01}, false for {@code 00}
   * @param ratios Lossy Image Compression Ratio (0028,2112), above 0 and below 10^6, at most four,
   *     in the order of compressions
   * @param methods Lossy Image Compression Method (0028,2114), in the same order
   * @see <a
   *     href="https://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.6.1.1.5">PS3.3
   *     C.7.6.1.1.5</a>
   */
  public record LossyCompression(
      Optional<Boolean> stated, List<Double> ratios, List<String> methods) {
    /** Nothing is stated. */
    public static final LossyCompression NOT_STATED =
        new LossyCompression(Optional.empty(), List.of(), List.of());

    /** Copies the lists. */
    public LossyCompression {
      ratios = List.copyOf(ratios);
      methods = List.copyOf(methods);
    }
  }
}
