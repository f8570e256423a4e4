package org.tumorscan.journal;

import java.nio.file.Path;
import java.util.List;

/** A journal cannot be gone on with, since its predictions would not be made again as they are. */
public final class JournalMismatchException extends Exception {
  private static final long serialVersionUID = 1L;

  JournalMismatchException(Path directory, List<String> differences) {
    super(
        "%s: the run there cannot be resumed, as it was made with %s; without --resume it is replaced"
            .formatted(directory, String.join(" and ", differences)));
  }
}
