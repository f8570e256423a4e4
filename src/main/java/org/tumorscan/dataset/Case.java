package org.tumorscan.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One labelled picture, or all frames of a file, as the data set states it.
 *
 * @param file DICOM, PNG or JPEG
 * @param frameIndex from 0; empty for every frame there is
 * @param tumor the label
 * @param origin where it comes from
 * @param split as stated; empty where nothing is
 * @param boxes where the lesions lie; empty where that is not known
 */
public record Case(
    Path file,
    OptionalInt frameIndex,
    boolean tumor,
    Origin origin,
    Optional<Split> split,
    List<LesionBox> boxes) {

  /** Copies the list. */
  public Case {
    boxes = List.copyOf(boxes);
  }

  /**
   * Where a case comes from.
   *
   * @param patient a name that no other patient of the data set has
   * @param group what must not be parted for another reason, such as copies of one picture
   * @param source the collection
   */
  public record Origin(Optional<String> patient, Optional<String> group, String source) {
    /** The source of cases that state none. */
    public static final String UNNAMED = "unnamed";
  }

  /** The same case as one frame of one patient. */
  public Case resolved(int frame, Optional<String> patient) {
    return new Case(
        file,
        OptionalInt.of(frame),
        tumor,
        new Origin(patient, origin.group(), origin.source()),
        split,
        boxes);
  }

  /** The same case in a split. */
  public Case in(Split value) {
    return new Case(file, frameIndex, tumor, origin, Optional.of(value), boxes);
  }
}
