package org.tumorscan.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file of which only so much may be read: what a table of contents says of its own size need not
 * be true, so the limit is on what is read of it.
 */
final class TableChannel implements SeekableByteChannel {
  private final SeekableByteChannel file;
  private long left;

  TableChannel(SeekableByteChannel file, long limit) {
    this.file = file;
    this.left = limit;
  }

  /** The table of contents is larger than the limit. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = file.read(target);
    left -= Math.max(0, count);
    if (left < 0) {
      throw new TooLargeException();
    }
    return count;
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
