package org.tumorscan.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tumorscan.dicom.CohortAttributes;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.PictureReader;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.UnpreparableException;
import org.tumorscan.model.Scope;
import org.tumorscan.report.evaluation.CaseResult.Verdict;
import org.tumorscan.report.evaluation.CaseResult.Verdict.NotApplicable;
import org.tumorscan.report.evaluation.CaseResult.Verdict.Rejected;

/**
 * Reads a labelled picture for evaluation: DICOM (its first frame, as training does), PNG or JPEG.
 * Safe for many threads.
 */
final class CaseReader {
  private static final int PNG_START = 0x89;
  private static final int JPEG_START = 0xFF;

  private final DicomReader dicom;
  private final PictureReader pictures = new PictureReader();
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
   * @param cohort what its header states
   * @param content for the network, or why there is none
   */
  record ReadCase(Optional<String> study, CohortAttributes cohort, Content content) {

    /** A file of which nothing else is known. */
    static ReadCase of(Verdict verdict) {
      return new ReadCase(Optional.empty(), CohortAttributes.UNKNOWN, new Content.Decided(verdict));
    }
  }

  /** For the network, or decided without it. */
  sealed interface Content {
    record Ready(ModelInput input) implements Content {}

    record Decided(Verdict verdict) implements Content {}
  }

  ReadCase read(Path file, int frameIndex) {
    try {
      int first = firstByte(file);
      return first == PNG_START || first == JPEG_START
          ? readPicture(file)
          : readDicom(file, frameIndex);
    } catch (IOException e) {
      return ReadCase.of(
          new Rejected("unreadable", "cannot be read: " + e.getClass().getSimpleName()));
    } catch (DicomException e) {
      return ReadCase.of(new Rejected(e.reason().code(), e.getMessage()));
    }
  }

  private static int firstByte(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.read();
    }
  }

  /** A picture does not state what it shows, so the model's scope cannot be held against it. */
  private ReadCase readPicture(Path file) throws IOException {
    Content content;
    try {
      content = new Content.Ready(preprocessor.prepare(pictures.read(file), Presentation.NONE));
    } catch (UnpreparableException e) {
      content = new Content.Decided(unprepared(e));
    }
    return new ReadCase(Optional.empty(), CohortAttributes.UNKNOWN, content);
  }

  private ReadCase readDicom(Path file, int frameIndex) throws DicomException {
    DicomInstance instance = dicom.read(file);
    return new ReadCase(
        instance.identity().studyInstanceUid(), instance.cohort(), frame(instance, frameIndex));
  }

  private Content frame(DicomInstance instance, int frameIndex) {
    Optional<String> objection =
        scope.objection(instance.attributes().modality(), instance.attributes().bodyPart());
    if (objection.isPresent()) {
      return new Content.Decided(new NotApplicable(objection.get()));
    }
    try {
      return new Content.Ready(
          preprocessor.prepare(
              instance.frames().frame(frameIndex), instance.attributes().presentation(frameIndex)));
    } catch (DicomException e) {
      return new Content.Decided(new Rejected(e.reason().code(), e.getMessage()));
    } catch (UnpreparableException e) {
      return new Content.Decided(unprepared(e));
    }
  }

  private static Verdict unprepared(UnpreparableException e) {
    return e.reason() == UnpreparableException.Reason.BLANK
        ? new NotApplicable(e.getMessage())
        : new Rejected(e.reason().code(), e.getMessage());
  }
}
