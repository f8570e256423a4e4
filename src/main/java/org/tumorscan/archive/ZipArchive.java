package org.tumorscan.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.tumorscan.dicom.DicomException;
import org.tumorscan.dicom.DicomException.Reason;

/**
 * The table of contents of a zip archive.
 *
 * @param file the archive
 * @param entries the files in it in the order of their names, those that cannot be read included;
 *     no directories, and nothing of what macOS's archiver puts beside the files
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a>
 */
public record ZipArchive(Path file, List<ArchivedFile> entries) {
  private static final Charset CODE_PAGE_437 = Charset.forName("IBM437");
  private static final String MACOS_METADATA = "__MACOSX/";

  /** Copies the list. */
  public ZipArchive {
    entries = List.copyOf(entries);
  }

  /**
   * Whether a file that begins so is a zip archive.
   *
   * @param start the first bytes, as far as there are any
   */
  public static boolean isZip(byte[] start) {
    if (start.length < 4 || start[0] != 'P' || start[1] != 'K') {
      return false;
    }
    // An entry, or the end of the table of contents of an archive without entries.
    return (start[2] == 3 && start[3] == 4) || (start[2] == 5 && start[3] == 6);
  }

  /**
   * Reads the table of contents; no file stays open.
   *
   * @throws DicomException {@code UNREADABLE}; {@code MALFORMED} where there is no whole table;
   *     {@code LIMIT_EXCEEDED} where the archive asks for more than the limits
   */
  public static ZipArchive open(Path file, ZipLimits limits) throws DicomException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        ZipFile zip =
            ZipFile.builder()
                .setSeekableByteChannel(new TableChannel(channel, limits.tableBytes()))
                .setIgnoreLocalFileHeader(true)
                .get()) {
      List<ArchivedFile> entries = new ArrayList<>();
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        ArchivedFile archived = archived(file, entry, limits);
        if (!entry.isDirectory() && !archived.name().startsWith(MACOS_METADATA)) {
          entries.add(archived);
        }
      }
      checkSize(entries, channel.size(), limits);
      entries.sort(Comparator.comparing(ArchivedFile::name));
      return new ZipArchive(file, entries);
    } catch (FileSystemException e) {
      throw DicomException.unreadable(e);
    } catch (IOException e) {
      // The library puts exceptions of the channel into its own.
      if (e.getCause() instanceof TableChannel.TooLargeException) {
        throw DicomException.of(
            Reason.LIMIT_EXCEEDED,
            "an archive with a table of contents of more than " + limits.tableBytes() + " bytes");
      }
      throw DicomException.of(
          Reason.MALFORMED,
          "an archive without a whole table of contents at its end: cut short, or damaged");
    }
  }

  private static void checkSize(List<ArchivedFile> entries, long archiveBytes, ZipLimits limits)
      throws DicomException {
    if (entries.size() > limits.entries()) {
      throw DicomException.of(
          Reason.LIMIT_EXCEEDED,
          "an archive of %d entries, at most %d are read"
              .formatted(entries.size(), limits.entries()));
    }
    long total = 0;
    for (ArchivedFile entry : entries) {
      // Each at most the limit, so that the sum cannot overflow.
      total += Math.min(entry.bytes(), limits.totalBytes() + 1);
    }
    if (total > limits.totalBytes()) {
      throw DicomException.of(
          Reason.LIMIT_EXCEEDED,
          "an archive that inflates to more than " + limits.totalBytes() + " bytes");
    }
    if (total > limits.entryBytes() && total / limits.ratio() > archiveBytes) {
      throw DicomException.of(
          Reason.LIMIT_EXCEEDED,
          "an archive of %d bytes that inflates to %d, more than %d times as many"
              .formatted(archiveBytes, total, limits.ratio()));
    }
  }

  private static ArchivedFile archived(Path file, ZipArchiveEntry entry, ZipLimits limits) {
    return new ArchivedFile(
        file,
        name(entry),
        new ArchivedFile.Place(
            entry.getLocalHeaderOffset(),
            entry.getCompressedSize(),
            entry.getSize(),
            entry.getCrc(),
            entry.getMethod(),
            entry.getGeneralPurposeBit().usesEncryption()),
        limits.entryBytes());
  }

  /** UTF-8 where the bytes are, flagged or not; else the code page that the format names. */
  private static String name(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      return new String(raw, CODE_PAGE_437);
    }
  }
}
