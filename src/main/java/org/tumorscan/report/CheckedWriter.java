package org.tumorscan.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;

/** Says when a {@link PrintWriter} has failed, which itself it keeps quiet about. */
final class CheckedWriter extends FilterWriter {
  private final PrintWriter stream;

  CheckedWriter(PrintWriter stream) {
    super(stream);
    this.stream = stream;
  }

  @Override
  public void flush() throws IOException {
    if (stream.checkError()) {
      throw new StreamFailedException();
    }
  }
}
