package org.tumorscan.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.image.PixelFormat;

/**
 * The headers of a JPEG 2000 code stream, and where its tiles' packets are.
 *
 * @param tiles by number, every one
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 A</a>
 */
record J2kCodestream(J2kSize size, List<TileData> tiles) {
  private static final int START_OF_CODESTREAM = 0xFF4F;
  private static final int SIZE = 0xFF51;
  private static final int CODING_DEFAULT = 0xFF52;
  private static final int CODING_COMPONENT = 0xFF53;
  private static final int QUANTIZATION_DEFAULT = 0xFF5C;
  private static final int QUANTIZATION_COMPONENT = 0xFF5D;
  private static final int REGION = 0xFF5E;
  private static final int PROGRESSION_CHANGES = 0xFF5F;
  private static final int PACKED_HEADERS_MAIN = 0xFF60;
  private static final int PACKED_HEADERS_TILE = 0xFF61;
  private static final int FIRST_EXTENSION = 0xFF70;
  private static final int LAST_EXTENSION = 0xFF7F;
  private static final int START_OF_TILE = 0xFF90;
  private static final int START_OF_DATA = 0xFF93;
  private static final int END_OF_CODESTREAM = 0xFFD9;
  private static final int LEAST_TILE_PART_BYTES = 14;

  /** What the headers of one tile say, and its tile-parts' packets. */
  record TileData(J2kParameters parameters, List<J2kBytes> parts) {

    /** The packets, those of several tile-parts joined. */
    J2kBytes packets(EncodedFrame frame) {
      if (parts.size() == 1) {
        return parts.get(0);
      }
      // No overflow: the parts lie in one array and do not overlap.
      byte[] joined = new byte[parts.stream().mapToInt(J2kBytes::remaining).sum()];
      int length = 0;
      for (J2kBytes part : parts) {
        System.arraycopy(part.array(), part.position(), joined, length, part.remaining());
        length += part.remaining();
      }
      return new J2kBytes(frame, joined, 0, length);
    }
  }

  /**
   * Reads the headers and checks them against the DICOM header.
   *
   * @throws DicomException {@code CORRUPT_FRAME} or {@code UNSUPPORTED_PIXEL_FORMAT}
   */
  static J2kCodestream read(J2kBytes bytes, PixelFormat format) throws DicomException {
    if (!bytes.startsWith(START_OF_CODESTREAM)) {
      throw bytes.corrupt("not a JPEG 2000 code stream");
    }
    bytes.skip(2);
    J2kSize size = null;
    J2kParameters main = new J2kParameters(0);
    while (!bytes.startsWith(START_OF_TILE)) {
      int marker = bytes.unsignedShort();
      J2kBytes segment = segment(bytes, marker);
      if (marker == SIZE) {
        if (size != null) {
          throw segment.corrupt("a second JPEG 2000 size segment");
        }
        size = J2kSize.read(segment);
        size.mustAgreeWith(format, segment);
        main = new J2kParameters(size.components().size());
      } else {
        known(size, segment);
        readParameters(main, marker, segment);
      }
    }
    J2kSize known = known(size, bytes);
    return new J2kCodestream(known, readTiles(bytes, known, main));
  }

  private static J2kSize known(@Nullable J2kSize size, J2kBytes place) throws DicomException {
    if (size == null) {
      throw place.corrupt("a JPEG 2000 code stream that does not begin with its size");
    }
    return size;
  }

  private static J2kBytes segment(J2kBytes bytes, int marker) throws DicomException {
    if (marker < 0xFF00 || marker == END_OF_CODESTREAM) {
      throw bytes.corrupt("%04X where a JPEG 2000 marker is expected".formatted(marker));
    }
    return bytes.take(bytes.unsignedShort() - 2);
  }

  private static void readParameters(J2kParameters parameters, int marker, J2kBytes segment)
      throws DicomException {
    switch (marker) {
      case CODING_DEFAULT -> parameters.readCodingDefault(segment);
      case CODING_COMPONENT -> parameters.readCodingComponent(segment);
      case QUANTIZATION_DEFAULT -> parameters.readQuantizationDefault(segment);
      case QUANTIZATION_COMPONENT -> parameters.readQuantizationComponent(segment);
      case REGION -> parameters.readRegion(segment);
      case PROGRESSION_CHANGES -> parameters.readProgressionChanges(segment);
      case PACKED_HEADERS_MAIN, PACKED_HEADERS_TILE ->
          throw segment.failure(
              Reason.UNSUPPORTED_PIXEL_FORMAT, "JPEG 2000 with packed packet headers");
      default -> {
        if (marker >= FIRST_EXTENSION && marker <= LAST_EXTENSION) {
          throw segment.failure(
              Reason.UNSUPPORTED_PIXEL_FORMAT, "a code stream with extensions of JPEG 2000 part 2");
        }
        // Lengths, comments and capabilities say nothing that the packets do not.
      }
    }
  }

  private static List<TileData> readTiles(J2kBytes bytes, J2kSize size, J2kParameters main)
      throws DicomException {
    Map<Integer, TileData> tiles = new TreeMap<>();
    int tileCount = size.tilesAcross() * size.tilesDown();
    while (bytes.startsWith(START_OF_TILE)) {
      int start = bytes.skip(2);
      J2kBytes header = segment(bytes, START_OF_TILE);
      int tile = header.unsignedShort();
      long length = header.unsignedInt();
      if (tile >= tileCount || length != 0 && length < LEAST_TILE_PART_BYTES) {
        throw header.corrupt(
            "a JPEG 2000 part of tile %d of %d with %d bytes".formatted(tile, tileCount, length));
      }
      // A length of 0 reaches to the end; so does one that is too large, where the packets will
      // show whether anything is missing.
      int end = length == 0 ? bytes.end() : (int) Math.min(start + length, bytes.end());
      TileData data = tiles.get(tile);
      if (data == null) {
        data = new TileData(main.forTile(), new ArrayList<>());
        tiles.put(tile, data);
      }
      readTilePart(bytes.take(end - bytes.position()), data);
    }
    if (tiles.size() < tileCount) {
      throw bytes.corrupt("%d of %d JPEG 2000 tiles".formatted(tiles.size(), tileCount));
    }
    return List.copyOf(tiles.values());
  }

  private static void readTilePart(J2kBytes part, TileData tile) throws DicomException {
    // The first change of a tile's progression replaces those of the main header.
    boolean replaces = tile.parts().isEmpty();
    int marker = part.unsignedShort();
    while (marker != START_OF_DATA) {
      J2kBytes segment = segment(part, marker);
      if (marker == PROGRESSION_CHANGES && replaces) {
        tile.parameters().clearProgressionChanges();
        replaces = false;
      }
      readParameters(tile.parameters(), marker, segment);
      marker = part.unsignedShort();
    }
    tile.parts().add(part);
  }
}
