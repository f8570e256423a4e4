package org.tumorscan.pipeline;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.Preprocessor.Framed;
import org.tumorscan.image.UnpreparableException;
import org.tumorscan.training.LabelledPicture;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;

/** Reads a training picture, a frame of DICOM, PNG or JPEG, and prepares it. */
final class PictureLoader {
  private final DicomReader dicom;
  private final Preprocessor preprocessor;

  PictureLoader(DicomReader dicom, Preprocessor preprocessor) {
    this.dicom = dicom;
    this.preprocessor = preprocessor;
  }

  /** The network's input, or empty for a blank picture; safe for many threads. */
  Optional<ModelInput> load(LabelledPicture picture) throws TrainingException {
    return loadFramed(picture).map(Framed::input);
  }

  /** As {@link #load}, with where the picture's parts lie. */
  Optional<Framed> loadFramed(LabelledPicture picture) throws TrainingException {
    try {
      DatasetFile file = DatasetFile.open(picture.file(), dicom);
      int frame = picture.frameIndex();
      return Optional.of(
          preprocessor.prepareFramed(file.frames().frame(frame), file.presentation().apply(frame)));
    } catch (UnpreparableException e) {
      if (e.reason() == UnpreparableException.Reason.BLANK) {
        return Optional.empty();
      }
      throw new TrainingException(Reason.MALFORMED, picture.file() + ": " + e.getMessage(), e);
    } catch (IOException | DicomException e) {
      throw new TrainingException(Reason.MALFORMED, picture.file() + ": " + e.getMessage(), e);
    }
  }

  /** What another thread has loaded, once it has. */
  static <T> T loaded(Future<T> loading) throws TrainingException, InterruptedException {
    try {
      return loading.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TrainingException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
