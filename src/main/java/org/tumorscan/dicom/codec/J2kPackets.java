package org.tumorscan.dicom.codec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;

/**
 * Reads the packets of one tile into its code-blocks.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-T.800">ITU-T T.800 B.9 to B.12</a>
 */
final class J2kPackets {
  private static final int START_OF_PACKET = 0xFF91;
  private static final int START_OF_PACKET_BYTES = 6;
  private static final int END_OF_PACKET_HEADER = 0xFF92;
  private static final long VISITS_PER_BYTE = 64;
  private static final int MAX_HIGH_THROUGHPUT_PASSES = 3;
  private static final Comparator<J2kPrecinct> BY_RESOLUTION =
      Comparator.comparingInt(J2kPrecinct::resolution);
  private static final Comparator<J2kPrecinct> BY_COMPONENT =
      Comparator.comparingInt(J2kPrecinct::component);
  private static final Comparator<J2kPrecinct> BY_POSITION =
      Comparator.comparingLong(J2kPrecinct::gridY).thenComparingLong(J2kPrecinct::gridX);

  /** The orders of precincts by number of the progression; layers go where the comments say. */
  private static final List<Comparator<J2kPrecinct>> ORDERS =
      List.of(
          BY_RESOLUTION.thenComparing(BY_COMPONENT).thenComparing(BY_POSITION), // outermost
          BY_RESOLUTION.thenComparing(BY_COMPONENT).thenComparing(BY_POSITION), // in a resolution
          BY_RESOLUTION.thenComparing(BY_POSITION).thenComparing(BY_COMPONENT), // innermost
          BY_POSITION.thenComparing(BY_COMPONENT).thenComparing(BY_RESOLUTION), // innermost
          BY_COMPONENT.thenComparing(BY_POSITION).thenComparing(BY_RESOLUTION)); // innermost

  private final J2kParameters parameters;
  private final List<J2kTileComponent> components;
  private final J2kBytes bytes;
  private final List<J2kBlock> included = new ArrayList<>();
  private final List<Integer> firstChunks = new ArrayList<>();
  private long visitsLeft;

  J2kPackets(J2kParameters parameters, List<J2kTileComponent> components, J2kBytes bytes) {
    this.parameters = parameters;
    this.components = components;
    this.bytes = bytes;
    // A packet of one byte can go over all blocks; enough for dozens of layers of real data.
    visitsLeft = VISITS_PER_BYTE * bytes.remaining();
    for (J2kTileComponent component : components) {
      visitsLeft += component.sampleCount();
    }
  }

  /**
   * Reads all packets.
   *
   * @throws DicomException {@code CORRUPT_FRAME}, also where one is missing; {@code LIMIT_EXCEEDED}
   */
  void read() throws DicomException {
    List<J2kPrecinct> all = new ArrayList<>();
    components.forEach(component -> all.addAll(component.precincts()));
    for (J2kParameters.Progression progression : parameters.progressions()) {
      List<J2kPrecinct> own = new ArrayList<>();
      for (J2kPrecinct precinct : all) {
        if (precinct.resolution() >= progression.firstResolution()
            && precinct.resolution() < progression.endResolution()
            && precinct.component() >= progression.firstComponent()
            && precinct.component() < progression.endComponent()) {
          own.add(precinct);
        }
      }
      own.sort(ORDERS.get(progression.order()));
      int endLayer = Math.min(progression.endLayer(), parameters.layers());
      switch (progression.order()) {
        case 0 -> readByLayer(own, endLayer);
        case 1 -> readByResolution(own, endLayer);
        default -> {
          for (J2kPrecinct precinct : own) {
            readByLayer(List.of(precinct), endLayer);
          }
        }
      }
    }
    for (J2kPrecinct precinct : all) {
      if (precinct.nextLayer() < parameters.layers()) {
        throw bytes.corrupt("a JPEG 2000 progression that leaves packets out");
      }
    }
  }

  private void readByResolution(List<J2kPrecinct> sorted, int endLayer) throws DicomException {
    int from = 0;
    while (from < sorted.size()) {
      int to = from;
      while (to < sorted.size() && sorted.get(to).resolution() == sorted.get(from).resolution()) {
        to++;
      }
      readByLayer(sorted.subList(from, to), endLayer);
      from = to;
    }
  }

  // A packet that an earlier progression has brought does not come again.
  private void readByLayer(List<J2kPrecinct> precincts, int endLayer) throws DicomException {
    for (int layer = 0; layer < endLayer; layer++) {
      for (J2kPrecinct precinct : precincts) {
        if (precinct.nextLayer() == layer) {
          readPacket(precinct);
          precinct.endLayer();
        }
      }
    }
  }

  private void readPacket(J2kPrecinct precinct) throws DicomException {
    if (bytes.startsWith(START_OF_PACKET)) {
      bytes.skip(START_OF_PACKET_BYTES);
    }
    included.clear();
    firstChunks.clear();
    J2kPacketBits bits = new J2kPacketBits(bytes);
    if (bits.next() == 1) {
      J2kCoding coding = components.get(precinct.component()).coding();
      for (J2kPrecinct.Part part : precinct.parts()) {
        readPartHeader(bits, part, coding, precinct.nextLayer());
      }
    }
    bits.finish();
    if (parameters.endsPacketHeaders()) {
      if (!bytes.startsWith(END_OF_PACKET_HEADER)) {
        throw bytes.corrupt("a JPEG 2000 packet header without its end marker");
      }
      bytes.skip(2);
    }
    for (int i = 0; i < included.size(); i++) {
      J2kBlock block = included.get(i);
      for (int chunk = firstChunks.get(i); chunk < block.chunkCount(); chunk++) {
        block.setOffset(chunk, bytes.skip(block.lengthOf(chunk)));
      }
    }
  }

  private void readPartHeader(
      J2kPacketBits bits, J2kPrecinct.Part part, J2kCoding coding, int layer)
      throws DicomException {
    J2kPrecinct.Blocks blocks = part.blocks();
    int across = part.blocksAcross();
    int down = part.blocksDown();
    visitsLeft -= (long) across * down;
    if (visitsLeft < 0) {
      throw bytes.failure(
          Reason.LIMIT_EXCEEDED, "JPEG 2000 layers without end over code-blocks without data");
    }
    for (int y = 0; y < down; y++) {
      for (int x = 0; x < across; x++) {
        J2kBlock block = blocks.get(y * across + x);
        if (block != null) {
          if (bits.next() == 1) {
            readBlockHeader(bits, block, coding, part.band());
          }
        } else if (blocks.inclusion.isLess(bits, x, y, layer + 1)) {
          block = blocks.add(y * across + x, new J2kBlock(zeroPlanes(bits, blocks, x, y, part)));
          readBlockHeader(bits, block, coding, part.band());
        }
      }
    }
  }

  private static int zeroPlanes(
      J2kPacketBits bits, J2kPrecinct.Blocks blocks, int x, int y, J2kPrecinct.Part part)
      throws DicomException {
    int planes = 0;
    while (!blocks.zeroPlanes.isLess(bits, x, y, planes + 1)) {
      planes++;
      // The exact bound is checked where the region's shift is known.
      if (planes > Byte.MAX_VALUE) {
        throw bits.corrupt(
            "a JPEG 2000 code-block without any of its %d planes".formatted(part.band().planes()));
      }
    }
    return planes;
  }

  private void readBlockHeader(J2kPacketBits bits, J2kBlock block, J2kCoding coding, J2kBand band)
      throws DicomException {
    included.add(block);
    firstChunks.add(block.chunkCount());
    int passes = passes(bits);
    while (bits.next() == 1) {
      block.addLengthBits(1);
      if (block.lengthBits() > Integer.SIZE) {
        throw bits.corrupt("a JPEG 2000 code-block whose lengths take too many bits");
      }
    }
    int placeholders = 0;
    if (coding.has(J2kCoding.HIGH_THROUGHPUT) && block.passes() == 0) {
      // T.814 B.3: whole triples of passes before the first real one are left out.
      placeholders = (passes - 1) / 3 * 3;
      block.addPlaceholders(placeholders / 3);
      passes -= placeholders;
    }
    while (passes > 0) {
      int own = Math.min(passes, J2kBlock.passesLeftInSegment(coding, block.passes()));
      int lengthBits = block.lengthBits() + floorLog2(own + placeholders);
      placeholders = 0;
      if (lengthBits >= Integer.SIZE) {
        throw bits.corrupt("a JPEG 2000 code-block whose lengths take too many bits");
      }
      int length = bits.next(lengthBits);
      block.addChunk(own, length);
      passes -= own;
    }
    if (coding.has(J2kCoding.HIGH_THROUGHPUT) && block.passes() > MAX_HIGH_THROUGHPUT_PASSES) {
      throw bytes.failure(
          Reason.UNSUPPORTED_PIXEL_FORMAT,
          "high-throughput JPEG 2000 with several sets of passes over a code-block");
    }
    // Three passes for each plane but the first, which has one.
    if (block.passes() > 3 * Math.max(band.planes() + Byte.MAX_VALUE, 1)) {
      throw bits.corrupt("a JPEG 2000 code-block with " + block.passes() + " passes");
    }
  }

  private static int floorLog2(int value) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
  }

  /** The number of new passes: T.800 table B.4. */
  private static int passes(J2kPacketBits bits) throws DicomException {
    if (bits.next() == 0) {
      return 1;
    }
    if (bits.next() == 0) {
      return 2;
    }
    int more = bits.next(2);
    if (more < 3) {
      return 3 + more;
    }
    more = bits.next(5);
    return more < 31 ? 6 + more : 37 + bits.next(7);
  }
}
