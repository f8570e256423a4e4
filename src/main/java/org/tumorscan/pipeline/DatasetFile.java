package org.tumorscan.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.FrameSource;
import org.tumorscan.dicom.Provenance;
import org.tumorscan.image.PictureReader;
import org.tumorscan.image.PixelFormat;
import org.tumorscan.image.Presentation;
import org.tumorscan.image.StoredPixels;

/**
 * A file of a data set, DICOM, PNG or JPEG, by its content.
 *
 * @param frames one for a picture
 * @param presentation of a frame
 * @param provenance whose it is and how it was made, as far as the file says
 * @param dicom the instance, where the file is one
 */
record DatasetFile(
    FrameSource frames,
    IntFunction<Presentation> presentation,
    Provenance provenance,
    Optional<DicomInstance> dicom) {
  private static final int PNG_START = 0x89;
  private static final int JPEG_START = 0xFF;

  /** Reads a file's header, or the whole of a picture. */
  static DatasetFile open(Path file, DicomReader dicom) throws IOException, DicomException {
    int first = firstByte(file);
    if (first == PNG_START || first == JPEG_START) {
      return picture(new PictureReader().read(file), first == PNG_START ? "PNG" : "JPEG");
    }
    DicomInstance instance = dicom.read(file);
    Map<String, String> acquisition = new TreeMap<>(instance.provenance().acquisition());
    acquisition.putAll(shape(instance.attributes().format(), "DICOM"));
    return new DatasetFile(
        instance.frames(),
        instance.attributes()::presentation,
        new Provenance(instance.provenance().patientKey(), acquisition),
        Optional.of(instance));
  }

  private static DatasetFile picture(StoredPixels pixels, String fileFormat) {
    FrameSource only =
        new FrameSource() {
          @Override
          public int count() {
            return 1;
          }

          @Override
          public StoredPixels frame(int frameIndex) {
            return pixels;
          }
        };
    return new DatasetFile(
        only,
        frame -> Presentation.NONE,
        new Provenance(Optional.empty(), shape(pixels.format(), fileFormat)),
        Optional.empty());
  }

  private static Map<String, String> shape(PixelFormat format, String fileFormat) {
    return Map.of(
        "Format", fileFormat,
        "Rows", Integer.toString(format.rows()),
        "Columns", Integer.toString(format.columns()),
        "SamplesPerPixel", Integer.toString(format.samplesPerPixel()),
        "BitsStored", Integer.toString(format.bits().stored()));
  }

  private static int firstByte(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.read();
    }
  }
}
