package org.tumorscan.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a model is made for.
 *
 * @param modalities values of Modality (0008,0060), such as {@code MR}; empty for any
 * @param bodyParts values of Body Part Examined (0018,0015) in capitals, such as {@code BRAIN};
 *     empty for any
 * @param description the same for people, in a sentence
 */
public record Scope(List<String> modalities, List<String> bodyParts, String description) {

  /** Copies. */
  public Scope {
    modalities = List.copyOf(modalities);
    bodyParts = List.copyOf(bodyParts);
  }

  /**
   * Why the model does not apply to an image, or empty where it does. An image that does not state
   * what it shows is not judged: the model cannot know.
   */
  public Optional<String> objection(Optional<String> modality, Optional<String> bodyPart) {
    return modalityObjection(modality).or(() -> bodyPartObjection(bodyPart));
  }

  /** Why the modality is none of the model's, or empty where it is one. */
  public Optional<String> modalityObjection(Optional<String> modality) {
    return objection("modality", modalities, modality);
  }

  /** Why the body part is none of the model's, or empty where it is one. */
  public Optional<String> bodyPartObjection(Optional<String> bodyPart) {
    return objection("body part", bodyParts, bodyPart);
  }

  private static Optional<String> objection(
      String what, List<String> allowed, Optional<String> found) {
    if (allowed.isEmpty() || found.map(Scope::normal).filter(allowed::contains).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        what
            + " is "
            + found.map(Scope::normal).orElse("not stated")
            + ", the model is for "
            + String.join(", ", allowed));
  }

  private static String normal(String value) {
    return value.strip().toUpperCase(Locale.ROOT);
  }
}
