package org.tumorscan.dicom.dcm4che;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.io.DicomInputStream;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomReader;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.part10.Element;
import org.tumorscan.dicom.part10.EncodedDataSet;
import org.tumorscan.dicom.part10.PixelDataReader;
import org.tumorscan.dicom.part10.PixelDataReader.Located;

/** The reader over dcm4che. */
public final class Dcm4cheReader implements DicomReader {
  private static final long UNDEFINED_LENGTH = -1;
  private static final int PIXEL_GROUP = 0x7FE00000;

  private final ReadLimits limits;

  /** A reader with {@link ReadLimits#DEFAULT}, for {@link java.util.ServiceLoader}. */
  public Dcm4cheReader() {
    this(ReadLimits.DEFAULT);
  }

  /**
   * A reader.
   *
   * @param limits what a file may ask for
   */
  public Dcm4cheReader(ReadLimits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return Optional.ofNullable(DicomInputStream.class.getPackage().getImplementationVersion())
        .map(version -> "dcm4che " + version)
        .orElse("dcm4che");
  }

  @Override
  public DicomReader within(long heapBytes) {
    return new Dcm4cheReader(limits.within(heapBytes));
  }

  @Override
  public DicomInstance read(Path file) throws DicomException {
    return read(EncodedDataSet.of(file, limits));
  }

  @Override
  public DicomInstance read(ByteBuffer content) throws DicomException {
    return read(EncodedDataSet.of(content, limits));
  }

  @Override
  public DataSet readDataSet(ByteBuffer content) throws DicomException {
    EncodedDataSet encoded = EncodedDataSet.of(content, limits);
    return new AttributesDataSet(parse(open(encoded), encoded), encoded.warnings());
  }

  private DicomInstance read(EncodedDataSet encoded) throws DicomException {
    DicomInputStream in = open(encoded);
    Attributes attributes = parse(in, encoded);
    AttributesDataSet dataSet = new AttributesDataSet(attributes, encoded.warnings());
    // At the end of the bytes the stream stands where it looked for one more tag.
    if (in.getPosition() == in.getTagPosition()) {
      throw EncodedDataSet.withoutPixels(dataSet);
    }
    // The parser stopped at the pixels; which of the three elements they are says what they mean.
    attributes.setNull(in.tag(), in.vr());
    Located located =
        PixelDataReader.read(
            encoded,
            pixelElement(in, encoded),
            dataSet.bytes(DicomTag.EXTENDED_OFFSET_TABLE),
            limits);
    readTrailer(in, encoded, located.end(), attributes);
    return encoded.image(dataSet, located.pixelData(), limits);
  }

  private DicomInputStream open(EncodedDataSet encoded) throws DicomException {
    String littleEndian =
        encoded.explicitVr() ? UID.ExplicitVRLittleEndian : UID.ImplicitVRLittleEndian;
    boolean bigEndian = encoded.bytes().order() == ByteOrder.BIG_ENDIAN;
    try {
      DicomInputStream in =
          new DicomInputStream(
              new ByteBufferInputStream(encoded.bytes(), encoded.position()),
              bigEndian ? UID.ExplicitVRBigEndian : littleEndian);
      in.setPosition(encoded.position());
      LimitedInput.applyTo(in, encoded, limits);
      return in;
    } catch (IOException e) {
      throw DicomException.at(
          Reason.MALFORMED, encoded.position(), "dcm4che gave " + e.getClass().getSimpleName());
    }
  }

  private static Attributes parse(DicomInputStream in, EncodedDataSet encoded)
      throws DicomException {
    try {
      return in.readDataset(Dcm4cheReader::isAtPixelData);
    } catch (EOFException e) {
      throw failure(in, encoded, Reason.TRUNCATED, "the file ends within an element");
    } catch (IOException e) {
      if (e.getCause() instanceof DicomException refused) {
        throw refused;
      }
      throw failure(in, encoded, Reason.MALFORMED, "dcm4che gave " + e.getClass().getSimpleName());
    } catch (RuntimeException e) {
      // From a parser that trusts hostile bytes too far; its message may hold a value.
      throw failure(in, encoded, Reason.MALFORMED, "dcm4che gave " + e.getClass().getSimpleName());
    }
  }

  private static DicomException failure(
      DicomInputStream in, EncodedDataSet encoded, Reason reason, String message) {
    DicomTag tag = new DicomTag(in.tag());
    return encoded.failure(reason, tag, in.getTagPosition(), message + ", the last one is " + tag);
  }

  // Asked for the elements of the data set alone, not for those of items such as an icon.
  private static boolean isAtPixelData(DicomInputStream in) {
    return in.tag() == Tag.PixelData
        || in.tag() == Tag.FloatPixelData
        || in.tag() == Tag.DoubleFloatPixelData;
  }

  private static Element pixelElement(DicomInputStream in, EncodedDataSet encoded) {
    int start = (int) in.getPosition();
    DicomTag tag = new DicomTag(in.tag());
    boolean undefined = in.unsignedLength() == UNDEFINED_LENGTH;
    int length = encoded.bytes().limit() - start;
    if (!undefined && in.unsignedLength() > length) {
      encoded
          .warnings()
          .add(
              "the pixel data has %d bytes, not %d as its length says"
                  .formatted(length, in.unsignedLength()));
    } else if (!undefined) {
      length = (int) in.unsignedLength();
    }
    return new Element(
        tag, in.vr().name(), (int) in.getTagPosition(), start, start + length, undefined);
  }

  /** Adds what belongs before the pixels and stands behind them, as far as it can be read. */
  private static void readTrailer(
      DicomInputStream in, EncodedDataSet encoded, int end, Attributes attributes) {
    int before = attributes.size();
    try {
      in.skipFully(end - in.getPosition());
      in.readAttributes(
          attributes, UNDEFINED_LENGTH, at -> Integer.compareUnsigned(at.tag(), PIXEL_GROUP) >= 0);
    } catch (IOException | RuntimeException e) {
      encoded.warnings().add("bytes follow the last element");
    }
    if (attributes.size() > before) {
      encoded.warnings().add("elements that belong before the pixel data stand behind it");
    }
  }
}
