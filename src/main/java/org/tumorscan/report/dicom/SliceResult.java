package org.tumorscan.report.dicom;

import java.util.OptionalInt;
import org.tumorscan.report.Outcome;

/**
 * What the model says of one frame, without its picture.
 *
 * @param sopClassUid of the source
 * @param sopInstanceUid of the source
 * @param frameNumber from 1; empty where the source has one frame, which references do not number
 * @param likelihood in [0, 1]
 * @param intervalLow in [0, 1]
 * @param intervalHigh in [intervalLow, 1]
 * @param suspicious the likelihood reaches the threshold
 * @param unlikeTraining the frame is unlike what the model was trained on
 */
record SliceResult(
    String sopClassUid,
    String sopInstanceUid,
    OptionalInt frameNumber,
    double likelihood,
    double intervalLow,
    double intervalHigh,
    boolean suspicious,
    boolean unlikeTraining) {

  static SliceResult of(Outcome.Classified slice, FileableSource source) {
    Outcome.Subject subject = slice.subject();
    OptionalInt frame =
        subject.frameCount() > 1
            ? OptionalInt.of(subject.frameNumber().orElse(1))
            : OptionalInt.empty();
    return new SliceResult(
        source.sopClassUid(),
        source.sopInstanceUid(),
        frame,
        slice.prediction().tumorLikelihood(),
        slice.prediction().interval().low(),
        slice.prediction().interval().high(),
        slice.suspicious(),
        slice.prediction().novelty().isOutOfDistribution());
  }

  /** Tells frames apart. */
  String key() {
    return sopInstanceUid + (frameNumber.isPresent() ? "#" + frameNumber.getAsInt() : "");
  }
}
