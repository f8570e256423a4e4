package org.tumorscan.dicom.codec;

import java.io.ByteArrayOutputStream;

/** Writes the headers of a JPEG 2000 code stream with one component, right or wrong. */
final class J2kStreamBuilder {
  int capabilities;
  int rows = 64;
  int columns = 64;
  int tileRows = 64;
  int tileColumns = 64;
  int depth = 8;
  int step = 1;
  int layers = 1;
  int levels;
  int blockBits = 6;
  int blockStyle;
  int precinctBits = 15;
  int guardBits = 2;
  int exponent = 8;
  private final ByteArrayOutputStream extra = new ByteArrayOutputStream();

  /** Adds a segment to the main header. */
  J2kStreamBuilder segment(int marker, int... bytes) {
    put(extra, 2, marker, bytes.length + 2);
    put(extra, 1, bytes);
    return this;
  }

  /** The code stream with these packets in one tile-part. */
  byte[] build(byte... packets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    put(out, 2, 0xFF4F, 0xFF51, 41, capabilities);
    put(out, 4, columns, rows, 0, 0, tileColumns, tileRows, 0, 0);
    put(out, 2, 1);
    put(out, 1, depth - 1, step, step);
    put(out, 2, 0xFF52, 13 + levels);
    put(out, 1, 1, 0);
    put(out, 2, layers);
    put(out, 1, 0, levels, blockBits - 2, blockBits - 2, blockStyle, 1);
    for (int i = 0; i <= levels; i++) {
      put(out, 1, precinctBits << 4 | precinctBits);
    }
    put(out, 2, 0xFF5C, 4 + 3 * levels);
    put(out, 1, guardBits << 5);
    for (int i = 0; i <= 3 * levels; i++) {
      put(out, 1, exponent << 3);
    }
    out.writeBytes(extra.toByteArray());
    put(out, 2, 0xFF90, 10, 0);
    put(out, 4, 14 + packets.length);
    put(out, 1, 0, 1);
    put(out, 2, 0xFF93);
    out.writeBytes(packets);
    put(out, 2, 0xFFD9);
    return out.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, int bytes, int... values) {
    for (int value : values) {
      for (int shift = 8 * bytes - 8; shift >= 0; shift -= 8) {
        out.write(value >> shift);
      }
    }
  }
}
