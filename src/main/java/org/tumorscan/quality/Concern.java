package org.tumorscan.quality;

import java.util.Locale;

/** Why an input may be less fit to be judged than the model expects. */
public enum Concern {
  /** Not of a modality that the model is for. */
  WRONG_MODALITY,
  /** Not of a part of the body that the model is for. */
  WRONG_BODY_PART,
  /** Of no stated modality, and the model is not for any. */
  UNSTATED_MODALITY,
  /** Of no stated part of the body, and the model is not for any. */
  UNSTATED_BODY_PART,
  /** A scout picture that other slices are planned on. */
  LOCALIZER,
  /** Computed from other images. */
  DERIVED,
  /** Made after the examination. */
  SECONDARY,
  /** A picture of a picture: of a screen, say. */
  SECONDARY_CAPTURE,
  /** Scanned from film or paper. */
  DIGITIZED_FILM,
  /** Text drawn into the pixels. */
  BURNED_IN_TEXT,
  /** Several slices side by side in one picture. */
  MOSAIC,
  /** Compressed with loss, now or before. */
  LOSSY,
  /** Hardly a pixel differs from the others. */
  ALMOST_UNIFORM;

  /** The name in reports: lower case with hyphens, such as {@code secondary-capture}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A warning as reports show it: the code, a colon, and words.
   *
   * @param words plain, without a value of the header that is not a term of the standard
   */
  String warning(String words) {
    return code() + ": " + words;
  }
}
