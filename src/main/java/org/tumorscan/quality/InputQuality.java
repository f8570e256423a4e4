package org.tumorscan.quality;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.ImageAttributes;
import org.tumorscan.dicom.ImageOrigin;
import org.tumorscan.image.StoredPixels;
import org.tumorscan.model.Scope;

/**
 * All that speaks against an input, as warnings: a {@link Concern}'s code, a colon, and words that
 * hold no free text of the header. They say what to look at; none of them keeps an input from being
 * judged.
 */
public final class InputQuality {
  private InputQuality() {}

  /** What the header says, in order of {@link Concern}. */
  public static List<String> ofHeader(DicomInstance instance) {
    ImageOrigin origin = instance.origin();
    List<String> warnings = new ArrayList<>(ImageTypeConcerns.of(origin));
    warnings.addAll(CaptureConcerns.of(instance.identity().sopClassUid(), origin));
    LossConcern.of(instance.attributes().transferSyntax(), origin.compression())
        .ifPresent(warnings::add);
    return warnings;
  }

  /** What the model is not made for, where it is made to judge it all the same. */
  public static List<String> ofScope(Scope scope, ImageAttributes attributes) {
    List<String> warnings = new ArrayList<>();
    Concern modality =
        attributes.modality().isPresent() ? Concern.WRONG_MODALITY : Concern.UNSTATED_MODALITY;
    Concern bodyPart =
        attributes.bodyPart().isPresent() ? Concern.WRONG_BODY_PART : Concern.UNSTATED_BODY_PART;
    scope.modalityObjection(attributes.modality()).map(modality::warning).ifPresent(warnings::add);
    scope.bodyPartObjection(attributes.bodyPart()).map(bodyPart::warning).ifPresent(warnings::add);
    return warnings;
  }

  /** What the pixels of a frame say. */
  public static List<String> ofPixels(StoredPixels frame) {
    PixelGrid grid = PixelGrid.of(frame);
    List<String> warnings = new ArrayList<>();
    TilingConcern.of(grid).ifPresent(warnings::add);
    UniformityConcern.of(frame, grid).ifPresent(warnings::add);
    return warnings;
  }
}
