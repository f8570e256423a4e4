package org.tumorscan.dicom.part10;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.tumorscan.dicom.DataSet;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.DicomInstance;
import org.tumorscan.dicom.DicomTag;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.TransferSyntax;
import org.tumorscan.dicom.Warnings;
import org.tumorscan.dicom.codec.Frames;
import org.tumorscan.dicom.codec.PixelBytes;
import org.tumorscan.dicom.codec.PixelData;
import org.tumorscan.dicom.header.ImageHeader;

/**
 * The data set of a file, found and inflated but not parsed: what is the same whichever parser
 * comes next.
 *
 * @param transferSyntax how the file says, or shows, that it is encoded
 * @param bytes the file's, or those of the inflated data set, in the data set's byte order
 * @param pixels the same bytes, for those of the frames
 * @param position where in the bytes the data set begins
 * @param explicitVr the elements state their VR, as the first one shows
 * @param inflated positions count in the inflated data set, not in the file
 * @param warnings what was put up with so far, and takes more
 */
public record EncodedDataSet(
    TransferSyntax transferSyntax,
    ByteBuffer bytes,
    PixelBytes pixels,
    int position,
    boolean explicitVr,
    boolean inflated,
    Warnings warnings) {

  /**
   * Finds the data set of a file, which is recognised by its content.
   *
   * @throws DicomException {@code UNREADABLE}, {@code NOT_DICOM}, {@code LIMIT_EXCEEDED}, {@code
   *     UNSUPPORTED_TRANSFER_SYNTAX}, {@code MISSING_ATTRIBUTE}, {@code TRUNCATED} or {@code
   *     MALFORMED}
   */
  public static EncodedDataSet of(Path file, ReadLimits limits) throws DicomException {
    return of(FileBytes.of(file, limits, Integer.MAX_VALUE), limits);
  }

  /**
   * The same for a file whose bytes are at hand.
   *
   * @throws DicomException as above but for {@code UNREADABLE}
   */
  public static EncodedDataSet of(ByteBuffer file, ReadLimits limits) throws DicomException {
    return of(FileBytes.of(file), limits);
  }

  /** The same for a file of which the start may be all that has been read. */
  static EncodedDataSet of(FileBytes content, ReadLimits limits) throws DicomException {
    ByteBuffer file = content.bytes();
    Warnings warnings = new Warnings();
    FileStart start = FileStart.of(Source.of(file, false, warnings), limits);
    ByteBuffer bytes = file;
    int position = start.dataSetPosition();
    boolean inflated = start.transferSyntax() == TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
    if (inflated) {
      content.readRest();
      bytes = FileBytes.inflate(file, position, limits.inflatedBytes(), warnings);
      position = 0;
    }
    ByteOrder order = start.encoding().byteOrder();
    bytes = bytes.duplicate().order(order);
    PixelBytes pixels =
        inflated ? PixelBytes.of(bytes) : content.pixels(order, limits.frameBytes());
    Encoding seen = start.encoding().asSeenAt(bytes, position);
    if (!seen.equals(start.encoding())) {
      warnings.add(
          "the data set has %s VRs, though its transfer syntax is %s"
              .formatted(
                  seen.explicitVr() ? "explicit" : "implicit",
                  start.transferSyntax().displayName()));
    }
    return new EncodedDataSet(
        start.transferSyntax(), bytes, pixels, position, seen.explicitVr(), inflated, warnings);
  }

  Encoding encoding() {
    return new Encoding(explicitVr, bytes.order());
  }

  Source source() {
    return Source.of(bytes, inflated, warnings);
  }

  /** A failure at a byte, with a note where that does not count from the start of the file. */
  public DicomException failure(Reason reason, DicomTag tag, long offset, String message) {
    return source().failure(reason, tag, offset, message);
  }

  /**
   * The image that a parsed data set and its pixels make.
   *
   * @throws DicomException as {@link ImageHeader#of} does
   */
  public DicomInstance image(DataSet dataSet, PixelData pixelData, ReadLimits limits)
      throws DicomException {
    ImageHeader header = ImageHeader.of(dataSet, transferSyntax, limits, warnings);
    if (pixelData instanceof PixelData.Native value) {
      checkExcess(value, Frames.nativeBytes(header.attributes()), warnings);
    }
    Frames frames = Frames.of(header.attributes(), header.planar(), pixelData);
    return new DicomInstance(
        header.identity(),
        header.attributes(),
        frames,
        header.provenance(),
        header.cohort(),
        header.origin(),
        header.source(),
        warnings.texts());
  }

  // One byte more makes the length even: PS3.5 8.1.1.
  private static void checkExcess(PixelData.Native value, long needed, Warnings warnings) {
    long excess = value.bytes().length() - needed;
    if (excess > 1) {
      warnings.add("the pixel data has " + excess + " bytes more than its frames take");
    }
  }

  /** Why a data set without Pixel Data is rejected. */
  public static DicomException withoutPixels(DataSet dataSet) {
    return dataSet.contains(DicomTag.ROWS)
        ? DicomException.of(
            Reason.MISSING_ATTRIBUTE,
            DicomTag.PIXEL_DATA,
            "Rows are stated, but Pixel Data " + DicomTag.PIXEL_DATA + " is missing")
        : DicomException.of(
            Reason.NOT_AN_IMAGE, "a DICOM object without Rows and without Pixel Data");
  }
}
