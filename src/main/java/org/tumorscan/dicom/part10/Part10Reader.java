package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.codec.Frames;
import org.tumorscan.dicom.codec.PixelData;
import org.tumorscan.dicom.header.ImageHeader;

/**
 * The built-in reader: DICOM files, with or without preamble and meta information, and bare data
 * sets.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part10.html#chapter_7">PS3.10
 *     7</a>
 */
public final class Part10Reader implements DicomReader {
  private final ReadLimits limits;

  /**
   * A reader.
   *
   * @param limits what a file may ask for
   */
  public Part10Reader(ReadLimits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "part10";
  }

  @Override
  public DicomInstance read(Path file) throws DicomException {
    return read(FileBytes.of(file, limits.fileBytes()));
  }

  DicomInstance read(ByteBuffer file) throws DicomException {
    FileStart start = FileStart.of(Source.of(file, false), limits);
    TransferSyntax transferSyntax = start.transferSyntax();
    Source source = Source.of(file, false);
    int position = start.dataSetPosition();
    if (transferSyntax == TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN) {
      source = Source.of(FileBytes.inflate(file, position, limits.inflatedBytes()), true);
      position = 0;
    }
    Part10DataSet dataSet =
        readDataSet(
            source,
            position,
            start.encoding().asSeenAt(source.bytes(start.encoding().byteOrder()), position));
    Optional<Element> pixels = pixelElement(dataSet);
    if (pixels.isEmpty()) {
      throw withoutPixels(dataSet);
    }
    ImageHeader header = ImageHeader.of(dataSet, transferSyntax, limits);
    PixelData pixelData =
        PixelDataReader.read(source, dataSet, pixels.get(), transferSyntax, limits);
    return new DicomInstance(
        header.identity(),
        header.attributes(),
        Frames.of(header.attributes(), header.planar(), pixelData));
  }

  // Nothing behind the pixels is of use, and what stands there is often padding.
  private Part10DataSet readDataSet(Source source, int position, Encoding encoding)
      throws DicomException {
    ElementReader reader = new ElementReader(source, position, source.limit(), encoding, limits);
    Part10DataSet dataSet = new Part10DataSet(source, encoding, limits, 0);
    while (reader.hasNext()) {
      boolean pixels = isPixelData(reader.peekTag());
      dataSet.add(pixels ? reader.pixelData() : reader.next());
    }
    return dataSet;
  }

  private static boolean isPixelData(DicomTag tag) {
    return tag.equals(DicomTag.PIXEL_DATA)
        || tag.equals(DicomTag.FLOAT_PIXEL_DATA)
        || tag.equals(DicomTag.DOUBLE_FLOAT_PIXEL_DATA);
  }

  private static Optional<Element> pixelElement(Part10DataSet dataSet) {
    return dataSet
        .element(DicomTag.PIXEL_DATA)
        .or(() -> dataSet.element(DicomTag.FLOAT_PIXEL_DATA))
        .or(() -> dataSet.element(DicomTag.DOUBLE_FLOAT_PIXEL_DATA));
  }

  private static DicomException withoutPixels(Part10DataSet dataSet) {
    return dataSet.contains(DicomTag.ROWS)
        ? DicomException.of(
            Reason.MISSING_ATTRIBUTE,
            DicomTag.PIXEL_DATA,
            "Rows are stated, but Pixel Data " + DicomTag.PIXEL_DATA + " is missing")
        : DicomException.of(
            Reason.NOT_AN_IMAGE, "a DICOM object without Rows and without Pixel Data");
  }
}
