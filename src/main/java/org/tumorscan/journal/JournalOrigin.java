package org.tumorscan.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything besides the picture that a prediction depends on. Thresholds, frames and the DICOM
 * reader are not among it: they are applied anew to what is kept.
 *
 * @param program name and version of this program
 * @param model id and version
 * @param modelSha256 digest of the model's manifest
 * @param execution where and in what precision the network ran, such as {@code cpu in float32},
 *     since these differ in the last decimals
 */
public record JournalOrigin(String program, String model, String modelSha256, String execution) {

  /** What differs from this, the other's first, in words; empty where nothing does. */
  List<String> differences(JournalOrigin other) {
    List<String> differences = new ArrayList<>();
    if (!program.equals(other.program)) {
      differences.add(other.program + " instead of " + program);
    }
    if (!model.equals(other.model)) {
      differences.add("model " + other.model + " instead of " + model);
    } else if (!modelSha256.equals(other.modelSha256)) {
      differences.add(
          "model %s of digest %s instead of %s"
              .formatted(model, shortened(other.modelSha256), shortened(modelSha256)));
    }
    if (!execution.equals(other.execution)) {
      differences.add(other.execution + " instead of " + execution);
    }
    return differences;
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(12, digest.length()));
  }
}
