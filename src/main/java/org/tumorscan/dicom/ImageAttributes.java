package org.tumorscan.dicom;

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
 * @param presentation modality transform, VOI and padding, for all frames alike
 */
public record ImageAttributes(
    TransferSyntax transferSyntax,
    Optional<String> modality,
    Optional<String> bodyPart,
    PixelFormat format,
    int frameCount,
    Presentation presentation) {

  /** Checks that there is a frame. */
  public ImageAttributes {
    if (frameCount < 1) {
      throw new IllegalArgumentException(frameCount + " frames");
    }
  }
}
