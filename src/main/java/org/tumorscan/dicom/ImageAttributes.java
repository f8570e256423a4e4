package org.tumorscan.dicom;

import java.util.List;
import java.util.Optional;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.Presentation;

/**
 * The attributes of an image that decide how it is decoded, prepared and judged.
 *
 * @param transferSyntax how the file is encoded
 * @param modality Modality (0008,0060)
 * @param bodyPart Body Part Examined (0018,0015) in capitals; else the body part that the code in
 *     Anatomic Region Sequence (0008,2218) stands for; empty where the file states neither
 * @param format shape and layout of one frame as the header states it
 * @param frameCount Number of Frames (0028,0008), at least 1
 * @param presentations one for all frames, or one for each frame; see {@link #presentation}
 * @param planes one for each frame, or none where they are not stated
 */
public record ImageAttributes(
    TransferSyntax transferSyntax,
    Optional<String> modality,
    Optional<String> bodyPart,
    PixelFormat format,
    int frameCount,
    List<Presentation> presentations,
    List<SlicePlane> planes) {

  /** Checks that there is a frame, and that each has a presentation. */
  public ImageAttributes {
    presentations = List.copyOf(presentations);
    planes = List.copyOf(planes);
    if (!planes.isEmpty() && planes.size() != frameCount) {
      throw new IllegalArgumentException(planes.size() + " planes of " + frameCount + " frames");
    }
    if (frameCount < 1) {
      throw new IllegalArgumentException(frameCount + " frames");
    }
    if (presentations.size() != 1 && presentations.size() != frameCount) {
      throw new IllegalArgumentException(
          presentations.size() + " presentations of " + frameCount + " frames");
    }
  }

  /**
   * How a frame's stored values are to be understood and shown.
   *
   * @param frameIndex from 0
   */
  public Presentation presentation(int frameIndex) {
    return presentations.get(presentations.size() == 1 ? 0 : frameIndex);
  }

  /**
   * The plane that a frame lies in.
   *
   * @param frameIndex from 0
   */
  public Optional<SlicePlane> plane(int frameIndex) {
    return planes.isEmpty() ? Optional.empty() : Optional.of(planes.get(frameIndex));
  }
}
