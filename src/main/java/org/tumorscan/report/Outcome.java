package org.tumorscan.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tumorscan.inference.Prediction;

/** What became of one frame, or of one file where no frame could be had. */
public sealed interface Outcome {

  /** Which frame of which file. */
  Subject subject();

  /** What a reader should know of the input, in plain words; may be empty. */
  List<String> warnings();

  /**
   * A frame the model gave a likelihood for.
   *
   * @param prediction what the model says
   * @param suspicious the likelihood reaches the operating point's threshold
   * @param view the picture the network saw
   */
  record Classified(
      Subject subject, Prediction prediction, boolean suspicious, List<String> warnings, View view)
      implements Outcome {
    public Classified {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A readable frame that the model is not made for.
   *
   * @param reason which condition of the model does not hold, in plain words
   */
  record NotApplicable(Subject subject, String reason, List<String> warnings) implements Outcome {
    public NotApplicable {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A file, or a frame of it, that could not be read.
   *
   * @param reason a code such as {@code truncated}
   * @param message what was found and what was expected, free of patient data
   * @param tag {@code (gggg,eeee)}, where an element is to blame
   * @param byteOffset from the start of the file, where known
   */
  record Rejected(
      Subject subject,
      String reason,
      String message,
      Optional<String> tag,
      OptionalLong byteOffset,
      List<String> warnings)
      implements Outcome {
    public Rejected {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Where an outcome belongs.
   *
   * @param path the file as the caller named it, or as found below a directory that the caller
   *     named
   * @param frameNumber from 1; empty where the file as a whole is meant
   * @param frameCount frames in the file; 0 where unknown
   * @param sopInstanceUid SOP Instance UID (0008,0018)
   * @param seriesInstanceUid Series Instance UID (0020,000E)
   * @param studyInstanceUid Study Instance UID (0020,000D)
   * @param modality Modality (0008,0060)
   * @param bodyPart Body Part Examined (0018,0015)
   */
  record Subject(
      String path,
      Optional<Integer> frameNumber,
      int frameCount,
      Optional<String> sopInstanceUid,
      Optional<String> seriesInstanceUid,
      Optional<String> studyInstanceUid,
      Optional<String> modality,
      Optional<String> bodyPart) {

    /**
     * The same file at one of its frames.
     *
     * @param number from 1
     */
    public Subject atFrame(int number) {
      return new Subject(
          path,
          Optional.of(number),
          frameCount,
          sopInstanceUid,
          seriesInstanceUid,
          studyInstanceUid,
          modality,
          bodyPart);
    }

    /** A file of which nothing else is known. */
    public static Subject file(String path) {
      return new Subject(
          path,
          Optional.empty(),
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * The picture the network saw.
   *
   * @param pixels 8-bit grey [size, size], row-major
   * @param sizePixels height and width
   */
  @SuppressWarnings("ArrayRecordComponent")
  record View(byte[] pixels, int sizePixels) {}
}
