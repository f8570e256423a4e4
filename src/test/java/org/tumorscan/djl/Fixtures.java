package org.tumorscan.djl;

import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.tumorscan.model.ModelException;

/** Small networks with drawn weights, made by {@code scripts/build-base-model --test-fixtures}. */
final class Fixtures {
  private Fixtures() {}

  /** Our ResNet-50. */
  static TorchScriptArchive archive(byte[] torchScript) {
    return TorchScriptArchive.read(torchScript).orElseThrow();
  }

  /** Values by the parameter's name. */
  static Map<String, float[]> parameters(byte[] torchScript) throws ModelException {
    Map<String, float[]> parameters = new TreeMap<>();
    try (Model model = TorchScriptLoader.load("test", torchScript, Device.cpu())) {
      for (Pair<String, Parameter> parameter : model.getBlock().getDirectParameters()) {
        parameters.put(parameter.getKey(), parameter.getValue().getArray().toFloatArray());
      }
    }
    assertFalse(parameters.isEmpty());
    return parameters;
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream stream = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name))) {
      return stream.readAllBytes();
    }
  }
}
