package org.tumorscan.training;

import java.nio.file.Path;

/**
 * One row of a label table.
 *
 * @param file the picture: DICOM, PNG or JPEG
 * @param tumor the label
 * @param group patient or near-duplicates: what must never be split
 * @param source the collection it comes from
 * @param split where it belongs
 */
public record LabelledPicture(Path file, boolean tumor, String group, String source, Split split) {

  /** Learned from, or only judged by. */
  public enum Split {
    TRAIN,
    VALIDATION
  }
}
