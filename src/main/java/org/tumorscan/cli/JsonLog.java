package org.tumorscan.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Turns each line into a JSON object with {@code time}, {@code level} and {@code message}. */
final class JsonLog extends Writer {
  private static final String FAILURE = "tumorscan: ";

  private final PrintWriter out;
  private final StringBuilder line = new StringBuilder();

  private JsonLog(PrintWriter out) {
    this.out = out;
  }

  /** What the program says itself. */
  static PrintWriter over(PrintWriter out) {
    return new PrintWriter(new JsonLog(out), true);
  }

  /** What libraries say, which write to a stream. */
  static PrintStream stream(PrintWriter out) {
    JsonLog log = new JsonLog(out);
    OutputStream bytes =
        new OutputStream() {
          private final ByteArrayOutputStream line = new ByteArrayOutputStream();

          @Override
          public synchronized void write(int value) {
            line.write(value);
            if (value == '\n') {
              log.append(line.toString(StandardCharsets.UTF_8));
              line.reset();
            }
          }
        };
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Override
  public Writer append(CharSequence text) {
    char[] characters = text.toString().toCharArray();
    write(characters, 0, characters.length);
    return this;
  }

  @Override
  public void write(char[] text, int offset, int length) {
    synchronized (line) {
      for (int i = offset; i < offset + length; i++) {
        if (text[i] == '\n') {
          print(line.toString().stripTrailing());
          line.setLength(0);
        } else {
          line.append(text[i]);
        }
      }
    }
  }

  private void print(String text) {
    if (text.isEmpty()) {
      return;
    }
    boolean isFailure = text.startsWith(FAILURE);
    out.println(
        "{\"time\":\"%s\",\"level\":\"%s\",\"message\":\"%s\"}"
            .formatted(
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                isFailure ? "error" : "info",
                new String(
                    JsonStringEncoder.getInstance()
                        .quoteAsString(isFailure ? text.substring(FAILURE.length()) : text))));
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
