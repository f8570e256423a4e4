package org.tumorscan.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears whole or not at all: written under a hidden name of its own beside the
 * target, which {@link #commit} replaces in one step.
 */
public final class AtomicFile implements ReportTarget {
  private static final int BUFFER_CHARACTERS = 1 << 16;

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final OutputStream stream;
  private final Writer writer;
  private boolean committed;

  /**
   * Creates the temporary file.
   *
   * @param target in an existing directory; an older file there stays until {@link #commit}
   */
  public AtomicFile(Path target) throws IOException {
    this.target = target;
    // Not Files.createTempFile: its file would be readable by the owner alone after the rename too.
    this.temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    this.channel =
        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    this.stream = Channels.newOutputStream(channel);
    this.writer =
        new BufferedWriter(
            new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER_CHARACTERS);
  }

  /** Where to write bytes, unbuffered; for files that are no text. */
  public OutputStream stream() {
    return stream;
  }

  /** Where to write text, buffered. */
  @Override
  public Writer writer() {
    return writer;
  }

  /** Puts what was written in the target's place. Nothing can be written afterwards. */
  @Override
  public void commit() throws IOException {
    writer.flush();
    // Else a power failure could leave the new name with no content.
    channel.force(true);
    channel.close();
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    committed = true;
  }

  /** Removes the temporary file; does nothing after {@link #commit}. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      channel.close();
      Files.deleteIfExists(temporary);
    }
  }
}
