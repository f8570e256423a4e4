package org.tumorscan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;

/**
 * Maps that a network has made and will be looked at again: it does not learn, so neither do they
 * change. They lie in a file, in half precision, 0.4 MB each for a stage-3 map of 224 pixels; the
 * file is gone when the store is closed. Confined to one thread.
 */
final class MapStore implements AutoCloseable {
  private static final int BYTES_A_VALUE = 2;

  private final Path path;
  private final FileChannel file;
  private Shape shape = new Shape();
  private int size;

  /** An empty store in a file of this name; what a killed run has left there is overwritten. */
  MapStore(Path path) throws IOException {
    this.path = path;
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** How many maps it holds. */
  int size() {
    return size;
  }

  /** Forgets all maps. */
  void clear() {
    size = 0;
  }

  /**
   * Keeps maps, behind those that it has.
   *
   * @param maps float32 [batch, channels, rows, columns] or [batch, features]
   * @param expected how many there will be in all
   * @throws TrainingException {@code NO_SPACE} where the disk has no room for all
   */
  void add(NDArray maps, int expected) throws IOException, TrainingException {
    if (size == 0) {
      shape = maps.getShape().slice(1);
      requireSpace(expected * bytesEach());
    }
    try (NDArray half = maps.toType(DataType.FLOAT16, true)) {
      ByteBuffer bytes = half.toByteBuffer();
      long position = size * bytesEach();
      while (bytes.hasRemaining()) {
        position += file.write(bytes, position);
      }
    }
    size += Math.toIntExact(maps.getShape().get(0));
  }

  /**
   * Some of the maps.
   *
   * @param indices in the order that they were added in
   * @return float32 [indices, ...], owned by the manager
   */
  NDArray get(NDManager manager, int... indices) throws IOException {
    int each = Math.toIntExact(bytesEach());
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(indices.length, each));
    for (int i = 0; i < indices.length; i++) {
      read(bytes.slice(i * each, each), (long) indices[i] * each);
    }
    try (NDArray half =
        manager.create(bytes, new Shape(indices.length).addAll(shape), DataType.FLOAT16)) {
      return half.toType(DataType.FLOAT32, true);
    }
  }

  private void read(ByteBuffer target, long begin) throws IOException {
    while (target.hasRemaining()) {
      if (file.read(target, begin + target.position()) < 0) {
        throw new EOFException(path + " is shorter than it was");
      }
    }
  }

  private long bytesEach() {
    return shape.size() * BYTES_A_VALUE;
  }

  private void requireSpace(long needed) throws IOException, TrainingException {
    Path directory = path.toAbsolutePath().resolve("..").normalize();
    long free = Files.getFileStore(directory).getUsableSpace() + file.size();
    if (needed > free) {
      throw new TrainingException(
          Reason.NO_SPACE,
          "the network's maps of the examples need %,d MB in %s, which has %,d MB; take fewer --examples"
              .formatted(needed >> 20, directory, free >> 20));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
