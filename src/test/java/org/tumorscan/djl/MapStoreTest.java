package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tumorscan.training.TrainingException;
import org.tumorscan.training.TrainingException.Reason;

class MapStoreTest {
  @TempDir Path directory;

  @BeforeAll
  static void startLibtorch() throws Exception {
    Engines.stayOffline();
    Engines.start();
  }

  @Test
  void mapsComeBackInTheOrderAskedForRoundedToHalfPrecision() throws Exception {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Engines.PYTORCH);
        MapStore store = new MapStore(directory.resolve("maps"))) {
      store.add(maps(manager, 0, 1), 3);
      store.add(maps(manager, 2), 3);
      assertEquals(3, store.size());
      NDArray some = store.get(manager, 2, 0);
      assertEquals(new Shape(2, 2, 1, 2), some.getShape());
      // 0.1 in half precision is 0.0999755859375.
      assertArrayEquals(
          new float[] {20, 20.09375f, 2, 3, 0, 0.0999755859375f, 2, 3}, some.toFloatArray());
    }
  }

  @Test
  void aStoreThatWasClearedBeginsAnew() throws Exception {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Engines.PYTORCH);
        MapStore store = new MapStore(directory.resolve("maps"))) {
      store.add(maps(manager, 0, 1), 2);
      store.clear();
      store.add(maps(manager, 7), 1);
      assertEquals(1, store.size());
      assertEquals(70, store.get(manager, 0).toFloatArray()[0]);
    }
  }

  @Test
  void nothingIsLeftInTheDirectory() throws Exception {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Engines.PYTORCH)) {
      MapStore store = new MapStore(directory.resolve("maps"));
      store.add(maps(manager, 0), 1);
      store.close();
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aDiskThatIsTooSmallIsToldBeforeAnythingIsWritten() throws IOException {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Engines.PYTORCH);
        MapStore store = new MapStore(directory.resolve("maps"))) {
      NDArray large = manager.zeros(new Shape(1, 1024, 14, 14));
      TrainingException refused =
          assertThrows(TrainingException.class, () -> store.add(large, Integer.MAX_VALUE));
      assertEquals(Reason.NO_SPACE, refused.reason());
      assertEquals(0, store.size());
    }
  }

  /** Maps [n, 2, 1, 2] that begin with ten times their number. */
  private static NDArray maps(NDManager manager, int... numbers) {
    float[] values = new float[numbers.length * 4];
    for (int i = 0; i < numbers.length; i++) {
      float[] map = {10 * numbers[i], 10 * numbers[i] + 0.1f, 2, 3};
      System.arraycopy(map, 0, values, 4 * i, 4);
    }
    return manager.create(values, new Shape(numbers.length, 2, 1, 2));
  }
}
