package org.tumorscan.training;

import java.nio.file.Path;
import java.util.List;
import org.tumorscan.dataset.LesionBox;

/**
 * One picture to learn from or to judge by.
 *
 * @param file the picture: DICOM, PNG or JPEG
 * @param frameIndex which frame of it, from 0
 * @param tumor the label
 * @param group patient or near-duplicates: what must never be split
 * @param source the collection it comes from
 * @param split where it belongs
 * @param boxes where the lesions lie; empty where that is not known
 */
public record LabelledPicture(
    Path file,
    int frameIndex,
    boolean tumor,
    String group,
    String source,
    Split split,
    List<LesionBox> boxes) {

  /** Copies the list. */
  public LabelledPicture {
    boxes = List.copyOf(boxes);
  }

  /** The only or first frame of a file, without boxes. */
  public LabelledPicture(Path file, boolean tumor, String group, String source, Split split) {
    this(file, 0, tumor, group, source, split, List.of());
  }

  /** The same picture once its tumors have been erased. */
  public LabelledPicture withoutTumor() {
    return new LabelledPicture(file, frameIndex, false, group, source, split, List.of());
  }

  /** Learned from, or only judged by. */
  public enum Split {
    TRAIN,
    VALIDATION
  }
}
