package org.tumorscan.dicom.part10;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.Warnings;

/** Brings the bytes of a file, or of a deflated part of it, into reach. */
final class FileBytes {
  // Small files are cheaper to read than to map; large ones should not fill the heap.
  private static final int LARGEST_READ = 1 << 26;
  // Bytes come through native memory that each thread keeps: as much of it as one read asks for.
  private static final int READ_STEP = 1 << 17;
  private static final int INFLATE_STEP = 1 << 16;

  private FileBytes() {}

  /**
   * The bytes of a file.
   *
   * @throws DicomException {@code UNREADABLE} or {@code LIMIT_EXCEEDED}
   */
  static ByteBuffer of(Path file, long limit) throws DicomException {
    try {
      // A pipe or a device would never end.
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        throw DicomException.of(Reason.UNREADABLE, "not a regular file");
      }
      return bytes(file, limit);
    } catch (IOException e) {
      throw DicomException.unreadable(e);
    }
  }

  private static ByteBuffer bytes(Path file, long limit) throws IOException, DicomException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > Math.min(limit, Integer.MAX_VALUE)) {
        throw DicomException.of(
            Reason.LIMIT_EXCEEDED, "a file of " + size + " bytes, at most " + limit + " are read");
      }
      return size > LARGEST_READ
          ? channel.map(FileChannel.MapMode.READ_ONLY, 0, size)
          : read(channel, (int) size);
    }
  }

  private static ByteBuffer read(FileChannel channel, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    int read = 0;
    while (read >= 0 && bytes.position() < size) {
      bytes.limit(Math.min(size, bytes.position() + READ_STEP));
      read = channel.read(bytes);
    }
    return bytes.flip();
  }

  /**
   * Inflates what lies behind a position.
   *
   * @param limit most bytes that may come out
   * @param warnings takes word of a stream that ends too soon
   * @throws DicomException {@code MALFORMED} where the bytes are not deflated, {@code
   *     LIMIT_EXCEEDED}; a stream that ends too soon gives what it has, with a warning
   * @see <a
   *     href="https://dicom.nema.org/medical/dicom/current/output/html/part05.html#sect_A.5">PS3.5
   *     A.5</a>
   */
  static ByteBuffer inflate(ByteBuffer bytes, int position, int limit, Warnings warnings)
      throws DicomException {
    Inflater inflater = new Inflater(true);
    try {
      ByteBuffer deflated = bytes.slice(position, bytes.limit() - position);
      inflater.setInput(deflated);
      ByteBuffer out = ByteBuffer.allocate(Math.min(limit, INFLATE_STEP));
      while (!inflater.finished()) {
        if (!out.hasRemaining()) {
          out = larger(out, limit, position);
        }
        if (inflater.inflate(out) == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          warnings.add("the deflated data set ends too soon");
          break;
        }
      }
      return out.flip();
    } catch (DataFormatException e) {
      throw DicomException.at(
          Reason.MALFORMED,
          position + inflater.getBytesRead(),
          "the data set is not deflated as its transfer syntax says");
    } finally {
      inflater.end();
    }
  }

  private static ByteBuffer larger(ByteBuffer full, int limit, int position) throws DicomException {
    if (full.capacity() == limit) {
      throw DicomException.at(
          Reason.LIMIT_EXCEEDED,
          position,
          "the data set inflates to more than " + limit + " bytes");
    }
    int capacity = (int) Math.min(limit, 2L * full.capacity());
    return ByteBuffer.allocate(capacity).put(full.flip());
  }
}
