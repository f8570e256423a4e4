package org.tumorscan.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.image.PixelFormat;

/**
 * The size marker segment of a JPEG 2000 code stream: the reference grid, its tiles and the
 * components.
 *
 * @param x0 left edge of the image on the grid, inclusive; {@code x1} is exclusive
 * @param tileX0 left edge of the first tile, at most {@code x0}
 * @param tileWidth grid points a tile is wide
 * @param components in the order of the code stream
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 A.5.1</a>
 */
record J2kSize(
    int x0,
    int y0,
    int x1,
    int y1,
    int tileX0,
    int tileY0,
    int tileWidth,
    int tileHeight,
    List<Component> components) {
  private static final int MAX_PRECISION = 24;
  private static final int MAX_TILES = 65535;
  private static final int MAX_STEP = 4;
  private static final int EXTENSIONS = 0x8000;
  // Leaves room to round a coordinate up to a precinct of 2^15.
  private static final int MAX_COORDINATE = 1 << 30;

  /** A component: bits of a sample, whether it is in two's complement, and its subsampling. */
  record Component(int precision, boolean signed, int stepX, int stepY) {}

  /** Reads the segment; the bytes are those behind its length. */
  static J2kSize read(J2kBytes bytes) throws DicomException {
    int capabilities = bytes.unsignedShort();
    long x1 = bytes.unsignedInt();
    long y1 = bytes.unsignedInt();
    long x0 = bytes.unsignedInt();
    long y0 = bytes.unsignedInt();
    long tileWidth = bytes.unsignedInt();
    long tileHeight = bytes.unsignedInt();
    long tileX0 = bytes.unsignedInt();
    long tileY0 = bytes.unsignedInt();
    boolean onGrid =
        x1 <= MAX_COORDINATE
            && y1 <= MAX_COORDINATE
            && x0 < x1
            && y0 < y1
            && tileX0 <= x0
            && tileY0 <= y0
            && tileX0 + tileWidth > x0
            && tileY0 + tileHeight > y0;
    if (!onGrid) {
      throw bytes.corrupt("a JPEG 2000 image outside its reference grid");
    }
    if ((capabilities & EXTENSIONS) != 0) {
      throw bytes.failure(
          Reason.UNSUPPORTED_PIXEL_FORMAT, "a code stream with extensions of JPEG 2000 part 2");
    }
    int count = bytes.unsignedShort();
    if (bytes.remaining() != 3L * count) {
      throw bytes.corrupt("a JPEG 2000 size segment that does not fit " + count + " components");
    }
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int depth = bytes.unsignedByte();
      components.add(
          new Component(
              (depth & 127) + 1, depth > 127, bytes.unsignedByte(), bytes.unsignedByte()));
    }
    // A tile larger than the grid is as good as one that reaches its end.
    return new J2kSize(
        (int) x0,
        (int) y0,
        (int) x1,
        (int) y1,
        (int) tileX0,
        (int) tileY0,
        (int) Math.min(tileWidth, x1 - tileX0),
        (int) Math.min(tileHeight, y1 - tileY0),
        List.copyOf(components));
  }

  int tilesAcross() {
    return 1 + (x1 - tileX0 - 1) / tileWidth;
  }

  int tilesDown() {
    return 1 + (y1 - tileY0 - 1) / tileHeight;
  }

  /** The edges of a tile on the grid: left, top, right and bottom. */
  int[] tileEdges(int tile) {
    int column = tile % tilesAcross();
    int row = tile / tilesAcross();
    return new int[] {
      Math.max(x0, tileX0 + column * tileWidth),
      Math.max(y0, tileY0 + row * tileHeight),
      (int) Math.min(x1, tileX0 + (column + 1L) * tileWidth),
      (int) Math.min(y1, tileY0 + (row + 1L) * tileHeight)
    };
  }

  /** Checks the code stream against the DICOM header, before anything is allocated for it. */
  void mustAgreeWith(PixelFormat format, J2kBytes bytes) throws DicomException {
    if (y1 - y0 != format.rows()
        || x1 - x0 != format.columns()
        || components.size() != format.samplesPerPixel()) {
      throw bytes.corrupt(
          "a JPEG 2000 image of %d x %d x %d, but the header says %d x %d x %d"
              .formatted(
                  y1 - y0,
                  x1 - x0,
                  components.size(),
                  format.rows(),
                  format.columns(),
                  format.samplesPerPixel()));
    }
    for (Component component : components) {
      int least = Math.min(component.stepX(), component.stepY());
      if (least < 1 || Math.max(component.stepX(), component.stepY()) > MAX_STEP) {
        throw bytes.failure(
            least < 1 ? Reason.CORRUPT_FRAME : Reason.UNSUPPORTED_PIXEL_FORMAT,
            "a JPEG 2000 component with a sample for %d x %d pixels"
                .formatted(component.stepY(), component.stepX()));
      }
      if (component.precision() > format.bits().allocated()) {
        throw bytes.corrupt(
            "JPEG 2000 samples of %d bits, but %d are allocated"
                .formatted(component.precision(), format.bits().allocated()));
      }
      if (component.precision() > MAX_PRECISION) {
        throw bytes.failure(
            Reason.UNSUPPORTED_PIXEL_FORMAT,
            "JPEG 2000 samples of %d bits, at most %d are read"
                .formatted(component.precision(), MAX_PRECISION));
      }
    }
    if ((long) tilesAcross() * tilesDown() > MAX_TILES) {
      throw bytes.corrupt("more JPEG 2000 tiles than a code stream may have");
    }
  }
}
