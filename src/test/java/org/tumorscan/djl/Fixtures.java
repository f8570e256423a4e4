package org.tumorscan.djl;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Small networks with drawn weights, made by {@code scripts/build-base-model --test-fixtures}. */
final class Fixtures {
  private Fixtures() {}

  static byte[] bytes(String name) throws IOException {
    try (InputStream stream = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name))) {
      return stream.readAllBytes();
    }
  }
}
