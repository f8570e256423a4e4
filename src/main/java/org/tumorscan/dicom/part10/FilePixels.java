package org.tumorscan.dicom.part10;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.codec.PixelBytes;

/**
 * The pixels of a file that is too large to be held. The file is opened for every read, so that
 * nobody has to close it.
 *
 * @param length of the file in bytes
 * @param most bytes that are read at once
 * @param order of what is read
 */
record FilePixels(Path file, int length, int most, ByteOrder order) implements PixelBytes {
  // The JDK copies through a buffer of its own outside the heap, as large as what is read at once.
  private static final int STEP = 1 << 20;

  @Override
  public ByteBuffer read(int start, int count) throws DicomException {
    if (count > most) {
      throw DicomException.at(
          Reason.LIMIT_EXCEEDED,
          start,
          "a frame of " + count + " bytes, at most " + most + " are read at once");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = read(channel, start, count);
      if (bytes.limit() < count) {
        throw new EOFException("the file became shorter while it was read");
      }
      return bytes.order(order);
    } catch (IOException e) {
      throw DicomException.unreadable(e);
    }
  }

  /** Fewer bytes where the file ends. */
  static ByteBuffer read(FileChannel channel, long start, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    int read = 0;
    while (read >= 0 && bytes.position() < count) {
      bytes.limit(Math.min(count, bytes.position() + STEP));
      read = channel.read(bytes, start + bytes.position());
    }
    return bytes.flip();
  }
}
