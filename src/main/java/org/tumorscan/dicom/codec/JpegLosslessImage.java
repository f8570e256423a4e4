package org.tumorscan.dicom.codec;

import org.jspecify.annotations.Nullable;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.codec.JpegFrameHeader.Component;
import org.tumorscan.dicom.codec.JpegSegments.Segment;
import org.tumorscan.image.PixelFormat;

/**
 * One image of the lossless process while it is decoded: tables, frame and the samples so far.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 annex H</a>
 */
final class JpegLosslessImage {
  private static final int MAX_TABLES = 4;

  private final EncodedFrame frame;
  private final byte[] bytes;
  private final PixelFormat format;
  private final JpegSegments segments;
  private final @Nullable HuffmanTable[] tables = new HuffmanTable[MAX_TABLES];
  private @Nullable JpegFrameHeader header;
  private int[] values = {};
  private int restartInterval;

  JpegLosslessImage(EncodedFrame frame, byte[] bytes, PixelFormat format) throws DicomException {
    this.frame = frame;
    this.bytes = bytes;
    this.format = format;
    this.segments = new JpegSegments(frame, bytes);
  }

  /**
   * Decodes all scans.
   *
   * @return [rows, columns, samples], each an unsigned number of the code stream's precision
   * @throws DicomException {@code CORRUPT_FRAME} or {@code UNSUPPORTED_PIXEL_FORMAT}
   */
  int[] decode() throws DicomException {
    int decoded = 0;
    while (decoded < format.samplesPerPixel()) {
      Segment segment = segments.next();
      if (segment.isStartOfFrame()) {
        startFrame(segment);
      }
      switch (segment.marker()) {
        case JpegSegments.DEFINE_HUFFMAN_TABLES -> defineTables(segment);
        case JpegSegments.DEFINE_RESTART_INTERVAL -> defineRestartInterval(segment);
        case JpegSegments.START_OF_SCAN -> decoded += decodeScan(segment);
        case JpegSegments.END_OF_IMAGE ->
            throw frame.corrupt(
                segment.start(),
                "the JPEG image ends with %d of %d components"
                    .formatted(decoded, format.samplesPerPixel()));
        default -> {
          // Application data and comments say nothing of the samples.
        }
      }
    }
    return values;
  }

  private void startFrame(Segment segment) throws DicomException {
    if (header != null) {
      throw frame.corrupt(segment.start(), "a second JPEG frame header");
    }
    JpegFrameHeader found = JpegFrameHeader.of(frame, segments, segment);
    if (found.marker() != JpegSegments.START_OF_FRAME_LOSSLESS) {
      throw frame.corrupt(
          segment.start(),
          "JPEG process %02X, but a lossless one (C3) is expected".formatted(found.marker()));
    }
    found.mustAgreeWith(format, frame);
    for (Component component : found.components()) {
      if (component.horizontal() != 1 || component.vertical() != 1) {
        throw frame.failure(
            Reason.UNSUPPORTED_PIXEL_FORMAT,
            segment.start(),
            "JPEG lossless with a sampling factor other than 1");
      }
    }
    // A sample takes one bit at least.
    if ((long) bytes.length * Byte.SIZE < format.samplesPerFrame()) {
      throw frame.corrupt(0, bytes.length + " bytes for " + format.samplesPerFrame() + " samples");
    }
    header = found;
    values = new int[format.samplesPerFrame()];
  }

  private void defineTables(Segment segment) throws DicomException {
    int at = segment.start();
    while (at < segment.end()) {
      int selector = segments.unsignedByte(at);
      if (selector >= MAX_TABLES) {
        throw frame.corrupt(at, "a Huffman table of class and place %02X".formatted(selector));
      }
      HuffmanTable table =
          HuffmanTable.of(frame, bytes, at + 1, segment.end(), HuffmanTable.MAX_LOSSLESS_CATEGORY);
      tables[selector] = table;
      at += 1 + table.segmentBytes();
    }
  }

  private void defineRestartInterval(Segment segment) throws DicomException {
    if (segment.end() - segment.start() != 2) {
      throw frame.corrupt(segment.start(), "a restart interval of a wrong length");
    }
    restartInterval = segments.unsignedShort(segment.start());
  }

  /** Decodes a scan and returns how many components it held. */
  private int decodeScan(Segment segment) throws DicomException {
    JpegFrameHeader of = header;
    if (of == null) {
      throw frame.corrupt(segment.start(), "a JPEG scan before the frame header");
    }
    int start = segment.start();
    int length = segment.end() - start;
    int count = length == 0 ? 0 : segments.unsignedByte(start);
    if (count < 1 || count > of.components().size() || length != 4 + 2 * count) {
      throw frame.corrupt(start, "a JPEG scan header of " + count + " components");
    }
    int[] samples = new int[count];
    HuffmanTable[] scanTables = new HuffmanTable[count];
    for (int i = 0; i < count; i++) {
      int at = start + 1 + 2 * i;
      samples[i] = componentIndex(of, at);
      scanTables[i] = table(at + 1);
    }
    int predictor = segments.unsignedByte(segment.end() - 3);
    int pointTransform = segments.unsignedByte(segment.end() - 1) & 15;
    if (predictor < 1 || predictor > 7 || pointTransform >= of.precision()) {
      throw frame.corrupt(
          segment.end() - 3,
          "predictor %d and point transform %d".formatted(predictor, pointTransform));
    }
    JpegBitReader bits = new JpegBitReader(frame, bytes, segment.end());
    new JpegLosslessScan(
            frame,
            bits,
            values,
            new JpegLosslessScan.Layout(
                format.rows(), format.columns(), format.samplesPerPixel(), samples),
            new JpegLosslessScan.Coding(
                scanTables, predictor, pointTransform, of.precision(), restartInterval))
        .decode();
    segments.skipTo(bits.nextMarker());
    return count;
  }

  private int componentIndex(JpegFrameHeader of, int at) throws DicomException {
    int id = segments.unsignedByte(at);
    for (int i = 0; i < of.components().size(); i++) {
      if (of.components().get(i).id() == id) {
        return i;
      }
    }
    throw frame.corrupt(at, "a JPEG scan of a component that the frame has not");
  }

  private HuffmanTable table(int at) throws DicomException {
    int place = segments.unsignedByte(at) >> 4;
    HuffmanTable table = place < MAX_TABLES ? tables[place] : null;
    if (table == null) {
      throw frame.corrupt(at, "a JPEG scan with a Huffman table that is not defined");
    }
    return table;
  }
}
