package org.tumorscan.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.image.ModelInput;
import org.tumorscan.image.PictureReader;
import org.tumorscan.image.Preprocessor;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.UnpreparableException;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;

/** Reads a training picture, DICOM (its first frame), PNG or JPEG, and prepares it. */
final class PictureLoader {
  private static final int PNG_START = 0x89;
  private static final int JPEG_START = 0xFF;

  private final DicomReader dicom;
  private final PictureReader pictures = new PictureReader();
  private final Preprocessor preprocessor;

  PictureLoader(DicomReader dicom, Preprocessor preprocessor) {
    this.dicom = dicom;
    this.preprocessor = preprocessor;
  }

  /** The network's input, or empty for a blank picture; safe for many threads. */
  Optional<ModelInput> load(Path file) throws TrainingException {
    try {
      return Optional.of(prepare(file));
    } catch (UnpreparableException e) {
      if (e.reason() == UnpreparableException.Reason.BLANK) {
        return Optional.empty();
      }
      throw new TrainingException(Reason.MALFORMED, file + ": " + e.getMessage(), e);
    } catch (IOException | DicomException e) {
      throw new TrainingException(Reason.MALFORMED, file + ": " + e.getMessage(), e);
    }
  }

  private ModelInput prepare(Path file) throws IOException, DicomException, UnpreparableException {
    int first = firstByte(file);
    if (first == PNG_START || first == JPEG_START) {
      return preprocessor.prepare(pictures.read(file), Presentation.NONE);
    }
    DicomInstance instance = dicom.read(file);
    return preprocessor.prepare(instance.frames().frame(0), instance.attributes().presentation(0));
  }

  private static int firstByte(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.read();
    }
  }
}
