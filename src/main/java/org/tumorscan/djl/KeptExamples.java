package org.tumorscan.djl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.tumorscan.training.PreparedExample;

/** Examples whose maps are known, passed over again and again, each time in another order. */
final class KeptExamples implements AutoCloseable {
  private static final long MIXER = 0x9E3779B97F4A7C15L;

  private final MapStore maps;
  private final List<PreparedExample> examples = new ArrayList<>();

  KeptExamples(Path file) throws IOException {
    this.maps = new MapStore(file);
  }

  MapStore maps() {
    return maps;
  }

  boolean isEmpty() {
    return examples.isEmpty();
  }

  void clear() {
    maps.clear();
    examples.clear();
  }

  /** Notes the examples of a batch whose maps have been added; their pictures are let go. */
  void add(List<PreparedExample> batch) {
    for (PreparedExample example : batch) {
      examples.add(
          new PreparedExample(new float[0], example.tumor(), example.cells(), example.groups()));
    }
  }

  List<PreparedExample> get(int... indices) {
    List<PreparedExample> batch = new ArrayList<>();
    for (int index : indices) {
      batch.add(examples.get(index));
    }
    return batch;
  }

  /** The batches of one pass over all. */
  Iterator<int[]> pass(long seed, int epoch, int batchSize) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random((seed * 31 + epoch) * MIXER));
    return new Iterator<>() {
      private int taken;

      @Override
      public boolean hasNext() {
        return taken + batchSize <= order.size();
      }

      @Override
      public int[] next() {
        int[] batch =
            order.subList(taken, taken + batchSize).stream().mapToInt(Integer::intValue).toArray();
        taken += batchSize;
        return batch;
      }
    };
  }

  @Override
  public void close() throws IOException {
    maps.close();
  }
}
