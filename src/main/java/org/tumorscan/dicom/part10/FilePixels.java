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
      ByteBuffer bytes = ByteBuffer.allocate(count);
      readFully(channel, start, bytes);
      return bytes.flip().order(order);
    } catch (IOException e) {
      throw DicomException.unreadable(e);
    }
  }

  /**
   * Reads from a file to a buffer until that is full.
   *
   * @param start where in the file
   * @throws EOFException where the file ends before
   */
  static void readFully(FileChannel channel, long start, ByteBuffer target) throws IOException {
    long shift = start - target.position();
    int end = target.limit();
    while (target.position() < end) {
      target.limit(Math.min(end, target.position() + STEP));
      if (channel.read(target, shift + target.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
  }
}
