package org.tumorscan.dicom.codec;

import java.util.Arrays;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.codec.JpegSegments.Segment;
import org.tumorscan.image.PhotometricInterpretation;
import org.tumorscan.image.PixelFormat;

/**
 * What a lossy JPEG code stream says of its colours.
 *
 * @param adobeTransform the Adobe segment's word: 0 for RGB, 1 for YCbCr; -1 without one
 * @param jfif a JFIF segment, which allows YCbCr alone
 * @param rgbIds the components are named R, G and B
 */
record JpegColours(int adobeTransform, boolean jfif, boolean rgbIds) {

  /** A frame header, and the colours that the segments up to it tell of. */
  record Start(JpegFrameHeader header, JpegColours colours) {}

  /**
   * Reads up to the frame header.
   *
   * @throws DicomException {@code CORRUPT_FRAME} where there is none before the first scan
   */
  static Start read(EncodedFrame frame, byte[] bytes) throws DicomException {
    JpegSegments segments = new JpegSegments(frame, bytes);
    int adobeTransform = -1;
    boolean jfif = false;
    while (true) {
      Segment segment = segments.next();
      int length = segment.end() - segment.start();
      if (segment.isStartOfFrame()) {
        JpegFrameHeader header = JpegFrameHeader.of(frame, segments, segment);
        int[] ids = header.components().stream().mapToInt(JpegFrameHeader.Component::id).toArray();
        boolean rgbIds = Arrays.equals(ids, new int[] {'R', 'G', 'B'});
        return new Start(header, new JpegColours(adobeTransform, jfif, rgbIds));
      }
      switch (segment.marker()) {
        case JpegSegments.APPLICATION_JFIF ->
            jfif |= length >= 5 && startsWith(segments, segment, "JFIF\0");
        case JpegSegments.APPLICATION_ADOBE -> {
          if (length >= 12 && startsWith(segments, segment, "Adobe")) {
            adobeTransform = segments.unsignedByte(segment.start() + 11);
          }
        }
        case JpegSegments.START_OF_SCAN, JpegSegments.END_OF_IMAGE ->
            throw frame.corrupt(segment.start(), "no JPEG frame header");
        default -> {
          // Tables are the decoder's.
        }
      }
    }
  }

  private static boolean startsWith(JpegSegments segments, Segment segment, String name) {
    for (int i = 0; i < name.length(); i++) {
      if (segments.unsignedByte(segment.start() + i) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The photometric interpretation of the samples. Where the code stream does not say, the DICOM
   * header does.
   */
  PhotometricInterpretation interpret(PixelFormat format) {
    if (format.samplesPerPixel() == 1) {
      return format.photometricInterpretation();
    }
    if (adobeTransform == 0 || rgbIds) {
      return PhotometricInterpretation.RGB;
    }
    if (adobeTransform > 0 || jfif) {
      return PhotometricInterpretation.YBR_FULL;
    }
    return format.photometricInterpretation() == PhotometricInterpretation.RGB
        ? PhotometricInterpretation.RGB
        : PhotometricInterpretation.YBR_FULL;
  }
}
