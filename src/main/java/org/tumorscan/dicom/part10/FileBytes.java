package org.tumorscan.dicom.part10;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;
import org.tumorscan.dicom.ReadLimits;
import org.tumorscan.dicom.Warnings;
import org.tumorscan.dicom.codec.PixelBytes;

/**
 * The bytes of a file, as far as its header needs them: all of a small file, the start of a larger
 * one with the rest on demand, a mapping of one too large to be held. Pages of a mapping stay with
 * the process until the collector runs, so frames are read instead.
 */
final class FileBytes {
  private static final int INFLATE_STEP = 1 << 16;

  /** Empty where all bytes are at hand. */
  private final Optional<Path> file;

  private final ByteBuffer bytes;
  private int present;

  private FileBytes(Optional<Path> file, ByteBuffer bytes, int present) {
    this.file = file;
    this.bytes = bytes;
    this.present = present;
  }

  /** A file whose bytes are at hand. */
  static FileBytes of(ByteBuffer bytes) {
    return new FileBytes(Optional.empty(), bytes, bytes.limit());
  }

  /**
   * The bytes of a file.
   *
   * @param startBytes how many are read of a file at least twice as long that can be held
   * @throws DicomException {@code UNREADABLE} or {@code LIMIT_EXCEEDED}
   */
  static FileBytes of(Path file, ReadLimits limits, int startBytes) throws DicomException {
    try {
      // A pipe or a device would never end.
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        throw DicomException.of(Reason.UNREADABLE, "not a regular file");
      }
      return open(file, limits, startBytes);
    } catch (IOException e) {
      throw DicomException.unreadable(e);
    }
  }

  private static FileBytes open(Path file, ReadLimits limits, int startBytes)
      throws IOException, DicomException {
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
        return new FileBytes(Optional.of(file), mapped, length);
      }
      // As long as the file, so that positions and lengths hold whatever is missing.
      ByteBuffer held = ByteBuffer.allocate(length);
      boolean whole = length / 2 < startBytes;
      int present = whole ? length : startBytes;
      FilePixels.readFully(channel, 0, held.duplicate().limit(present));
      return new FileBytes(whole ? Optional.empty() : Optional.of(file), held, present);
    }
  }

  /** Position 0 to the limit; zeros from {@link #present} on. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** How many bytes have been read. */
  int present() {
    return present;
  }

  boolean isWhole() {
    return present >= bytes.limit();
  }

  /**
   * The same bytes for the frames, read when they are asked for where these have not been.
   *
   * @param most bytes that are read at once
   */
  PixelBytes pixels(ByteOrder order, int most) {
    return file.isPresent()
        ? new FilePixels(file.get(), bytes.limit(), most, order)
        : PixelBytes.of(bytes.duplicate().order(order));
  }

  /** Reads all that has not been read. */
  void readRest() throws DicomException {
    readEnd(present);
    present = bytes.limit();
  }

  /**
   * Reads what has not been read of the end of the file. What lies before stays missing.
   *
   * @throws DicomException {@code UNREADABLE}
   */
  void readEnd(int from) throws DicomException {
    int start = Math.max(from, present);
    if (start >= bytes.limit()) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file.orElseThrow(), StandardOpenOption.READ)) {
      FilePixels.readFully(channel, start, bytes.duplicate().position(start));
    } catch (IOException e) {
      throw DicomException.unreadable(e);
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
