package org.tumorscan.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.apache.commons.compress.utils.BoundedSeekableByteChannelInputStream;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;

/**
 * A file in a zip archive: a place, not an open stream, so that it may wait its turn in any number
 * and be read by any thread.
 */
public final class ArchivedFile {
  private static final int HEADER_BYTES = 30;
  private static final int HEADER_SIGNATURE = 0x04034B50;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path archive;
  private final String name;
  private final Place place;
  private final int limit;

  /**
   * Where and how the content lies in the archive, as the table of contents has it.
   *
   * @param headerOffset of the local header, which the content follows
   * @param compressedBytes as it lies there
   * @param bytes after inflation
   */
  record Place(
      long headerOffset,
      long compressedBytes,
      long bytes,
      long crc32,
      int method,
      boolean encrypted) {}

  ArchivedFile(Path archive, String name, Place place, int limit) {
    this.archive = archive;
    this.name = name;
    this.place = place;
    this.limit = limit;
  }

  /** The archive it lies in. */
  public Path archive() {
    return archive;
  }

  /** The name as it stands in the archive, with slashes; anything at all where it is hostile. */
  public String name() {
    return name;
  }

  /** Where in the archive it lies: two entries of a sound archive never share it. */
  public long offset() {
    return place.headerOffset();
  }

  long bytes() {
    return place.bytes();
  }

  /**
   * The whole content, held in memory and checked against its checksum.
   *
   * @throws DicomException {@code UNREADABLE} where it is encrypted, compressed by a method that is
   *     not read, or the system would not give it; {@code TRUNCATED}; {@code MALFORMED}; {@code
   *     LIMIT_EXCEEDED}
   */
  public ByteBuffer content() throws DicomException {
    if (place.bytes() > limit) {
      throw DicomException.of(
          Reason.LIMIT_EXCEEDED,
          "an entry of %d bytes, at most %d are read from an archive; unpack it"
              .formatted(place.bytes(), limit));
    }
    // One more than there should be, to see whether there is.
    byte[] content = start(Math.toIntExact(place.bytes() + 1));
    if (content.length != place.bytes()) {
      throw DicomException.of(
          Reason.MALFORMED,
          "an entry that inflates to %s bytes than the %d of the table of contents"
              .formatted(content.length < place.bytes() ? "fewer" : "more", place.bytes()));
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    if (crc.getValue() != place.crc32()) {
      throw DicomException.of(
          Reason.MALFORMED, "an entry whose content does not match its checksum");
    }
    return ByteBuffer.wrap(content);
  }

  /**
   * The beginning of the content.
   *
   * @param most how many bytes; fewer where there are no more
   * @throws DicomException as {@link #content} does, but for the limit
   */
  public byte[] start(int most) throws DicomException {
    if (place.encrypted()) {
      throw DicomException.of(Reason.UNREADABLE, "an encrypted entry");
    }
    if (place.bytes() < 0 || place.compressedBytes() < 0 || place.headerOffset() < 0) {
      throw DicomException.of(Reason.MALFORMED, "an entry of unknown size or place");
    }
    try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ);
        InputStream content = inflated(compressed(channel))) {
      return content.readNBytes(most);
    } catch (FileSystemException e) {
      throw DicomException.unreadable(e);
    } catch (IOException e) {
      throw DicomException.of(Reason.MALFORMED, "an entry that cannot be inflated");
    }
  }

  private InputStream compressed(FileChannel channel) throws IOException, DicomException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (header.hasRemaining()
        && channel.read(header, place.headerOffset() + header.position()) > 0) {}
    if (header.hasRemaining() || header.getInt(0) != HEADER_SIGNATURE) {
      throw DicomException.at(
          Reason.MALFORMED,
          place.headerOffset(),
          "no entry in the archive where its table of contents says");
    }
    int nameBytes = header.getShort(26) & 0xFFFF;
    int extraBytes = header.getShort(28) & 0xFFFF;
    long start = place.headerOffset() + HEADER_BYTES + nameBytes + extraBytes;
    if (start > channel.size() || place.compressedBytes() > channel.size() - start) {
      throw DicomException.at(
          Reason.TRUNCATED, place.headerOffset(), "the archive ends before the entry does");
    }
    return new BufferedInputStream(
        new BoundedSeekableByteChannelInputStream(start, place.compressedBytes(), channel),
        BUFFER_BYTES);
  }

  private InputStream inflated(InputStream compressed) throws DicomException {
    if (place.method() == ZipMethod.STORED.getCode()) {
      return compressed;
    }
    if (place.method() == ZipMethod.DEFLATED.getCode()) {
      return new RawInflaterStream(compressed);
    }
    // What Windows writes for large entries.
    if (place.method() == ZipMethod.ENHANCED_DEFLATED.getCode()) {
      return new Deflate64CompressorInputStream(compressed);
    }
    throw DicomException.of(
        Reason.UNREADABLE,
        "an entry of compression method " + place.method() + "; read are 0, 8 and 9");
  }

  /** Deflate without zlib's header, which frees its native memory when closed. */
  private static final class RawInflaterStream extends InflaterInputStream {
    RawInflaterStream(InputStream compressed) {
      super(compressed, new Inflater(true), BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
