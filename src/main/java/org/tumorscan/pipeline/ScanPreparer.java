package org.tumorscan.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ImageAttributes;
import org.tumorscan.dicom.InstanceIdentity;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.UnpreparableException;
import org.tumorscan.model.Scope;
import org.tumorscan.pipeline.FrameStream.Item;
import org.tumorscan.pipeline.StageTimes.Stage;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.Outcome.NotApplicable;
import org.tumorscan.report.Outcome.Rejected;
import org.tumorscan.report.Outcome.Subject;

/** Reads a file and prepares its frames for the network. Safe for many threads. */
final class ScanPreparer {
  private final DicomReader reader;
  private final Preprocessor preprocessor;
  private final Scope scope;
  private final boolean scopeBinds;
  private final StageTimes times;

  /**
   * A preparer.
   *
   * @param scopeBinds whether images outside the model's scope are left alone; otherwise they are
   *     judged with a warning
   */
  ScanPreparer(
      DicomReader reader,
      Preprocessor preprocessor,
      Scope scope,
      boolean scopeBinds,
      StageTimes times) {
    this.times = times;
    this.reader = reader;
    this.preprocessor = preprocessor;
    this.scope = scope;
    this.scopeBinds = scopeBinds;
  }

  /** Puts every frame of the file, or why there is none, into the stream; does not end it. */
  void prepare(Path file, FrameStream stream) throws InterruptedException {
    DicomInstance instance;
    long start = System.nanoTime();
    try {
      instance = reader.read(file);
      times.addSince(Stage.READ_AND_PREPARE, start);
    } catch (DicomException e) {
      stream.put(rejected(Subject.file(file.toString()), e));
      return;
    }
    Subject whole = subject(file, instance);
    ImageAttributes attributes = instance.attributes();
    Optional<String> objection = scope.objection(attributes.modality(), attributes.bodyPart());
    if (objection.isPresent() && scopeBinds) {
      stream.put(new Item.Decided(new NotApplicable(whole, objection.get())));
      return;
    }
    List<String> warnings =
        objection.map(text -> "outside the model's scope: " + text).stream().toList();
    boolean readable = true;
    for (int index = 0; readable && index < instance.frames().count(); index++) {
      readable = prepareFrame(instance, index, whole, warnings, stream);
    }
  }

  /** Returns whether the frames after this one may still be readable. */
  private boolean prepareFrame(
      DicomInstance instance,
      int frameIndex,
      Subject whole,
      List<String> warnings,
      FrameStream stream)
      throws InterruptedException {
    Subject subject = whole.atFrame(frameIndex + 1);
    long start = System.nanoTime();
    try {
      ModelInput input =
          preprocessor.prepare(
              instance.frames().frame(frameIndex), instance.attributes().presentation());
      // Before the stream, which may wait for the network.
      times.addSince(Stage.READ_AND_PREPARE, start);
      stream.put(new Item.Prepared(subject, input, warnings));
      return true;
    } catch (DicomException e) {
      stream.put(rejected(subject, e));
      // A corrupt frame says nothing of its neighbours; any other failure is theirs as well.
      return e.reason() == DicomException.Reason.CORRUPT_FRAME;
    } catch (UnpreparableException e) {
      stream.put(unprepared(subject, e));
      return true;
    }
  }

  private static Item unprepared(Subject subject, UnpreparableException e) {
    Outcome outcome =
        e.reason() == UnpreparableException.Reason.BLANK
            ? new NotApplicable(subject, e.getMessage())
            : new Rejected(
                subject, e.reason().code(), e.getMessage(), Optional.empty(), OptionalLong.empty());
    return new Item.Decided(outcome);
  }

  private static Item rejected(Subject subject, DicomException e) {
    return new Item.Decided(
        new Rejected(
            subject,
            e.reason().code(),
            e.getMessage(),
            e.tag().map(DicomTag::toString),
            e.byteOffset()));
  }

  private static Subject subject(Path file, DicomInstance instance) {
    InstanceIdentity identity = instance.identity();
    ImageAttributes attributes = instance.attributes();
    return new Subject(
        file.toString(),
        Optional.empty(),
        attributes.frameCount(),
        identity.sopInstanceUid(),
        identity.seriesInstanceUid(),
        identity.studyInstanceUid(),
        attributes.modality(),
        attributes.bodyPart());
  }
}
