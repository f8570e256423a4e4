package org.tumorscan.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small zip archives in memory, right ones and wrong ones. */
public final class Zips {
  private static final int LOCAL_HEADER = 0x04034B50;
  private static final int CENTRAL_HEADER = 0x02014B50;

  private Zips() {}

  /** Deflated entries in the order of the map. */
  public static byte[] of(Map<String, byte[]> entries) {
    return of(entries, StandardCharsets.UTF_8);
  }

  static byte[] of(Map<String, byte[]> entries, Charset names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Sets a 16-bit field of all headers, at its offset in the local and in the central ones. */
  static byte[] withField(byte[] zip, int localOffset, int centralOffset, int value) {
    ByteBuffer bytes = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 4 <= zip.length; i++) {
      if (bytes.getInt(i) == LOCAL_HEADER) {
        bytes.putShort(i + localOffset, (short) value);
      } else if (bytes.getInt(i) == CENTRAL_HEADER) {
        bytes.putShort(i + centralOffset, (short) value);
      }
    }
    return bytes.array();
  }

  /** Sets a 32-bit field of the central headers alone. */
  static byte[] withCentralField(byte[] zip, int offset, int value) {
    ByteBuffer bytes = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 4 <= zip.length; i++) {
      if (bytes.getInt(i) == CENTRAL_HEADER) {
        bytes.putInt(i + offset, value);
      }
    }
    return bytes.array();
  }
}
