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
import org.tumorscan.dicom.Warnings;
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
    Warnings warnings = new Warnings();
    Source source = Source.of(file, false, warnings);
    FileStart start = FileStart.of(source, limits);
    TransferSyntax transferSyntax = start.transferSyntax();
    int position = start.dataSetPosition();
    if (transferSyntax == TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN) {
      source =
          Source.of(
              FileBytes.inflate(file, position, limits.inflatedBytes(), warnings), true, warnings);
      position = 0;
    }
    Part10DataSet dataSet = readDataSet(source, position, encoding(source, position, start));
    Optional<Element> pixels = pixelElement(dataSet);
    if (pixels.isEmpty()) {
      throw withoutPixels(dataSet);
    }
    PixelData pixelData =
        PixelDataReader.read(source, dataSet, pixels.get(), transferSyntax, limits);
    ImageHeader header = ImageHeader.of(dataSet, transferSyntax, limits, warnings);
    if (pixelData instanceof PixelData.Native value) {
      checkExcess(value, Frames.nativeBytes(header.attributes()), warnings);
    }
    Frames frames = Frames.of(header.attributes(), header.planar(), pixelData);
    return new DicomInstance(header.identity(), header.attributes(), frames, warnings.texts());
  }

  // One byte more makes the length even: PS3.5 8.1.1.
  private static void checkExcess(PixelData.Native value, long needed, Warnings warnings) {
    long excess = value.bytes().limit() - needed;
    if (excess > 1) {
      warnings.add("the pixel data has " + excess + " bytes more than its frames take");
    }
  }

  private static Encoding encoding(Source source, int position, FileStart start) {
    Encoding stated = start.encoding();
    Encoding seen = stated.asSeenAt(source.bytes(stated.byteOrder()), position);
    if (!seen.equals(stated)) {
      source
          .warnings()
          .add(
              "the data set has %s VRs, though its transfer syntax is %s"
                  .formatted(
                      seen.explicitVr() ? "explicit" : "implicit",
                      start.transferSyntax().displayName()));
    }
    return seen;
  }

  private Part10DataSet readDataSet(Source source, int position, Encoding encoding)
      throws DicomException {
    ElementReader reader = new ElementReader(source, position, source.limit(), encoding, limits);
    Part10DataSet dataSet = new Part10DataSet(source, encoding, limits, 0);
    boolean pixels = false;
    while (reader.hasNext() && !pixels) {
      pixels = isPixelData(reader.peekTag());
      dataSet.add(pixels ? reader.pixelData() : reader.next());
    }
    if (pixels) {
      // Nothing where the pixel data has undefined length: it reaches to the end for now.
      Trailer.read(source, reader.position(), dataSet, limits);
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
