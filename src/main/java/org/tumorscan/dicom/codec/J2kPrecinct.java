package org.tumorscan.dicom.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code-blocks that one packet of each layer adds to.
 *
 * <p>Ordered by where it lies on the reference grid.
 */
final class J2kPrecinct {
  private final int component;
  private final int resolution;
  private final long gridX;
  private final long gridY;
  private final List<Part> parts;
  private int nextLayer;

  J2kPrecinct(int component, int resolution, long gridX, long gridY, List<Part> parts) {
    this.component = component;
    this.resolution = resolution;
    this.gridX = gridX;
    this.gridY = gridY;
    this.parts = parts;
  }

  int component() {
    return component;
  }

  int resolution() {
    return resolution;
  }

  long gridX() {
    return gridX;
  }

  long gridY() {
    return gridY;
  }

  /** The parts of the resolution's sub-bands, none without a sample. */
  List<Part> parts() {
    return parts;
  }

  int nextLayer() {
    return nextLayer;
  }

  void endLayer() {
    nextLayer++;
  }

  /** What of a precinct lies in one sub-band. Nothing is allocated before a packet needs it. */
  static final class Part {
    private final J2kBand band;
    private final int x0;
    private final int y0;
    private final int x1;
    private final int y1;
    private final int widthBits;
    private final int heightBits;
    private @Nullable Blocks blocks;

    /** Takes its edges in the sub-band's coordinates, and the bits of a code-block's size. */
    Part(J2kBand band, int x0, int y0, int x1, int y1, int widthBits, int heightBits) {
      this.band = band;
      this.x0 = x0;
      this.y0 = y0;
      this.x1 = x1;
      this.y1 = y1;
      this.widthBits = widthBits;
      this.heightBits = heightBits;
    }

    J2kBand band() {
      return band;
    }

    int blocksAcross() {
      return (x1 - 1 >> widthBits) - (x0 >> widthBits) + 1;
    }

    int blocksDown() {
      return (y1 - 1 >> heightBits) - (y0 >> heightBits) + 1;
    }

    /** The left edge of a column of blocks in the sub-band's coordinates. */
    int blockX(int column) {
      return Math.max(x0, (x0 >> widthBits) + column << widthBits);
    }

    int blockY(int row) {
      return Math.max(y0, (y0 >> heightBits) + row << heightBits);
    }

    int blockEndX(int column) {
      return Math.min(x1, (x0 >> widthBits) + column + 1 << widthBits);
    }

    int blockEndY(int row) {
      return Math.min(y1, (y0 >> heightBits) + row + 1 << heightBits);
    }

    boolean isEmpty() {
      return blocks == null;
    }

    Blocks blocks() {
      Blocks own = blocks;
      if (own == null) {
        own = new Blocks(blocksAcross(), blocksDown());
        blocks = own;
      }
      return own;
    }
  }

  /** The blocks of a part, in rows; one is null before a packet includes it. */
  static final class Blocks {
    private final @Nullable J2kBlock[] all;
    final J2kTagTree inclusion;
    final J2kTagTree zeroPlanes;

    Blocks(int across, int down) {
      all = new J2kBlock[across * down];
      inclusion = new J2kTagTree(across, down);
      zeroPlanes = new J2kTagTree(across, down);
    }

    @Nullable J2kBlock get(int index) {
      return all[index];
    }

    J2kBlock add(int index, J2kBlock block) {
      all[index] = block;
      return block;
    }
  }
}
