package org.tumorscan.dicom.codec;

import org.jspecify.annotations.Nullable;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.codec.JpegFrameHeader.Component;
import org.tumorscan.dicom.codec.JpegLsScan.Interleave;
import org.tumorscan.dicom.codec.JpegSegments.Segment;
import org.tumorscan.image.PixelFormat;

/**
 * One JPEG-LS image while it is decoded: parameters, frame and the samples so far.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.87">ITU-T T.87 annex C</a>
 */
final class JpegLsImage {
  private static final int PRESET_CODING = 1;
  private static final int PRESET_BYTES = 11;

  private final EncodedFrame frame;
  private final byte[] bytes;
  private final PixelFormat format;
  private final JpegSegments segments;
  private JpegLsParameters.Preset preset = JpegLsParameters.Preset.DEFAULTS;
  private @Nullable JpegFrameHeader header;
  private int[] values = {};
  private boolean[] decoded = {};
  private int restartInterval;

  JpegLsImage(EncodedFrame frame, byte[] bytes, PixelFormat format) throws DicomException {
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
    int components = 0;
    while (components < format.samplesPerPixel()) {
      Segment segment = segments.next();
      if (segment.isStartOfFrame()) {
        throw frame.corrupt(
            segment.start(),
            "JPEG process %02X, but JPEG-LS (F7) is expected".formatted(segment.marker()));
      }
      switch (segment.marker()) {
        case JpegSegments.START_OF_FRAME_LS -> startFrame(segment);
        case JpegSegments.LS_PRESET_PARAMETERS -> presetParameters(segment);
        case JpegSegments.DEFINE_RESTART_INTERVAL -> defineRestartInterval(segment);
        case JpegSegments.APPLICATION_COLOUR_TRANSFORM -> checkColourTransform(segment);
        case JpegSegments.START_OF_SCAN -> components += decodeScan(segment);
        case JpegSegments.END_OF_IMAGE ->
            throw frame.corrupt(
                segment.start(),
                "the JPEG-LS image ends with %d of %d components"
                    .formatted(components, format.samplesPerPixel()));
        default -> {
          // Application data and comments say nothing of the samples.
        }
      }
    }
    return values;
  }

  private void startFrame(Segment segment) throws DicomException {
    if (header != null) {
      throw frame.corrupt(segment.start(), "a second JPEG-LS frame header");
    }
    JpegFrameHeader found = JpegFrameHeader.of(frame, segments, segment);
    found.mustAgreeWith(format, frame);
    if (found.precision() > Short.SIZE) {
      throw frame.corrupt(segment.start(), "JPEG-LS samples of " + found.precision() + " bits");
    }
    for (Component component : found.components()) {
      if (component.horizontal() != 1 || component.vertical() != 1) {
        throw unsupported(segment, "JPEG-LS with a sampling factor other than 1");
      }
    }
    // A line takes one bit at least.
    if ((long) bytes.length * Byte.SIZE < format.rows()) {
      throw frame.corrupt(0, bytes.length + " bytes for " + format.rows() + " lines");
    }
    header = found;
    values = new int[format.samplesPerFrame()];
    decoded = new boolean[found.components().size()];
  }

  // C.2.4.1.1. Mapping tables (types 2 and 3) matter only to a scan that names one.
  private void presetParameters(Segment segment) throws DicomException {
    int start = segment.start();
    int length = segment.end() - start;
    if (length < 1) {
      throw frame.corrupt(start, "an empty JPEG-LS parameter segment");
    }
    int type = segments.unsignedByte(start);
    if (type > 4) {
      throw unsupported(segment, "JPEG-LS extensions");
    }
    if (type != PRESET_CODING) {
      return;
    }
    if (length != PRESET_BYTES) {
      throw frame.corrupt(start, "JPEG-LS coding parameters of " + length + " bytes");
    }
    preset =
        new JpegLsParameters.Preset(
            segments.unsignedShort(start + 1),
            segments.unsignedShort(start + 3),
            segments.unsignedShort(start + 5),
            segments.unsignedShort(start + 7),
            segments.unsignedShort(start + 9));
  }

  // C.2.5: two to four bytes, counting lines.
  private void defineRestartInterval(Segment segment) throws DicomException {
    int length = segment.end() - segment.start();
    if (length < 2 || length > 4) {
      throw frame.corrupt(segment.start(), "a restart interval of " + length + " bytes");
    }
    int interval = 0;
    for (int at = segment.start(); at < segment.end(); at++) {
      interval = interval << Byte.SIZE | segments.unsignedByte(at);
    }
    // The highest bit counts too; beyond it no image has so many lines.
    restartInterval = interval < 0 ? Integer.MAX_VALUE : interval;
  }

  // Not of the standard, but written by some encoders: the components are differences of colours.
  private void checkColourTransform(Segment segment) throws DicomException {
    boolean named =
        segment.end() - segment.start() == 5
            && segments.unsignedShort(segment.start()) == ('m' << 8 | 'r')
            && segments.unsignedShort(segment.start() + 2) == ('f' << 8 | 'x');
    if (named && segments.unsignedByte(segment.start() + 4) != 0) {
      throw unsupported(segment, "JPEG-LS with a colour transform");
    }
  }

  /** Decodes a scan and returns how many components it held. */
  private int decodeScan(Segment segment) throws DicomException {
    JpegFrameHeader of = header;
    if (of == null) {
      throw frame.corrupt(segment.start(), "a JPEG-LS scan before the frame header");
    }
    int start = segment.start();
    int length = segment.end() - start;
    int count = length == 0 ? 0 : segments.unsignedByte(start);
    if (count < 1 || count > of.components().size() || length != 4 + 2 * count) {
      throw frame.corrupt(start, "a JPEG-LS scan header of " + count + " components");
    }
    int[] samples = new int[count];
    for (int i = 0; i < count; i++) {
      samples[i] = claim(of, segment, start + 1 + 2 * i);
    }
    int near = segments.unsignedByte(segment.end() - 3);
    Interleave interleave = interleave(segment, count);
    if ((segments.unsignedByte(segment.end() - 1) & 15) != 0) {
      throw unsupported(segment, "JPEG-LS with a point transform");
    }
    JpegLsParameters parameters =
        JpegLsParameters.of(preset, of.precision(), near)
            .orElseThrow(() -> frame.corrupt(start, "JPEG-LS parameters that are not allowed"));
    JpegLsBitReader bits = new JpegLsBitReader(frame, bytes, segment.end());
    new JpegLsScan(
            frame,
            bits,
            values,
            new JpegLsScan.Layout(
                format.rows(), format.columns(), format.samplesPerPixel(), samples, interleave),
            parameters,
            restartInterval)
        .decode();
    segments.skipTo(bits.nextMarker());
    return count;
  }

  /** Index of a component that a scan names, which no scan has named before. */
  private int claim(JpegFrameHeader of, Segment segment, int at) throws DicomException {
    int id = segments.unsignedByte(at);
    for (int i = 0; i < decoded.length; i++) {
      if (of.components().get(i).id() == id && !decoded[i]) {
        if (segments.unsignedByte(at + 1) != 0) {
          throw unsupported(segment, "JPEG-LS with a mapping table");
        }
        decoded[i] = true;
        return i;
      }
    }
    throw frame.corrupt(at, "a JPEG-LS scan of a component that is not due");
  }

  private Interleave interleave(Segment segment, int count) throws DicomException {
    int mode = segments.unsignedByte(segment.end() - 2);
    // One component alone cannot be interleaved, whatever a writer says.
    if (mode < Interleave.values().length && (mode > 0 || count == 1)) {
      return count == 1 ? Interleave.NONE : Interleave.values()[mode];
    }
    throw frame.corrupt(
        segment.start(), "JPEG-LS interleave mode %d for %d components".formatted(mode, count));
  }

  private DicomException unsupported(Segment segment, String message) {
    return frame.failure(Reason.UNSUPPORTED_PIXEL_FORMAT, segment.start(), message);
  }
}
