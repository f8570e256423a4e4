package org.tumorscan.report;

import java.io.IOException;

/** A stream that others own, such as standard output, takes no more. */
public final class StreamFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  StreamFailedException() {
    super("standard output cannot be written");
  }
}
