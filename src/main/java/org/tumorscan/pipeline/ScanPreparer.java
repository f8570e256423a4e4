package org.tumorscan.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ImageAttributes;
import org.tumorscan.dicom.InstanceIdentity;
import org.tumorscan.dicom.SlicePlane;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.StoredPixels;
import org.tumorscan.image.UnpreparableException;
import org.tumorscan.pipeline.ClassifyScans.Policy;
import org.tumorscan.pipeline.FrameStream.Item;
import org.tumorscan.pipeline.StageTimes.Stage;
import org.tumorscan.quality.InputQuality;
import org.tumorscan.report.Outcome;
import org.tumorscan.report.Outcome.NotApplicable;
import org.tumorscan.report.Outcome.Rejected;
import org.tumorscan.report.Outcome.Subject;

/** Reads a file and prepares its frames for the network. Safe for many threads. */
final class ScanPreparer {
  private final DicomReader reader;
  private final Preprocessor preprocessor;
  private final Policy policy;
  private final StageTimes times;

  ScanPreparer(DicomReader reader, Preprocessor preprocessor, Policy policy, StageTimes times) {
    this.reader = reader;
    this.preprocessor = preprocessor;
    this.policy = policy;
    this.times = times;
  }

  /** A file whose header has been read. */
  sealed interface Examined {
    /**
     * Frames of it are to be judged.
     *
     * @param whole the file
     * @param wanted indices from 0 of the frames, at least one
     * @param warnings of every frame
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Wanted(DicomInstance instance, Subject whole, int[] wanted, List<String> warnings)
        implements Examined {}

    /** None is, for a reason that the item says. */
    record Settled(Item item) implements Examined {}
  }

  /**
   * Puts every frame of the file that is wanted, or why there is none, into the stream; does not
   * end it.
   *
   * @param keys gives what the store knows an input by
   */
  void prepare(ScanSource scan, Function<ModelInput, String> keys, FrameStream stream)
      throws InterruptedException {
    Examined examined = examine(scan);
    if (examined instanceof Examined.Settled settled) {
      stream.put(settled.item());
    } else if (examined instanceof Examined.Wanted file) {
      boolean readable = true;
      for (int i = 0; readable && i < file.wanted().length; i++) {
        readable = prepareFrame(file, file.wanted()[i], keys, stream);
      }
    }
  }

  /** Reads the header, and tells what it settles. */
  Examined examine(ScanSource scan) {
    DicomInstance instance;
    long start = System.nanoTime();
    try {
      instance = scan.read(reader);
      times.addSince(Stage.READ_AND_PREPARE, start);
    } catch (DicomException e) {
      return new Examined.Settled(
          scan.isSomethingElse(e)
              ? new Item.Skipped(scan.path(), e.getMessage())
              : rejected(scan.path(), e));
    }
    Subject whole = subject(scan.path(), instance);
    ImageAttributes attributes = instance.attributes();
    Optional<String> objection =
        policy.scope().objection(attributes.modality(), attributes.bodyPart());
    List<String> warnings = new ArrayList<>(instance.warnings());
    if (objection.isPresent() && policy.scopeBinds()) {
      return notApplicable(whole, objection.get(), warnings);
    }
    warnings.addAll(InputQuality.ofScope(policy.scope(), attributes));
    warnings.addAll(InputQuality.ofHeader(instance));
    List<String> missing = instance.identity().missing();
    if (policy.filed() && !missing.isEmpty()) {
      warnings.add("no DICOM result, as the file has no " + String.join(" and no ", missing));
    }
    int[] wanted = policy.frames().indices(instance.frames().count());
    return wanted.length == 0
        ? notApplicable(whole, "has none of the frames asked for", warnings)
        : new Examined.Wanted(instance, whole, wanted, warnings);
  }

  private static Examined notApplicable(Subject whole, String reason, List<String> warnings) {
    return new Examined.Settled(new Item.Decided(new NotApplicable(whole, reason, warnings)));
  }

  /** Returns whether the frames after this one may still be readable. */
  private boolean prepareFrame(
      Examined.Wanted file, int frameIndex, Function<ModelInput, String> keys, FrameStream stream)
      throws InterruptedException {
    DicomInstance instance = file.instance();
    List<String> warnings = new ArrayList<>(file.warnings());
    Subject subject = file.whole().atFrame(frameIndex + 1);
    long start = System.nanoTime();
    try {
      StoredPixels frame = instance.frames().frame(frameIndex);
      ModelInput input =
          preprocessor.prepare(frame, instance.attributes().presentation(frameIndex));
      warnings.addAll(InputQuality.ofPixels(frame));
      String key = keys.apply(input);
      // Before the stream, which may wait for the network.
      times.addSince(Stage.READ_AND_PREPARE, start);
      Optional<SlicePlane> plane = instance.attributes().plane(frameIndex);
      stream.put(new Item.Prepared(subject, input, key, plane, instance.source(), warnings));
      return true;
    } catch (DicomException e) {
      stream.put(rejected(subject, e, warnings));
      // A corrupt frame says nothing of its neighbours; any other failure is theirs as well.
      return e.reason() == DicomException.Reason.CORRUPT_FRAME;
    } catch (UnpreparableException e) {
      stream.put(unprepared(subject, e, warnings));
      return true;
    }
  }

  private static Item unprepared(Subject subject, UnpreparableException e, List<String> warnings) {
    Outcome outcome =
        e.reason() == UnpreparableException.Reason.BLANK
            ? new NotApplicable(subject, e.getMessage(), warnings)
            : new Rejected(
                subject,
                e.reason().code(),
                e.getMessage(),
                Optional.empty(),
                OptionalLong.empty(),
                warnings);
    return new Item.Decided(outcome);
  }

  /** Of a file that is not even begun to be read. */
  static Item rejected(String path, DicomException e) {
    return rejected(Subject.file(path), e, List.of());
  }

  private static Item rejected(Subject subject, DicomException e, List<String> warnings) {
    return new Item.Decided(
        new Rejected(
            subject,
            e.reason().code(),
            e.getMessage(),
            e.tag().map(DicomTag::toString),
            e.byteOffset(),
            warnings));
  }

  private static Subject subject(String path, DicomInstance instance) {
    InstanceIdentity identity = instance.identity();
    ImageAttributes attributes = instance.attributes();
    return new Subject(
        path,
        Optional.empty(),
        attributes.frameCount(),
        identity.sopInstanceUid(),
        identity.seriesInstanceUid(),
        identity.studyInstanceUid(),
        attributes.modality(),
        attributes.bodyPart());
  }
}
