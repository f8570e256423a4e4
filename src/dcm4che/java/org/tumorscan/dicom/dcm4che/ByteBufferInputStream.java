package org.tumorscan.dicom.dcm4che;

import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Bytes in memory as a stream.
 *
 * <p>Without marks on purpose: given them, dcm4che goes back where a sequence's length is wrong, by
 * the one mark there is, which a sequence within may have moved.
 */
final class ByteBufferInputStream extends InputStream {
  private final ByteBuffer bytes;

  ByteBufferInputStream(ByteBuffer bytes, int position) {
    this.bytes = bytes.duplicate().position(position);
  }

  @Override
  public int read() {
    return bytes.hasRemaining() ? bytes.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (!bytes.hasRemaining() && length > 0) {
      return -1;
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(into, offset, count);
    return count;
  }

  @Override
  public long skip(long count) {
    int skipped = (int) Math.max(0, Math.min(count, bytes.remaining()));
    bytes.position(bytes.position() + skipped);
    return skipped;
  }
}
