package org.tumorscan.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output that knows whether its reader went away, as {@code head} does. */
final class StandardOutput extends FilterOutputStream {
  private volatile boolean readerGone;

  StandardOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      // The platform's words for EPIPE; where they are translated, the English ones follow.
      readerGone |=
          String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("broken pipe");
      throw e;
    }
  }

  /** Whether a write failed since nobody reads any more. */
  boolean isReaderGone() {
    return readerGone;
  }
}
