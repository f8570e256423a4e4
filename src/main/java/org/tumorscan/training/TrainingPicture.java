package org.tumorscan.training;

import java.util.List;
import org.tumorscan.training.augment.Slice;
import org.tumorscan.training.augment.TumorBox;

/**
 * A picture that has been prepared for the network.
 *
 * @param origin where it comes from
 * @param picture 8-bit grey [size, size]
 * @param size height and width in pixels
 * @param boxes where its tumors lie, in fractions of the prepared picture
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrainingPicture(
    LabelledPicture origin, byte[] picture, int size, List<TumorBox> boxes) {

  /** Copies the list. */
  public TrainingPicture {
    boxes = List.copyOf(boxes);
  }

  /** The picture as intensities. */
  public Slice slice() {
    float[] values = new float[picture.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (picture[i] & 0xFF) / 255f;
    }
    return new Slice(values, size, origin.tumor(), boxes);
  }
}
