package org.tumorscan.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Who judged what with which model, and when: JSON lines that are only ever appended, each in one
 * step, so that runs may share a file. Of an input there is its SOP Instance UID and what became of
 * it; neither path nor warnings, which may say more. A run without its {@code end} was cut off.
 */
public final class AuditFile implements ReportWriter {
  private final Path path;
  private final String user;
  private final String run = UUID.randomUUID().toString();
  private final FileChannel channel;

  /**
   * Opens the file.
   *
   * @param path made where absent
   * @param user name of the operating system's user
   */
  public AuditFile(Path path, String user) throws IOException {
    this.path = path;
    this.user = user;
    boolean isTorn = isTorn(path);
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (isTorn) {
      write(new byte[] {'\n'});
    }
  }

  /** Whether a run was cut off in the midst of a line. */
  private static boolean isTorn(Path path) throws IOException {
    if (!Files.isRegularFile(path) || Files.size(path) == 0) {
      return false;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(file.length() - 1);
      return file.read() != '\n';
    }
  }

  @Override
  public void begin(RunInfo info) throws IOException {
    line(
        json -> {
          json.writeStringField("event", "begin");
          json.writeStringField("time", now());
          json.writeStringField("user", Printable.wellFormed(user));
          json.writeStringField("program", "tumorscan " + info.toolVersion());
          json.writeStringField("model", info.model().id());
          json.writeStringField("modelVersion", info.model().version());
          json.writeStringField("modelSha256", info.model().sha256());
          json.writeStringField("operatingPoint", info.model().operatingPoint());
          json.writeNumberField("threshold", Rounding.exact(info.model().threshold()));
          json.writeStringField("dicomReader", info.dicomReader());
          json.writeStringField("device", info.execution().device());
          json.writeStringField("precision", info.execution().precision().word());
        });
  }

  @Override
  public void add(Outcome outcome) throws IOException {
    line(
        json -> {
          json.writeStringField("event", "outcome");
          if (outcome.subject().sopInstanceUid().isPresent()) {
            String uid = outcome.subject().sopInstanceUid().get();
            json.writeStringField("sopInstanceUid", Printable.wellFormed(uid));
          }
          if (outcome.subject().frameNumber().isPresent()) {
            json.writeNumberField("frame", outcome.subject().frameNumber().get());
          }
          json.writeStringField("status", OutcomeJson.status(outcome));
          if (outcome instanceof Outcome.Classified slice) {
            json.writeStringField("decision", OutcomeJson.decision(slice.suspicious()));
          } else if (outcome instanceof Outcome.Rejected rejected) {
            json.writeStringField("reason", rejected.reason());
          }
        });
  }

  @Override
  public void finish(RunTotals totals) throws IOException {
    line(
        json -> {
          json.writeStringField("event", "end");
          json.writeStringField("time", now());
          json.writeNumberField("classified", totals.summary().classified());
          json.writeNumberField("suspicious", totals.summary().suspicious());
          json.writeNumberField("notApplicable", totals.summary().notApplicable());
          json.writeNumberField("rejected", totals.summary().rejected());
          json.writeBooleanField("interrupted", totals.summary().interrupted());
        });
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private void line(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("run", run);
      fields.write(json);
      json.writeEndObject();
    }
    bytes.write('\n');
    write(bytes.toByteArray());
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // Without it, a full disk would not say which.
      throw new FileSystemException(path.toString(), null, e.getMessage());
    }
  }

  private String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
