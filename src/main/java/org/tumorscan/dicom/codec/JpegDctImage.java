package org.tumorscan.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.codec.JpegFrameHeader.Component;
import org.tumorscan.dicom.codec.JpegSegments.Segment;
import org.tumorscan.image.PixelFormat;

/**
 * One lossy JPEG image while it is decoded: tables, frame and the coefficients so far.
 *
 * <p>An image whose scans leave bits of a coefficient out is taken for a damaged one.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81 annexes F and G</a>
 */
final class JpegDctImage {
  private static final int MAX_TABLES = 4;
  private static final int MAX_LOW_BIT = 13;
  // Each scan costs a pass over the whole image; a progressive one has about ten.
  private static final int MAX_SCANS = 256;

  private final EncodedFrame frame;
  private final byte[] bytes;
  private final PixelFormat format;
  private final JpegSegments segments;
  private final @Nullable HuffmanTable[] dcTables = new HuffmanTable[MAX_TABLES];
  private final @Nullable HuffmanTable[] acTables = new HuffmanTable[MAX_TABLES];
  private final int[][] quantisations = new int[MAX_TABLES][0];
  private final List<JpegCoefficients> components = new ArrayList<>();
  private @Nullable JpegFrameHeader header;
  private int restartInterval;

  JpegDctImage(EncodedFrame frame, byte[] bytes, PixelFormat format) throws DicomException {
    this.frame = frame;
    this.bytes = bytes;
    this.format = format;
    this.segments = new JpegSegments(frame, bytes);
  }

  /**
   * Decodes all scans.
   *
   * @return [rows, columns, samples], each an unsigned number of the code stream's precision
   * @throws DicomException {@code CORRUPT_FRAME}
   */
  int[] decode() throws DicomException {
    int scans = 0;
    while (true) {
      Segment segment = segments.next();
      if (segment.isStartOfFrame()) {
        startFrame(segment);
      }
      switch (segment.marker()) {
        case JpegSegments.DEFINE_HUFFMAN_TABLES -> defineHuffmanTables(segment);
        case JpegSegments.DEFINE_QUANTIZATION_TABLES -> defineQuantisations(segment);
        case JpegSegments.DEFINE_RESTART_INTERVAL -> defineRestartInterval(segment);
        case JpegSegments.START_OF_SCAN -> {
          JpegFrameHeader of = header;
          if (of == null) {
            throw frame.corrupt(segment.start(), "a JPEG scan before the frame header");
          }
          if (++scans > MAX_SCANS) {
            throw frame.corrupt(segment.start(), "more than " + MAX_SCANS + " JPEG scans");
          }
          decodeScan(segment, of);
          if (components.stream().allMatch(JpegCoefficients::isComplete)) {
            return new JpegDctSamples(of, components).values();
          }
        }
        case JpegSegments.END_OF_IMAGE ->
            throw frame.corrupt(segment.start(), "the JPEG image ends before its last scan");
        default -> {
          // Application data and comments say nothing of the samples.
        }
      }
    }
  }

  private void startFrame(Segment segment) throws DicomException {
    if (header != null) {
      throw frame.corrupt(segment.start(), "a second JPEG frame header");
    }
    JpegFrameHeader found = JpegFrameHeader.of(frame, segments, segment);
    boolean huffman =
        found.marker() >= JpegSegments.START_OF_FRAME_BASELINE
            && found.marker() <= JpegSegments.START_OF_FRAME_PROGRESSIVE;
    if (!huffman || found.precision() != 8 && found.precision() != 12) {
      throw frame.corrupt(
          segment.start(),
          "JPEG process %02X with %d bits, but C0 to C2 and 8 or 12 are expected"
              .formatted(found.marker(), found.precision()));
    }
    found.mustAgreeWith(format, frame);
    found.mustHaveSamplingFactors(frame);
    // A block of the least component takes one bit at least.
    long blocks = (long) found.unitsWide() * found.unitsHigh() * found.components().size();
    if ((long) bytes.length * Byte.SIZE < blocks) {
      throw frame.corrupt(0, bytes.length + " bytes for " + blocks + " JPEG blocks");
    }
    for (Component component : found.components()) {
      components.add(new JpegCoefficients(component, found));
    }
    header = found;
  }

  private void defineHuffmanTables(Segment segment) throws DicomException {
    int at = segment.start();
    while (at < segment.end()) {
      int place = segments.unsignedByte(at) & 15;
      int tableClass = segments.unsignedByte(at) >> 4;
      if (place >= MAX_TABLES || tableClass > 1) {
        throw frame.corrupt(at, "a Huffman table of class %d at %d".formatted(tableClass, place));
      }
      int maxValue =
          tableClass == 0 ? HuffmanTable.MAX_DC_CATEGORY : HuffmanTable.MAX_RUN_AND_CATEGORY;
      HuffmanTable table = HuffmanTable.of(frame, bytes, at + 1, segment.end(), maxValue);
      (tableClass == 0 ? dcTables : acTables)[place] = table;
      at += 1 + table.segmentBytes();
    }
  }

  // B.2.4.1
  private void defineQuantisations(Segment segment) throws DicomException {
    int at = segment.start();
    while (at < segment.end()) {
      int place = segments.unsignedByte(at) & 15;
      int size = 1 + (segments.unsignedByte(at) >> 4);
      if (place >= MAX_TABLES
          || size > 2
          || at + 1 + size * JpegCoefficients.BLOCK > segment.end()) {
        throw frame.corrupt(at, "a quantization table that leaves its segment");
      }
      int[] table = new int[JpegCoefficients.BLOCK];
      for (int k = 0; k < table.length; k++) {
        int entry = at + 1 + size * k;
        table[k] = size == 1 ? segments.unsignedByte(entry) : segments.unsignedShort(entry);
      }
      quantisations[place] = table;
      at += 1 + size * JpegCoefficients.BLOCK;
    }
  }

  private void defineRestartInterval(Segment segment) throws DicomException {
    if (segment.end() - segment.start() != 2) {
      throw frame.corrupt(segment.start(), "a restart interval of a wrong length");
    }
    restartInterval = segments.unsignedShort(segment.start());
  }

  private void decodeScan(Segment segment, JpegFrameHeader of) throws DicomException {
    int start = segment.start();
    int length = segment.end() - start;
    int count = length == 0 ? 0 : segments.unsignedByte(start);
    if (count < 1 || count > components.size() || length != 4 + 2 * count) {
      throw frame.corrupt(start, "a JPEG scan header of " + count + " components");
    }
    boolean progressive = of.marker() == JpegSegments.START_OF_FRAME_PROGRESSIVE;
    int high = progressive ? segments.unsignedByte(segment.end() - 1) >> 4 : 0;
    JpegDctScan.Band band = band(segment, progressive, high);
    if (!isAllowed(band, high, count)) {
      throw frame.corrupt(
          segment.end() - 3,
          "a JPEG scan of coefficients %d to %d from bit %d to %d"
              .formatted(band.first(), band.last(), high, band.low()));
    }
    List<JpegDctScan.Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(part(of, band, high, start + 1 + 2 * i));
    }
    JpegBitReader bits = new JpegBitReader(frame, bytes, segment.end());
    new JpegDctScan(frame, bits, parts, band, restartInterval)
        .decode(of.unitsWide(), of.unitsHigh());
    segments.skipTo(bits.nextMarker());
  }

  // A sequential scan sends everything, whatever its header says: some writers leave zeros there.
  private JpegDctScan.Band band(Segment segment, boolean progressive, int high) {
    if (!progressive) {
      return new JpegDctScan.Band(false, 0, JpegCoefficients.BLOCK - 1, false, 0);
    }
    return new JpegDctScan.Band(
        true,
        segments.unsignedByte(segment.end() - 3),
        segments.unsignedByte(segment.end() - 2),
        high > 0,
        segments.unsignedByte(segment.end() - 1) & 15);
  }

  // G.1.1.1: DC apart from AC, AC of one component alone, refinements bit by bit.
  private static boolean isAllowed(JpegDctScan.Band band, int high, int count) {
    if (!band.progressive()) {
      return true;
    }
    boolean spectrum =
        band.first() == 0
            ? band.last() == 0
            : count == 1 && band.first() <= band.last() && band.last() < JpegCoefficients.BLOCK;
    return spectrum && band.low() <= MAX_LOW_BIT && (high == 0 || high == band.low() + 1);
  }

  private JpegDctScan.Part part(JpegFrameHeader of, JpegDctScan.Band band, int high, int at)
      throws DicomException {
    int id = segments.unsignedByte(at);
    int index = 0;
    while (of.components().get(index).id() != id) {
      if (++index == components.size()) {
        throw frame.corrupt(at, "a JPEG scan of a component that the frame has not");
      }
    }
    Component component = of.components().get(index);
    JpegCoefficients coefficients = components.get(index);
    coefficients.claim(frame, at, band.first(), band.last(), high, band.low());
    int[] quantisation =
        component.quantisation() < MAX_TABLES
            ? quantisations[component.quantisation()]
            : new int[0];
    if (quantisation.length == 0) {
      throw frame.corrupt(at, "a JPEG scan with a quantization table that is not defined");
    }
    coefficients.quantiseBy(quantisation);
    int selectors = segments.unsignedByte(at + 1);
    boolean needsDc = band.first() == 0 && !band.refines();
    boolean needsAc = band.last() > 0;
    return new JpegDctScan.Part(
        coefficients,
        component.horizontal(),
        component.vertical(),
        needsDc ? table(dcTables, selectors >> 4, at) : null,
        needsAc ? table(acTables, selectors & 15, at) : null);
  }

  private HuffmanTable table(@Nullable HuffmanTable[] tables, int place, int at)
      throws DicomException {
    HuffmanTable table = place < MAX_TABLES ? tables[place] : null;
    if (table == null) {
      throw frame.corrupt(at, "a JPEG scan with a Huffman table that is not defined");
    }
    return table;
  }
}
