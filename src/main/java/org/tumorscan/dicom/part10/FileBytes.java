package org.tumorscan.dicom.part10;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.Warnings;
import org.tumorscan.dicom.codec.PixelBytes;

/**
 * The bytes of a file: at hand, or where it is large mapped, which is for its header alone. Pages
 * of a mapping stay with the process until the collector runs, so frames are read instead.
 *
 * @param bytes all of them
 * @param pixels the same in a byte order, for the frames
 */
record FileBytes(ByteBuffer bytes, Function<ByteOrder, PixelBytes> pixels) {
  private static final int INFLATE_STEP = 1 << 16;

  /**
   * The bytes of a file.
   *
   * @throws DicomException {@code UNREADABLE} or {@code LIMIT_EXCEEDED}
   */
  static FileBytes of(Path file, ReadLimits limits) throws DicomException {
    try {
      // A pipe or a device would never end.
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        throw DicomException.of(Reason.UNREADABLE, "not a regular file");
      }
      return open(file, limits);
    } catch (IOException e) {
      throw DicomException.unreadable(e);
    }
  }

  private static FileBytes open(Path file, ReadLimits limits) throws IOException, DicomException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > Math.min(limits.fileBytes(), Integer.MAX_VALUE)) {
        throw DicomException.of(
            Reason.LIMIT_EXCEEDED,
            "a file of " + size + " bytes, at most " + limits.fileBytes() + " are read");
      }
      int length = (int) size;
      if (length > limits.heldBytes()) {
        ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, length);
        return new FileBytes(
            mapped, order -> new FilePixels(file, length, limits.frameBytes(), order));
      }
      ByteBuffer held = FilePixels.read(channel, 0, length);
      return new FileBytes(held, order -> PixelBytes.of(held.duplicate().order(order)));
    }
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
