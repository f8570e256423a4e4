package org.tumorscan.pipeline;

import java.io.IOException;
import java.util.Optional;
import org.tumorscan.dicom.CohortAttributes;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.SlicePlane;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.Preprocessor.Framed;
import org.tumorscan.image.UnpreparableException;
import org.tumorscan.model.Scope;
import org.tumorscan.report.evaluation.CaseResult.Verdict;
import org.tumorscan.report.evaluation.CaseResult.Verdict.NotApplicable;
import org.tumorscan.report.evaluation.CaseResult.Verdict.Rejected;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.augment.Augmenter;
import org.tumorscan.training.augment.Slice;

/** Reads a labelled picture for evaluation. Safe for many threads. */
final class CaseReader {
  private final DicomReader dicom;
  private final Preprocessor preprocessor;
  private final Scope scope;

  CaseReader(DicomReader dicom, Preprocessor preprocessor, Scope scope) {
    this.dicom = dicom;
    this.preprocessor = preprocessor;
    this.scope = scope;
  }

  /**
   * What a file gives.
   *
   * @param study Study Instance UID
   * @param place where a slice lies in its series, where its header says so
   * @param cohort what its header states
   * @param content for the network, or why there is none
   */
  record ReadCase(
      Optional<String> study, Optional<Place> place, CohortAttributes cohort, Content content) {

    /** A file of which nothing else is known. */
    static ReadCase of(Verdict verdict) {
      return new ReadCase(
          Optional.empty(),
          Optional.empty(),
          CohortAttributes.UNKNOWN,
          new Content.Decided(verdict));
    }
  }

  /** Where a slice lies: Series Instance UID and plane. */
  record Place(String series, SlicePlane plane) {

    static Optional<Place> of(DicomInstance instance, int frameIndex) {
      Optional<SlicePlane> plane =
          frameIndex < instance.attributes().frameCount()
              ? instance.attributes().plane(frameIndex)
              : Optional.empty();
      return instance
          .identity()
          .seriesInstanceUid()
          .flatMap(series -> plane.map(found -> new Place(series, found)));
    }
  }

  /** For the network, or decided without it. */
  sealed interface Content {
    /** The picture, and the same with its tumors erased where boxes say where they are. */
    record Ready(ModelInput input, Optional<ModelInput> erased) implements Content {}

    record Decided(Verdict verdict) implements Content {}
  }

  ReadCase read(LabelledPicture picture) {
    try {
      DatasetFile file = DatasetFile.open(picture.file(), dicom);
      return new ReadCase(
          file.dicom().flatMap(instance -> instance.identity().studyInstanceUid()),
          file.dicom().flatMap(instance -> Place.of(instance, picture.frameIndex())),
          file.dicom().map(DicomInstance::cohort).orElse(CohortAttributes.UNKNOWN),
          content(file, picture));
    } catch (IOException e) {
      return ReadCase.of(
          new Rejected("unreadable", "cannot be read: " + e.getClass().getSimpleName()));
    } catch (DicomException e) {
      return ReadCase.of(new Rejected(e.reason().code(), e.getMessage()));
    }
  }

  private Content content(DatasetFile file, LabelledPicture picture) {
    Optional<String> objection = file.dicom().flatMap(this::objection);
    if (objection.isPresent()) {
      return new Content.Decided(new NotApplicable(objection.get()));
    }
    int frame = picture.frameIndex();
    try {
      Framed framed =
          preprocessor.prepareFramed(file.frames().frame(frame), file.presentation().apply(frame));
      return new Content.Ready(framed.input(), erased(picture, framed));
    } catch (DicomException e) {
      return new Content.Decided(new Rejected(e.reason().code(), e.getMessage()));
    } catch (UnpreparableException e) {
      return new Content.Decided(unprepared(e));
    }
  }

  /** A picture that is not DICOM does not state what it shows, so nothing is held against it. */
  private Optional<String> objection(DicomInstance instance) {
    return scope.objection(instance.attributes().modality(), instance.attributes().bodyPart());
  }

  private Optional<ModelInput> erased(LabelledPicture picture, Framed framed) {
    return picture.tumor() && !picture.boxes().isEmpty()
        ? Augmenter.erased(PreparedPictures.prepared(picture, framed).slice())
            .map(Slice::values)
            .map(preprocessor::input)
        : Optional.empty();
  }

  private static Verdict unprepared(UnpreparableException e) {
    return e.reason() == UnpreparableException.Reason.BLANK
        ? new NotApplicable(e.getMessage())
        : new Rejected(e.reason().code(), e.getMessage());
  }
}
