package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.part10.PixelDataReader.Located;

/**
 * The built-in reader: DICOM files, with or without preamble and meta information, and bare data
 * sets.
 *
 * @see <a
 *     href="https://dicom.nema.org/medical/dicom/current/output/html/part10.html#chapter_7">PS3.10
 *     7</a>
 */
public final class Part10Reader implements DicomReader {
  // Few headers are longer; those of enhanced multi-frame images are read whole.
  private static final int START_BYTES = 1 << 17;

  private final ReadLimits limits;
  private final int startBytes;

  /**
   * A reader.
   *
   * @param limits what a file may ask for
   */
  public Part10Reader(ReadLimits limits) {
    this(limits, START_BYTES);
  }

  /**
   * A reader.
   *
   * @param startBytes how many bytes of a file are read before its pixels are asked for, unless its
   *     header is longer
   */
  Part10Reader(ReadLimits limits, int startBytes) {
    this.limits = limits;
    this.startBytes = startBytes;
  }

  @Override
  public String name() {
    return "part10";
  }

  @Override
  public DicomReader within(long heapBytes) {
    return new Part10Reader(limits.within(heapBytes), startBytes);
  }

  @Override
  public DicomInstance read(Path file) throws DicomException {
    FileBytes content = FileBytes.of(file, limits, startBytes);
    if (!content.isWhole()) {
      try {
        return read(content);
      } catch (DicomException e) {
        // Any other failure may come of what has not been read.
        if (e.reason() == Reason.NOT_DICOM) {
          throw e;
        }
        content.readRest();
      }
    }
    return read(content);
  }

  @Override
  public DataSet readDataSet(ByteBuffer content) throws DicomException {
    return readDataSet(EncodedDataSet.of(content, limits));
  }

  @Override
  public DicomInstance read(ByteBuffer content) throws DicomException {
    return read(FileBytes.of(content));
  }

  private DicomInstance read(FileBytes content) throws DicomException {
    EncodedDataSet encoded = EncodedDataSet.of(content, limits);
    Part10DataSet dataSet = readDataSet(encoded);
    Optional<Element> pixels = pixelElement(dataSet);
    if (pixels.isEmpty()) {
      throw EncodedDataSet.withoutPixels(dataSet);
    }
    if (pixels.get().valueStart() > content.present()) {
      throw DicomException.of(Reason.TRUNCATED, "the header is longer than what has been read");
    }
    Located located =
        PixelDataReader.read(encoded, pixels.get(), extendedOffsetTable(dataSet), limits);
    content.readEnd(located.end());
    Trailer.read(encoded.source(), located.end(), dataSet, limits);
    return encoded.image(dataSet, located.pixelData(), limits);
  }

  private Part10DataSet readDataSet(EncodedDataSet encoded) throws DicomException {
    Source source = encoded.source();
    ElementReader reader =
        new ElementReader(source, encoded.position(), source.limit(), encoded.encoding(), limits);
    Part10DataSet dataSet = new Part10DataSet(source, encoded.encoding(), limits, 0);
    boolean pixels = false;
    while (reader.hasNext() && !pixels) {
      pixels = isPixelData(reader.peekTag());
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

  private static ByteBuffer extendedOffsetTable(Part10DataSet dataSet) {
    return dataSet
        .element(DicomTag.EXTENDED_OFFSET_TABLE)
        .map(dataSet::value)
        .orElseGet(() -> ByteBuffer.allocate(0));
  }
}
