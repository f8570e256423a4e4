package org.tumorscan.journal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tumorscan.image.ModelInput;
import org.tumorscan.inference.Prediction;

/**
 * Predictions in a file, a JSON line each behind one that says what made them. Lines are only ever
 * appended; one that was torn, and whatever lies behind it, is dropped when the journal is opened.
 *
 * <p>Keyed by what the network saw rather than by the file: a resumed run reads and prepares every
 * file again, and so comes to the same report as one that was never cut off, whatever a report asks
 * of the source or the picture. Holds a place in the file for each kept prediction, none of those
 * that are added. Confined to one thread but for {@link #keyOf}.
 */
public final class PredictionJournal implements PredictionStore, Closeable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST_LINE_BYTES = 1 << 24;
  private static final int KEY_BYTES = 16;

  private final Path path;
  private final RandomAccessFile file;
  private final Map<String, Span> kept = new HashMap<>();
  private long end;

  private record Span(long offset, int length) {}

  private PredictionJournal(Path path) throws IOException {
    this.path = path;
    // Not a FileChannel, which the interruption of a thread would close.
    this.file = new RandomAccessFile(path.toFile(), "rw");
  }

  /** Starts an empty journal in the place of any other. */
  public static PredictionJournal begin(Path path, JournalOrigin origin) throws IOException {
    PredictionJournal journal = new PredictionJournal(path);
    try {
      journal.truncate();
      journal.append(MAPPER.writeValueAsBytes(origin));
      return journal;
    } catch (IOException e) {
      journal.close();
      throw e;
    }
  }

  /**
   * Goes on with a journal; begins one where there is none, or not even a whole first line.
   *
   * @throws JournalMismatchException where it is of another origin; the journal stays as it is
   */
  public static PredictionJournal resume(Path path, JournalOrigin origin)
      throws IOException, JournalMismatchException {
    if (!Files.exists(path)) {
      return begin(path, origin);
    }
    PredictionJournal journal = new PredictionJournal(path);
    try {
      Optional<JournalOrigin> found = journal.load();
      if (found.isEmpty()) {
        journal.close();
        return begin(path, origin);
      }
      List<String> differences = origin.differences(found.get());
      if (!differences.isEmpty()) {
        throw new JournalMismatchException(path.resolveSibling(""), differences);
      }
      journal.truncate();
      return journal;
    } catch (IOException | JournalMismatchException e) {
      journal.close();
      throw e;
    }
  }

  /** How many predictions an earlier run left. */
  public int size() {
    return kept.size();
  }

  private Optional<JournalOrigin> load() throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(path))) {
      byte[] first = line(stream);
      Optional<JournalOrigin> origin = parsed(first, JournalOrigin.class);
      if (origin.isEmpty()) {
        return Optional.empty();
      }
      end = first.length + 1L;
      for (byte[] next = line(stream); next.length > 0; next = line(stream)) {
        Optional<JournalLine> line = parsed(next, JournalLine.class).filter(JournalLine::isWhole);
        if (line.isEmpty()) {
          break;
        }
        kept.put(line.get().input(), new Span(end, next.length));
        end += next.length + 1L;
      }
      return origin;
    }
  }

  /** The next line without its end; empty at the end, and where the line has no end. */
  private static byte[] line(InputStream stream) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = stream.read(); next >= 0; next = stream.read()) {
      if (next == '\n') {
        return line.toByteArray();
      }
      if (line.size() == LONGEST_LINE_BYTES) {
        break;
      }
      line.write(next);
    }
    return new byte[0];
  }

  private static <T> Optional<T> parsed(byte[] line, Class<T> type) throws IOException {
    try {
      return Optional.ofNullable(MAPPER.readValue(line, type));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private void truncate() throws IOException {
    file.setLength(end);
  }

  @Override
  public String keyOf(ModelInput input) {
    float[] values = input.intensities();
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length));
    bytes.asFloatBuffer().put(values);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HexFormat.of().formatHex(Arrays.copyOf(digest, KEY_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public Optional<Prediction> find(String key) throws IOException {
    Span span = kept.get(key);
    if (span == null) {
      return Optional.empty();
    }
    byte[] line = new byte[span.length()];
    file.seek(span.offset());
    file.readFully(line);
    return Optional.of(MAPPER.readValue(line, JournalLine.class).prediction());
  }

  @Override
  public void add(String key, Prediction prediction) throws IOException {
    append(MAPPER.writeValueAsBytes(JournalLine.of(key, prediction)));
  }

  private void append(byte[] text) throws IOException {
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    try {
      file.seek(end);
      file.write(line);
    } catch (IOException e) {
      // Without it, a full disk would not say which.
      throw new FileSystemException(path.toString(), null, e.getMessage());
    }
    end += line.length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
