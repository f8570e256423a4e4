package org.tumorscan.djl;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Small networks with drawn weights, made by {@code scripts/build-base-model --test-fixtures}. */
final class Fixtures {
  private Fixtures() {}

  /** Our ResNet-50. */
  static TorchScriptArchive archive(byte[] torchScript) {
    return TorchScriptArchive.read(torchScript).orElseThrow();
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream stream = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name))) {
      return stream.readAllBytes();
    }
  }
}
