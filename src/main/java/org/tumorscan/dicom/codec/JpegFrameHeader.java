package org.tumorscan.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.codec.JpegSegments.Segment;
import org.tumorscan.image.PixelFormat;

/**
 * The frame header of a JPEG code stream.
 *
 * @param marker the start of frame marker's second byte, which tells the process
 * @param precision bits of a sample, 2 to 16
 * @param rows number of lines
 * @param columns samples in a line
 * @param components in the order of the frame
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 B.2.2</a>
 */
record JpegFrameHeader(
    int marker, int precision, int rows, int columns, List<Component> components) {

  /**
   * A component.
   *
   * @param id by which scans name it
   * @param horizontal sampling factor
   * @param vertical sampling factor
   * @param quantisation place of its quantization table
   */
  record Component(int id, int horizontal, int vertical, int quantisation) {}

  static JpegFrameHeader of(EncodedFrame frame, JpegSegments segments, Segment segment)
      throws DicomException {
    int start = segment.start();
    int length = segment.end() - start;
    if (length < 6 || length != 6 + 3 * segments.unsignedByte(start + 5)) {
      throw frame.corrupt(start, "a JPEG frame header of " + length + " bytes");
    }
    List<Component> components = new ArrayList<>();
    for (int at = start + 6; at < segment.end(); at += 3) {
      int factors = segments.unsignedByte(at + 1);
      components.add(
          new Component(
              segments.unsignedByte(at),
              factors >> 4,
              factors & 15,
              segments.unsignedByte(at + 2)));
    }
    return new JpegFrameHeader(
        segment.marker(),
        segments.unsignedByte(start),
        segments.unsignedShort(start + 1),
        segments.unsignedShort(start + 3),
        List.copyOf(components));
  }

  /** Checks the code stream against the DICOM header, before anything is allocated for it. */
  void mustAgreeWith(PixelFormat format, EncodedFrame frame) throws DicomException {
    if (rows != format.rows()
        || columns != format.columns()
        || components.size() != format.samplesPerPixel()) {
      throw frame.corrupt(
          0,
          "a JPEG frame of %d x %d x %d, but the header says %d x %d x %d"
              .formatted(
                  rows,
                  columns,
                  components.size(),
                  format.rows(),
                  format.columns(),
                  format.samplesPerPixel()));
    }
    if (precision < 2 || precision > format.bits().allocated()) {
      throw frame.corrupt(
          0,
          "JPEG samples of %d bits, but %d are allocated"
              .formatted(precision, format.bits().allocated()));
    }
  }

  /** Checks that every sampling factor is one that the DCT processes have. */
  void mustHaveSamplingFactors(EncodedFrame frame) throws DicomException {
    for (Component component : components) {
      int least = Math.min(component.horizontal(), component.vertical());
      int most = Math.max(component.horizontal(), component.vertical());
      if (least < 1 || most > 4) {
        throw frame.corrupt(0, "a JPEG sampling factor outside 1 to 4");
      }
    }
  }

  int maxHorizontal() {
    return components.stream().mapToInt(Component::horizontal).max().orElseThrow();
  }

  int maxVertical() {
    return components.stream().mapToInt(Component::vertical).max().orElseThrow();
  }

  /** Interleaved units side by side: A.2.3. */
  int unitsWide() {
    return JpegCoefficients.ceilDiv(columns, JpegCoefficients.BLOCK_SIZE * maxHorizontal());
  }

  /** Rows of interleaved units. */
  int unitsHigh() {
    return JpegCoefficients.ceilDiv(rows, JpegCoefficients.BLOCK_SIZE * maxVertical());
  }
}
