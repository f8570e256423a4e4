package org.tumorscan.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Says what an I/O failure means, since the platform's messages are often a bare path. */
final class IoMessages {
  private IoMessages() {}

  /** Whether an output path is, or lies below, a file. */
  static boolean isWrongPlace(IOException failure) {
    return failure instanceof FileAlreadyExistsException
        || failure instanceof NotDirectoryException
        || failure instanceof AccessDeniedException
        || (failure instanceof FileSystemException other
            && String.valueOf(other.getReason()).equals("Not a directory"));
  }

  static String of(IOException failure) {
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or directory";
    }
    if (failure instanceof FileAlreadyExistsException existing) {
      return existing.getFile() + ": exists, and is no directory";
    }
    if (failure instanceof FileSystemException other) {
      return other.getFile()
          + ": "
          + Objects.requireNonNullElse(other.getReason(), "the operating system refused it");
    }
    return String.valueOf(failure.getMessage());
  }
}
