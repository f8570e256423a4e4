package org.tumorscan.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;

/** Where the text of a report goes: to a file that appears whole or not at all, or to a stream. */
public interface ReportTarget extends Closeable {

  /** Where to write; UTF-8 in files. */
  Writer writer();

  /** Completes the report. Nothing can be written afterwards. */
  void commit() throws IOException;

  /** Discards what was not committed, as far as it has not left already. */
  @Override
  void close() throws IOException;

  /**
   * A file, written under a temporary name beside it until {@link #commit}.
   *
   * @param target in an existing directory; an older file there is replaced
   */
  static ReportTarget file(Path target) throws IOException {
    return new AtomicFile(target);
  }

  /**
   * A stream that others own, such as standard output.
   *
   * @param stream flushed, never closed; its silent failures surface as exceptions of {@link
   *     #writer}
   */
  static ReportTarget stream(PrintWriter stream) {
    Writer writer = new CheckedWriter(stream);
    return new ReportTarget() {
      @Override
      public Writer writer() {
        return writer;
      }

      @Override
      public void commit() throws IOException {
        writer.flush();
      }

      @Override
      public void close() {
        // What has left cannot be called back, and the stream is not ours.
      }
    };
  }
}
