package org.tumorscan.report;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Values that wait on disk until the whole is known, so that memory does not grow with their
 * number.
 *
 * @param <T> a record that Jackson can write and read
 */
final class Spool<T> implements Iterable<T>, Closeable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Class<T> type;
  private final Path file;
  private final SequenceWriter writer;
  private final List<Closeable> readers = new ArrayList<>();

  /**
   * Opens an empty spool.
   *
   * @param directory where its file lies until {@link #close}; beside the report, as that is where
   *     there is room for it
   */
  Spool(Path directory, Class<T> type) throws IOException {
    this.type = type;
    this.file = Files.createTempFile(directory, ".report-", ".spool");
    this.writer =
        MAPPER
            .writerFor(type)
            .withRootValueSeparator("\n")
            .writeValues(Files.newOutputStream(file));
  }

  /** Adds a value. */
  void add(T value) throws IOException {
    writer.write(value);
  }

  /**
   * Reads the values in the order they came, one at a time.
   *
   * @throws UncheckedIOException where the file cannot be written or read
   */
  @Override
  public Iterator<T> iterator() {
    try {
      writer.flush();
      MappingIterator<T> reader = MAPPER.readerFor(type).readValues(file.toFile());
      readers.add(reader);
      return reader;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the file. */
  @Override
  public void close() throws IOException {
    writer.close();
    for (Closeable reader : readers) {
      reader.close();
    }
    Files.deleteIfExists(file);
  }
}
