package org.tumorscan.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;

/**
 * One component of a tile: how it falls into resolutions, sub-bands, precincts and code-blocks.
 *
 * @param grid how its samples lie on the reference grid
 * @param x0 left edge in its own coordinates, inclusive; {@code x1} is exclusive
 * @param precincts by resolution, then in rows
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 B.5 to B.7</a>
 */
record J2kTileComponent(
    Grid grid,
    int x0,
    int y0,
    int x1,
    int y1,
    J2kCoding coding,
    int regionShift,
    List<J2kPrecinct> precincts) {
  /** Magnitudes are held in an int with one bit for the fraction. */
  private static final int MAX_PLANES = 29;

  private static final int MAX_PRECINCTS = 1 << 18;

  /**
   * Where a tile begins on the reference grid, and the points of which a component has one sample.
   */
  record Grid(int x0, int y0, int stepX, int stepY) {}

  List<J2kPrecinct> precincts(int resolution) {
    return precincts.stream().filter(precinct -> precinct.resolution() == resolution).toList();
  }

  long sampleCount() {
    return (long) (x1 - x0) * (y1 - y0);
  }

  /** The coordinate in a grid that is {@code 1 << levels} times as coarse. */
  static int scaled(int coordinate, int levels) {
    return (int) ((coordinate + (1L << levels) - 1) >> levels);
  }

  int resolutionX0(int resolution) {
    return scaled(x0, coding.levels() - resolution);
  }

  int resolutionY0(int resolution) {
    return scaled(y0, coding.levels() - resolution);
  }

  int resolutionX1(int resolution) {
    return scaled(x1, coding.levels() - resolution);
  }

  int resolutionY1(int resolution) {
    return scaled(y1, coding.levels() - resolution);
  }

  boolean hasSamples(int resolution) {
    return resolutionX0(resolution) < resolutionX1(resolution)
        && resolutionY0(resolution) < resolutionY1(resolution);
  }

  /**
   * Divides a tile-component.
   *
   * @param edges of the tile on the reference grid: left, top, right and bottom
   * @param packets the tile's, each of which takes a byte at least
   */
  static J2kTileComponent of(
      int[] edges, int index, J2kSize.Component kind, J2kParameters parameters, J2kBytes packets)
      throws DicomException {
    J2kTileComponent empty =
        new J2kTileComponent(
            new Grid(edges[0], edges[1], kind.stepX(), kind.stepY()),
            (edges[0] + kind.stepX() - 1) / kind.stepX(),
            (edges[1] + kind.stepY() - 1) / kind.stepY(),
            (edges[2] + kind.stepX() - 1) / kind.stepX(),
            (edges[3] + kind.stepY() - 1) / kind.stepY(),
            parameters.coding(index, packets),
            parameters.regionShift(index),
            new ArrayList<>());
    J2kQuantization quantization = parameters.quantization(index, packets);
    for (int resolution = 0; resolution <= empty.coding().levels(); resolution++) {
      if (empty.hasSamples(resolution)) {
        List<J2kBand> bands = empty.bands(resolution, kind.precision(), quantization, packets);
        empty.addResolution(index, resolution, bands, parameters.layers(), packets);
      }
    }
    return empty;
  }

  private List<J2kBand> bands(
      int resolution, int precision, J2kQuantization quantization, J2kBytes packets)
      throws DicomException {
    List<J2kBand> bands = new ArrayList<>();
    int levels = coding.levels() - resolution + (resolution == 0 ? 0 : 1);
    int first = resolution == 0 ? 0 : J2kBand.HORIZONTALLY_HIGH;
    int last = resolution == 0 ? 0 : J2kBand.BOTH_HIGH;
    for (int orientation = first; orientation <= last; orientation++) {
      int right = orientation & 1;
      int low = orientation >> 1;
      int index = resolution == 0 ? 0 : 3 * (resolution - 1) + orientation;
      int exponent = quantization.exponent(index, packets);
      int planes = quantization.guardBits() + exponent - 1;
      if (planes < 0 || planes + regionShift > MAX_PLANES) {
        throw packets.failure(
            Reason.UNSUPPORTED_PIXEL_FORMAT,
            "JPEG 2000 coefficients of %d bits, at most %d are read"
                .formatted(planes + regionShift, MAX_PLANES));
      }
      // T.800 E.1.1: the band's nominal range is wider by a bit for each high-pass filter.
      float step = Math.scalb(quantization.mantissa(index), precision + right + low - exponent);
      bands.add(
          new J2kBand(
              orientation,
              bandEdge(x0, levels, right),
              bandEdge(y0, levels, low),
              bandEdge(x1, levels, right),
              bandEdge(y1, levels, low),
              right == 0 ? 0 : resolutionX1(resolution - 1) - resolutionX0(resolution - 1),
              low == 0 ? 0 : resolutionY1(resolution - 1) - resolutionY0(resolution - 1),
              planes,
              step));
    }
    return bands;
  }

  private static int bandEdge(int coordinate, int levels, int high) {
    long half = levels == 0 ? 0 : (1L << levels - 1) * high;
    return (int) ((coordinate - half + (1L << levels) - 1) >> levels);
  }

  private void addResolution(
      int component, int resolution, List<J2kBand> bands, int layers, J2kBytes packets)
      throws DicomException {
    int left = resolutionX0(resolution);
    int top = resolutionY0(resolution);
    int right = resolutionX1(resolution);
    int bottom = resolutionY1(resolution);
    int widthBits = coding.precinctWidthBits(resolution);
    int heightBits = coding.precinctHeightBits(resolution);
    int firstColumn = left >> widthBits;
    int firstRow = top >> heightBits;
    int endColumn = (right - 1 >> widthBits) + 1;
    int endRow = (bottom - 1 >> heightBits) + 1;
    long count = (long) (endColumn - firstColumn) * (endRow - firstRow) + precincts.size();
    if (count * layers > packets.remaining()) {
      throw packets.corrupt("fewer bytes in a JPEG 2000 tile than it has packets");
    }
    if (count > MAX_PRECINCTS) {
      throw packets.failure(
          Reason.LIMIT_EXCEEDED, "more than %d JPEG 2000 precincts".formatted(MAX_PRECINCTS));
    }
    int levels = coding.levels() - resolution;
    for (int row = firstRow; row < endRow; row++) {
      long gridY = Math.max(grid.y0(), ((long) row << heightBits + levels) * grid.stepY());
      for (int column = firstColumn; column < endColumn; column++) {
        long gridX = Math.max(grid.x0(), ((long) column << widthBits + levels) * grid.stepX());
        List<J2kPrecinct.Part> parts = new ArrayList<>(bands.size());
        for (J2kBand band : bands) {
          addPart(parts, band, column, row, resolution);
        }
        precincts.add(new J2kPrecinct(component, resolution, gridX, gridY, List.copyOf(parts)));
      }
    }
  }

  private void addPart(
      List<J2kPrecinct.Part> parts, J2kBand band, int column, int row, int resolution) {
    int halving = resolution == 0 ? 0 : 1;
    int widthBits = coding.precinctWidthBits(resolution) - halving;
    int heightBits = coding.precinctHeightBits(resolution) - halving;
    int left = (int) Math.max(band.x0(), (long) column << widthBits);
    int top = (int) Math.max(band.y0(), (long) row << heightBits);
    int right = (int) Math.min(band.x1(), (long) column + 1 << widthBits);
    int bottom = (int) Math.min(band.y1(), (long) row + 1 << heightBits);
    if (left < right && top < bottom) {
      parts.add(
          new J2kPrecinct.Part(
              band,
              left,
              top,
              right,
              bottom,
              Math.min(widthBits, coding.blockWidthBits()),
              Math.min(heightBits, coding.blockHeightBits())));
    }
  }
}
